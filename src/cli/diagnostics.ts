/** What goes wrong, as the user reads it: a block of a few lines on stderr, or JSON on stdout. */
import { shortPath } from '../errors.ts';
import type { Diagnostic, Failure } from './failure.ts';
import { fileText, paint } from './output.ts';

/** Longer lines go on in the next, and end after so many. Names in messages are cut short long before. */
const MAX_COLUMNS = 200;
const MAX_LINES = 4;

export function printFailure(failure: Failure, how: 'text' | 'json'): void {
  if (how === 'json') process.stdout.write(`${JSON.stringify({ error: failure.diagnostic }, null, 2)}\n`);
  else process.stderr.write(describe(failure));
}

/**
 *     error[INVALID_INSTANTIATION]: type mismatch for import `f`: …
 *       --> app.wasm:0x69 (instance section)
 *        = in instance 1 › import "f"
 *        = expected: func(x: u32)
 *        = found:    func()
 */
function describe({ summary, diagnostic }: Failure): string {
  const { code, path = [], expected, found, didYouMean } = diagnostic;
  const red = (text: string): string => paint(['bold', 'red'], text, process.stderr);
  // Mistakes on the command line, and what the machine refuses, need no code to be looked up.
  const label = OWN_CODES.has(code) ? 'error' : `error[${code}]`;
  const lines = wrap(`${label}: ${summary}`);
  lines[0] = `${red(label)}${paint(['bold'], lines[0]?.slice(label.length) ?? '', process.stderr)}`;
  const place = placeOf(diagnostic);
  if (place !== undefined) lines.push(`  ${blue('-->')} ${place}`);
  const notes = [
    path.length > 0 ? `in ${shortPath(path)}` : undefined,
    expected === undefined ? undefined : `expected: ${expected}`,
    found === undefined ? undefined : `found:    ${found}`,
    didYouMean === undefined ? undefined : `did you mean \`${didYouMean}\`?`,
  ];
  for (const note of notes) if (note !== undefined) lines.push(`   ${blue('=')} ${wrap(note).join('\n')}`);
  return `${lines.join('\n')}\n`;
}

const OWN_CODES: ReadonlySet<string> = new Set(['USAGE', 'OPTION_UNKNOWN', 'OPTION_VALUE', 'FILE', 'RUN']);

const blue = (text: string): string => paint(['bold', 'blue'], text, process.stderr);

/** `app.wasm:0x69 (instance section)`, of a component. */
function placeOf({ file, offset, section }: Diagnostic): string | undefined {
  if (file === undefined) return undefined;
  const at = offset === undefined ? '' : `:0x${offset.toString(16)}`;
  return `${fileText(file)}${at}${section === undefined ? '' : ` (${section})`}`;
}

/** The text in lines that are not too long, the later ones indented, and not too many. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > MAX_COLUMNS && lines.length < MAX_LINES - 1) {
    const space = rest.lastIndexOf(' ', MAX_COLUMNS);
    const end = space > MAX_COLUMNS / 2 ? space : MAX_COLUMNS;
    lines.push(rest.slice(0, end));
    rest = `     ${rest.slice(end).trimStart()}`;
  }
  return [...lines, rest.length > MAX_COLUMNS ? `${rest.slice(0, MAX_COLUMNS)}…` : rest];
}
