/** Any error → what the user is told about it. */
import { errorInternal, TranspileError } from '../errors.ts';
import { Failure } from './failure.ts';

/** `input` is the component that was being worked on. */
export function toFailure(error: unknown, input?: string): Failure {
  if (error instanceof Failure) return error;
  const known = error instanceof TranspileError ? error : errorInternal(error);
  const { code, message, summary, offset, section, path, expected, found, didYouMean } = known;
  if (code.startsWith('OPTION_')) {
    const text = message.replace(/^option "(\w+)"/, (_, name: string) => `option '${flagOf(name)}'`);
    return new Failure(text, { code });
  }
  return new Failure(message, {
    code, summary, offset, section, path, expected, found, didYouMean, ...(input !== undefined && { file: input }),
  });
}

/** `base64Cutoff` → `--base64-cutoff`. */
function flagOf(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
