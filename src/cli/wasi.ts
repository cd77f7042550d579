/** WASI 0.2 for `wcm2js run`, by the package `@bytecodealliance/preview2-shim`. */
import { importPackage } from './import-package.ts';
import { isWasi3, makeWasi3 } from './wasi3.ts';

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
 * The import object for a component that is run in `sandbox`: WASI 0.2 by names without versions, and what
 * `names` has of WASI 0.3, of which a component may import the same interfaces.
 * @throws Failure if a package is not there
 */
export async function makeWasi(
  sandbox: Sandbox, names: readonly string[] = [],
): Promise<Readonly<Record<string, unknown>>> {
  const { cli }: Shim = await importPackage(PACKAGE);
  const { WASIShim }: ShimInstantiation = await importPackage(`${PACKAGE}/instantiation`);
  const { args, env, preopens, network } = sandbox;
  const own = { exit: makeExit(), ...terminals(cli) };
  const shim = new WASIShim({
    cli: { ...cli, ...own },
    sandbox: { args, env, preopens, enableNetwork: network },
  });
  const names3 = names.filter(isWasi3);
  const wasi3 = names3.length === 0 ? {} : await makeWasi3(names3, sandbox, own);
  const imports = { ...shim.getImportObject(), ...wasi3 };
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
