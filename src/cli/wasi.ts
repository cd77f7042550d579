/**
 * WASI 0.2 for `wcm2js run`, by the package `@bytecodealliance/preview2-shim`: an optional peer dependency,
 * looked for beside wcm2js and then in the working directory.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from './failure.ts';

/** What the component gets to see. */
export interface Sandbox {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What the component calls a folder → the folder. */
  readonly preopens: Readonly<Record<string, string>>;
  readonly network: boolean;
}

/** Thrown by `wasi:cli/exit`: unwinds the component, so that all its output is out before the process ends. */
export class ExitSignal extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`exit with code ${code}`);
    this.code = code;
  }
}

/** The parts of the package that are used. */
interface Shim {
  readonly cli: {
    readonly terminalOutput: { readonly TerminalOutput: new () => object };
    readonly terminalInput: { readonly TerminalInput: new () => object };
  };
}

interface ShimInstantiation {
  readonly WASIShim: new (config: object) => { getImportObject(): Readonly<Record<string, unknown>> };
}

const PACKAGE = '@bytecodealliance/preview2-shim';

/**
 * The import object for a component that is run in `sandbox`; its keys have no versions.
 * @throws Failure if the package is not there
 */
export async function makeWasi(sandbox: Sandbox): Promise<Readonly<Record<string, unknown>>> {
  const { cli }: Shim = await importPackage(PACKAGE);
  const { WASIShim }: ShimInstantiation = await importPackage(`${PACKAGE}/instantiation`);
  const { args, env, preopens, network } = sandbox;
  const shim = new WASIShim({
    cli: { ...cli, exit: makeExit(), ...terminals(cli) },
    sandbox: { args, env, preopens, enableNetwork: network },
  });
  const imports = shim.getImportObject();
  // The package's own refusal is none of the errors that wasi:http knows.
  return network ? imports : { ...imports, 'wasi:http/outgoing-handler': { handle: denyRequest } };
}

function makeExit(): object {
  return {
    exit(status: { readonly tag: string }): never {
      throw new ExitSignal(status.tag === 'err' ? 1 : 0);
    },
    exitWithCode(code: number): never {
      throw new ExitSignal(code);
    },
  };
}

/** The package calls everything a terminal. */
function terminals({ terminalOutput, terminalInput }: Shim['cli']): object {
  const { TerminalOutput } = terminalOutput;
  const { TerminalInput } = terminalInput;
  return {
    terminalStdin: { getTerminalStdin: () => (process.stdin.isTTY ? new TerminalInput() : undefined) },
    terminalStdout: { getTerminalStdout: () => (process.stdout.isTTY ? new TerminalOutput() : undefined) },
    terminalStderr: { getTerminalStderr: () => (process.stderr.isTTY ? new TerminalOutput() : undefined) },
  };
}

function denyRequest(): never {
  // Thrown and no Error: the error of the result, here an `error-code`.
  throw { tag: 'HTTP-request-denied' };
}

async function importPackage<T>(specifier: string): Promise<T> {
  return await import(pathToFileURL(resolvePackage(specifier)).href) as T;
}

function resolvePackage(specifier: string): string {
  for (const from of [import.meta.url, join(process.cwd(), 'package.json')]) {
    try {
      return createRequire(from).resolve(specifier);
    } catch {
      // Looked for in the next place.
    }
  }
  throw new Failure(`run needs the package ${PACKAGE}: install it with: npm install ${PACKAGE}`);
}
