/** Where code comes from: the marks that printing leaves in the text, of which the source map is made. */

/** A place in a source; lines and columns count from 0. */
export interface Origin {
  /** The name under which the map lists the source. */
  readonly source: string;
  readonly line: number;
  readonly column: number;
  /**
   * What the function is called that begins here. Inside of it there is none: engines would take it for the name of what is
   * called there.
   */
  readonly name?: string;
}

export const unnamed = ({ source, line, column }: Origin): Origin => ({ source, line, column });

/** From this offset of the text on, and to the next mark; undefined: it is of no source. */
export interface Mark {
  readonly offset: number;
  readonly origin: Origin | undefined;
}

/** A text with its marks, in their order. */
export interface MarkedText {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** A node that has an origin, and gives it to all that stands in it. */
export type Placed<T> = T & { origin?: Origin };

/** The nodes with an origin, if there is one. */
export function placed<T extends object>(nodes: readonly T[], origin: Origin | undefined): T[] {
  return origin === undefined ? [...nodes] : nodes.map((node): Placed<T> => ({ ...node, origin }));
}

/** Texts one after the other, with `between` between them. */
export function joinMarked(texts: readonly MarkedText[], between: string): MarkedText {
  const marks: Mark[] = [];
  let length = 0;
  for (const each of texts) {
    if (marks.at(-1)?.origin !== undefined) marks.push({ offset: length, origin: undefined });
    for (const { offset, origin } of each.marks) marks.push({ offset: length + offset, origin });
    length += each.text.length + between.length;
  }
  return { text: texts.map(({ text }) => text).join(between), marks };
}
