/** WASI 0.3 for `wcm2js run`, by the package `@bytecodealliance/preview3-shim`. */
import { importPackage } from './import-package.ts';
import type { Sandbox } from './wasi.ts';

const PACKAGE = '@bytecodealliance/preview3-shim';

type Interfaces = Readonly<Record<string, object>>;

/** The parts of the package that are not taken as they are. */
interface Shim extends Readonly<Record<string, Interfaces>> {
  readonly filesystem: Interfaces & { _setPreopens(preopens: Sandbox['preopens']): void };
  readonly sockets: Interfaces & { readonly TcpSocket: SocketClass; readonly UdpSocket: SocketClass };
}

type SocketClass = new () => object;

/** `wasi:clocks/monotonic-clock@0.3.0` */
const NAME = /^wasi:(?<group>[^/]+)\/(?<name>[^@]+)@0\.3\./;

/** Whether this is the name of an interface of WASI 0.3. */
export const isWasi3 = (name: string): boolean => NAME.test(name);

/**
 * The interfaces of WASI 0.3 among `names`, for a component that is run in `sandbox`; keys have versions.
 * @param own the interfaces of wasi:cli that are this command's: `exit`, `terminalStdin` …
 * @throws Failure if the package is not there
 */
export async function makeWasi3(
  names: readonly string[], sandbox: Sandbox, own: Interfaces,
): Promise<Readonly<Record<string, object>>> {
  const { filesystem, ...shim }: Shim = await importPackage(PACKAGE);
  filesystem._setPreopens(sandbox.preopens);
  const { args, env } = sandbox;
  const environment = {
    getArguments: () => args, getEnvironment: () => Object.entries(env), getInitialCwd: () => undefined,
  };
  const groups: Readonly<Record<string, Interfaces | undefined>> = {
    ...shim, filesystem,
    cli: { ...shim['cli'], ...own, environment, stdout: outputTo(process.stdout), stderr: outputTo(process.stderr) },
    ...sandbox.network ? {} : withoutNetwork(shim.sockets),
  };
  return Object.fromEntries(names.flatMap((name) => {
    const { group = '', name: kebab = '' } = NAME.exec(name)?.groups ?? {};
    const found = groups[group]?.[kebab.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())];
    return found === undefined ? [] : [[name, found]];
  }));
}

/**
 * Writes in this thread: the package's worker may have output left when it says that it is done, which would be lost
 * at the end of the process.
 */
function outputTo(file: NodeJS.WriteStream): object {
  return {
    async writeViaStream(chunks: AsyncIterable<Uint8Array>): Promise<{ readonly tag: string; readonly val?: string }> {
      for await (const chunk of chunks) {
        const error = await new Promise<Error | null | undefined>((done) => file.write(chunk, done));
        if (error) return { tag: 'err', val: 'code' in error && error.code === 'EPIPE' ? 'pipe' : 'io' };
      }
      return { tag: 'ok' };
    },
  };
}

function withoutNetwork({ TcpSocket, UdpSocket }: Shim['sockets']): Readonly<Record<string, Interfaces>> {
  // Thrown and no Error: the error of the result, here an `error-code`.
  const deny = (tag: string) => (): never => { throw { tag }; };
  const closed = (base: SocketClass): SocketClass =>
    class extends base { static readonly create = deny('access-denied'); };
  return {
    sockets: {
      types: { TcpSocket: closed(TcpSocket), UdpSocket: closed(UdpSocket) },
      ipNameLookup: { resolveAddresses: deny('access-denied') },
    },
  };
}
