/** Any error → the one line that the user reads. */
import { errorInternal, TranspileError } from '../errors.ts';
import { Failure } from './failure.ts';
import { inputName } from './input.ts';

/** `input` is the component that was being worked on. */
export function describeError(error: unknown, input?: string): string {
  if (error instanceof Failure) return error.message;
  const known = error instanceof TranspileError ? error : errorInternal(error);
  if (known.code.startsWith('OPTION_')) {
    return known.message.replace(/^option "(\w+)"/, (_, name: string) => `option '${flagOf(name)}'`);
  }
  return `${input === undefined ? '' : `${inputName(input)}: `}${known.format()}`;
}

/** `base64Cutoff` → `--base64-cutoff`. */
function flagOf(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
