/** What goes wrong by the user's doing, or the machine's: one line on stderr, exit code 1, no stack trace. */

/** An error whose message is all that the user has to read. */
export class Failure extends Error {
  override readonly name = 'Failure';
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
