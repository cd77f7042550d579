/**
 * `wcm2js types <component>`: writes declarations and nothing else, to a folder or, as one file, beside the component, where
 * TypeScript looks for them: `app.d.wasm.ts` for `app.wasm`.
 */
import { basename, dirname, extname } from 'node:path';
import type { ComponentTypesOptions } from '../component-types.ts';
import { parseArguments } from './arguments.ts';
import type { Arguments, Flags } from './arguments.ts';
import { toFailure } from './errors.ts';
import { Failure } from './failure.ts';
import { TYPES_HELP } from './help.ts';
import { readInputFile } from './input.ts';
import { quote } from './output.ts';
import { FLAGS as ALL, printFiles, readTranspileOptions } from './transpile.ts';
import { writeFiles } from './write-files.ts';

/** Those options of `transpile` that change declarations. */
const NAMES = [
  'out-dir', 'name', 'instantiation', 'tla-compat', 'no-namespaced-exports', 'async-mode', 'async-imports',
  'async-exports', 'async-wasi-imports', 'async-wasi-exports', 'optional-import', 'quiet', 'json', 'help',
] as const satisfies readonly (keyof typeof ALL)[];

const FLAGS: Flags = Object.fromEntries(NAMES.map((name) => [name, ALL[name]]));

/** @throws Failure */
export async function typesCommand(args: readonly string[]): Promise<void> {
  const parsed = parseArguments(args, FLAGS);
  if (parsed.given.has('help')) {
    process.stdout.write(TYPES_HELP);
    return;
  }
  const input = readInputName(parsed);
  const outDir = parsed.given.get('out-dir')?.at(-1);
  if (outDir === '') throw new Failure('no output folder given: use -o <folder>');
  const files = outDir === undefined
    ? await declare(input, { ...readTranspileOptions(parsed, input), beside: true })
    : await declare(input, readTranspileOptions(parsed, input));
  // Beside the component the name is the component's, whatever --name says.
  const [folder, named] = outDir === undefined
    ? [dirname(input), { [besideName(input)]: Object.values(files)[0] ?? '' }]
    : [outDir, files];
  const contents = Object.entries(named).map(([name, text]) => [name, Buffer.from(text)] as const);
  const paths = writeFiles(folder, Object.fromEntries(contents), input === '-' ? undefined : input);
  const written = paths.map((path, i) => ({ path, size: contents[i]?.[1].length ?? 0 }));
  if (parsed.given.has('json')) process.stdout.write(`${JSON.stringify({ files: written }, null, 2)}\n`);
  else if (!parsed.given.has('quiet')) printFiles(written);
}

function readInputName({ given, positionals, afterTerminator }: Arguments): string {
  const [input, second] = [...positionals, ...afterTerminator];
  if (input === undefined) throw new Failure('no component given: wcm2js types <component.wasm> [-o <folder>]');
  if (second !== undefined) throw new Failure(`one component at a time, got ${quote(input)} and ${quote(second)}`);
  if (!given.has('out-dir') && (input === '-' || extname(input) === '')) {
    throw new Failure(`there is no place beside ${input === '-' ? 'standard input' : quote(input)}: use -o <folder>`);
  }
  return input;
}

/** `app.d.wasm.ts` for `lib/app.wasm`. */
function besideName(input: string): string {
  const extension = extname(input);
  return `${basename(input, extension)}.d${extension}.ts`;
}

/** The compiler is loaded here and no earlier. */
async function declare(input: string, options: ComponentTypesOptions): Promise<Record<string, string>> {
  const bytes = await readInputFile(input);
  const { componentTypes } = await import('../component-types.ts');
  try {
    return componentTypes(bytes, options);
  } catch (error) {
    throw toFailure(error, input);
  }
}
