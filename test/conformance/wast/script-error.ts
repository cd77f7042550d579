/**
 * Positions in a `.wast` script and the error of a script that can't be read. Not in the specification:
 * the script format is the one of the reference interpreter, as the reference tests of the component
 * model use it.
 */

/** Where something is in a script: lines and columns count from 1, the offset from 0 in UTF-16 units. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A script that is not a sequence of well-formed directives: a defect of the script or of this reader. */
export class ScriptError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = 'ScriptError';
    this.offset = offset;
  }
}

/** Turns an offset into `script` into a position. */
export function positionAt(script: string, offset: number): Position {
  const lines = script.slice(0, offset).split('\n');
  return { offset, line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
