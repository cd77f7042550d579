/** What goes wrong by the user's doing, or the machine's: a few lines on stderr, exit code 1, no stack trace. */
import type { ErrorCode, ErrorContext, ErrorDetails } from '../errors.ts';

/** What `--json` prints of an error. */
export interface Diagnostic extends ErrorContext, ErrorDetails {
  /** Beside the codes of `TranspileError`: the command line, a file, or a component that was run. */
  readonly code: ErrorCode | 'USAGE' | 'FILE' | 'RUN';
  /** Complete in itself. */
  readonly message: string;
  /** The component, as it was called on the command line. */
  readonly file?: string | undefined;
  /** The byte in it. */
  readonly offset?: number | undefined;
}

/** What is printed as text: for the details there are lines of their own. */
type Details = Partial<Omit<Diagnostic, 'message'>> & { readonly summary?: string };

/** An error whose diagnostic is all that the user has to read. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly diagnostic: Diagnostic;
  /** The message without what the details say. */
  readonly summary: string;

  constructor(message: string, { summary = message, code = 'USAGE', ...details }: Details = {}) {
    super(message);
    this.summary = summary;
    this.diagnostic = { code, message, ...details };
  }
}

/** What the operating system says, in words; `undefined` if it is no error of the operating system's. */
export function systemReason(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? REASONS[code] ?? code : undefined;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EEXIST: 'there is a file of that name',
  EFBIG: 'the file is too large',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links go round in circles',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'part of the path is a file, not a folder',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
};
