/** What the commands print: coloured on a terminal only, or as NO_COLOR and FORCE_COLOR say. */
import { styleText } from 'node:util';
import { visible } from '../errors.ts';

type Style = Extract<Parameters<typeof styleText>[0], string>;

/** The text, coloured if `stream` shows colours. One style at a time: for several, Node 20 does not ask it. */
export function paint(styles: readonly Style[], text: string, stream: NodeJS.WriteStream): string {
  return styles.reduce((painted, style) => styleText(style, painted, { stream }), text);
}

export function printWarning(message: string): void {
  const label = paint(['bold', 'yellow'], 'warning', process.stderr);
  process.stderr.write(`${label}${paint(['bold'], `: ${message}`, process.stderr)}\n`);
}

/** Names from the command line stand in messages: they can't start a new line or hide what is printed. */
export const quote = (text: string): string => `'${visible(text)}'`;

/** How messages call the component, which can be standard input. */
export const fileText = (path: string): string => path === '-' ? 'standard input' : visible(path);

/** `97 B`, `1.49 kB`, `12.3 MB`: decimal, three digits. */
export function sizeText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let [size, unit] = [bytes, 0];
  while (unit < units.length - 1 && Number(size.toPrecision(3)) >= 1000) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Number(size.toPrecision(3)))));
  return `${size.toFixed(digits)} ${units[unit]}`;
}
