/**
 * Every error that the transpiler can report: one class, one stable code per kind of mistake, one factory per
 * code.
 *
 * To add an error: add its code to the family it belongs to in `ErrorCode`, and a factory in the same family
 * below. A factory takes the byte offset first (where there is one), then what the text needs, and returns
 * the error; the caller throws it. Texts of malformed and invalid binaries contain the words of the reference
 * interpreters where those are clear English, so that reference tests can look for them. Codes are stable;
 * texts may change.
 */

/** The stable codes, by family. */
export type ErrorCode =
  // The bytes are not in the binary format.
  | 'MALFORMED_BOOLEAN'
  | 'MALFORMED_INTEGER_TOO_LARGE'
  | 'MALFORMED_INTEGER_TOO_LONG'
  | 'MALFORMED_LEADING_BYTE'
  | 'MALFORMED_MAGIC'
  | 'MALFORMED_SECTION_COUNTS'
  | 'MALFORMED_SECTION_ID'
  | 'MALFORMED_SECTION_ORDER'
  | 'MALFORMED_TRAILING_CONTENT'
  | 'MALFORMED_UNEXPECTED_END'
  | 'MALFORMED_UTF8'
  | 'MALFORMED_VERSION'
  // The binary format is kept, a rule of validity is not.
  | 'INVALID_ALIAS'
  | 'INVALID_CANON'
  | 'INVALID_CORE_MODULE'
  | 'INVALID_CORE_TYPE'
  | 'INVALID_DUPLICATE_NAME'
  | 'INVALID_FLAGS'
  | 'INVALID_INDEX'
  | 'INVALID_INSTANTIATION'
  | 'INVALID_NAME'
  | 'INVALID_RESOURCE'
  | 'INVALID_SORT'
  | 'INVALID_SUBTYPE'
  | 'INVALID_TYPE'
  | 'INVALID_TYPE_SIZE'
  | 'INVALID_VALUE'
  | 'INVALID_VISIBILITY'
  // More than any reasonable component has (decoder/limits.ts).
  | 'LIMIT_EXCEEDED'
  // Valid, and not (yet) translated.
  | 'UNSUPPORTED_BUILTIN'
  | 'UNSUPPORTED_VALUES'
  // What the caller gives.
  | 'INPUT'
  | 'OPTION_UNKNOWN'
  | 'OPTION_VALUE'
  // A mistake in the transpiler itself.
  | 'INTERNAL';

/** Where in the component an error is, beyond its byte offset. */
export interface ErrorContext {
  /** The section being read, such as `type section`. */
  readonly section?: string | undefined;
  /** The way from the outermost component to the place, such as `['component 2', 'core module 0']`. */
  readonly path?: readonly string[] | undefined;
}

/** What goes with the text of some errors. All of it is in `message` too. */
export interface ErrorDetails {
  /** The type that is asked for, where two types don't match: as WIT, or as WAT if it is a core type. */
  readonly expected?: string | undefined;
  /** The type that there is instead. */
  readonly found?: string | undefined;
  /** A name that there is, and that is near to the one that there isn't. */
  readonly didYouMean?: string | undefined;
}

/** Longer texts lose their middle: types in types in types have no end. */
const MAX_TEXT = 400;

/**
 * The only exception that the transpiler throws on purpose. `message` has all that is wrong; `format` says
 * where, too.
 */
export class TranspileError extends Error {
  readonly code: ErrorCode;
  /** Absolute byte offset in the input, where the mistake has one. */
  readonly offset: number | undefined;
  readonly section: string | undefined;
  readonly path: readonly string[];
  /** `message` without what `expected`, `found` and `didYouMean` say. */
  readonly summary: string;
  readonly expected: string | undefined;
  readonly found: string | undefined;
  readonly didYouMean: string | undefined;

  constructor(
    code: ErrorCode, offset: number | undefined, summary: string, context: ErrorContext & ErrorDetails = {},
  ) {
    const shown = withoutMiddle(visible(summary));
    const { expected, found, didYouMean } = context;
    const details = { expected: shownOr(expected), found: shownOr(found), didYouMean: shownOr(didYouMean) };
    super(messageOf(shown, details));
    this.name = 'TranspileError';
    this.code = code;
    this.offset = offset;
    this.section = context.section;
    this.path = (context.path ?? []).map(visible);
    this.summary = shown;
    this.expected = details.expected;
    this.found = details.found;
    this.didYouMean = details.didYouMean;
  }

  /** One line: `CODE at 0x1f4: text (in component 2 › core module 0, type section)`. */
  format(): string {
    const position = this.offset === undefined ? '' : ` at 0x${this.offset.toString(16)}`;
    const places = [shortPath(this.path), this.section ?? ''].filter((place) => place !== '');
    const where = places.length === 0 ? '' : ` (in ${places.join(', ')})`;
    return `${this.code}${position}: ${this.message}${where}`;
  }

  override toString(): string {
    return this.format();
  }
}

/** Types that the text names already are not repeated. */
function messageOf(summary: string, { expected, found, didYouMean }: ErrorDetails): string {
  const types = expected === undefined || found === undefined
    || (summary.includes(expected) && summary.includes(found))
    ? '' : `${summary.includes('expected') ? ';' : ':'} expected ${expected}, found ${found}`;
  return `${summary}${types}${didYouMean === undefined ? '' : `; did you mean \`${didYouMean}\`?`}`;
}

/** Paths of more steps lose those in the middle. */
const MAX_STEPS = 10;

/** `component 2 › instance 0 › import "a:b/c"` */
export function shortPath(path: readonly string[]): string {
  const half = MAX_STEPS / 2;
  const steps = path.length <= MAX_STEPS ? path : [...path.slice(0, half), '…', ...path.slice(-half)];
  return steps.join(' › ');
}

/** The step of a path, or what gives it, for steps that take time to write and are hardly ever asked for. */
type PathStep = string | (() => string);

/**
 * Runs `read` and prefixes the path of an error thrown inside with `step` (such as `component 2`). Nest the
 * calls as the components nest.
 */
export function withinPath<T>(step: PathStep, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TranspileError)) throw error;
    const first = typeof step === 'string' ? step : step();
    throw placed(error, { section: error.section, path: [first, ...error.path] });
  }
}

/**
 * Runs `read` and names the section of an error thrown inside, unless an inner call has named one already.
 */
export function withinSection<T>(section: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TranspileError) || error.section !== undefined) throw error;
    throw placed(error, { section, path: error.path });
  }
}

/** The same error at another place. */
export function placed(error: TranspileError, context: ErrorContext): TranspileError {
  const { code, offset, summary, expected, found, didYouMean } = error;
  const copy = new TranspileError(code, offset, summary, { ...context, expected, found, didYouMean });
  if (error.cause !== undefined) copy.cause = error.cause;
  return copy;
}

/**
 * Names out of a component stand in texts. They can't start a new line, or hide or turn around what is
 * printed: control characters, format characters (bidi overrides among them), line separators, halves of
 * characters and whatever else has no shape are shown by number.
 */
export function visible(text: string): string {
  const escape = (char: string): string => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, escape);
}

const shownOr = (text: string | undefined): string | undefined => text === undefined ? undefined : visible(text);

function withoutMiddle(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  const half = MAX_TEXT / 2 - 2;
  // Half of a character is not left over.
  const start = text.slice(0, half).replace(/[\ud800-\udbff]$/, '');
  return `${start} … ${text.slice(-half).replace(/^[\udc00-\udfff]/, '')}`;
}

/** A byte as errors show it. */
const hex = (byte: number): string => `0x${byte.toString(16)}`;

// MALFORMED

export const errorBoolean = (offset: number, byte: number): TranspileError =>
  new TranspileError('MALFORMED_BOOLEAN', offset, `invalid boolean value ${hex(byte)}`);

export const errorIntegerTooLarge = (offset: number, type: string): TranspileError =>
  new TranspileError('MALFORMED_INTEGER_TOO_LARGE', offset, `invalid ${type}: integer too large`);

export const errorIntegerTooLong = (offset: number, type: string): TranspileError =>
  new TranspileError('MALFORMED_INTEGER_TOO_LONG', offset,
    `invalid ${type}: integer representation too long`);

/** `what` is the production that has no alternative starting with `byte`, such as `canonical option`. */
export const errorLeadingByte = (offset: number, byte: number, what: string): TranspileError =>
  new TranspileError('MALFORMED_LEADING_BYTE', offset, `invalid leading byte (${hex(byte)}) for ${what}`);

export const errorMagic = (offset: number): TranspileError =>
  new TranspileError('MALFORMED_MAGIC', offset, 'magic header not detected: not a WebAssembly binary');

export const errorSectionCounts = (offset: number, text: string): TranspileError =>
  new TranspileError('MALFORMED_SECTION_COUNTS', offset, text);

export const errorSectionId = (offset: number, id: number): TranspileError =>
  new TranspileError('MALFORMED_SECTION_ID', offset, `malformed section id: ${id}`);

export const errorSectionOrder = (offset: number, section: string): TranspileError =>
  new TranspileError('MALFORMED_SECTION_ORDER', offset, `section out of order: ${section}`);

export const errorTrailingContent = (offset: number, count: number): TranspileError =>
  new TranspileError('MALFORMED_TRAILING_CONTENT', offset,
    `unexpected content after last item (section size mismatch): ${count} bytes left`);

/** `detail` says what was being read, or which claim goes beyond the bytes. */
export const errorUnexpectedEnd = (offset: number, detail?: string): TranspileError =>
  new TranspileError('MALFORMED_UNEXPECTED_END', offset,
    detail === undefined ? 'unexpected end-of-file' : `unexpected end-of-file: ${detail}`);

export const errorUtf8 = (offset: number): TranspileError =>
  new TranspileError('MALFORMED_UTF8', offset, 'malformed UTF-8 encoding');

export const errorVersion = (offset: number, text: string): TranspileError =>
  new TranspileError('MALFORMED_VERSION', offset, text);

/** Input that is clearly something else than a binary; `text` says what, and what to do. */
export const errorNotBinary = (text: string): TranspileError =>
  new TranspileError('MALFORMED_MAGIC', 0, text);

// INVALID

export const errorInvalidCoreModule = (offset: number, text: string): TranspileError =>
  new TranspileError('INVALID_CORE_MODULE', offset, text);

export const errorInvalidCoreType = (offset: number, text: string, details?: ErrorDetails): TranspileError =>
  new TranspileError('INVALID_CORE_TYPE', offset, text, details);

export const errorDuplicateName = (offset: number, text: string): TranspileError =>
  new TranspileError('INVALID_DUPLICATE_NAME', offset, text);

export const errorFlags = (offset: number | undefined, count: number): TranspileError =>
  new TranspileError('INVALID_FLAGS', offset,
    count === 0 ? 'flags must have at least one entry'
      : `cannot have more than 32 flags: there are ${count}`);

/** `space` is the name of the index space, such as `type`; `size` how many items it has at this point. */
export const errorIndex = (offset: number, space: string, index: number, size: number): TranspileError =>
  new TranspileError('INVALID_INDEX', offset,
    `unknown ${space} ${index}: ${space} index out of bounds (there are ${size})`);

/** A value type whose values don't fit into `limit` bytes of linear memory. */
export const errorTypeSize = (offset: number | undefined, size: number, limit: number): TranspileError =>
  new TranspileError('INVALID_TYPE_SIZE', offset,
    `type exceeds maximum byte size: ${size}, at most ${limit} are allowed`);

export const errorAlias = (offset: number, text: string, details?: ErrorDetails): TranspileError =>
  new TranspileError('INVALID_ALIAS', offset, text, details);

export const errorCanon = (offset: number, text: string, details?: ErrorDetails): TranspileError =>
  new TranspileError('INVALID_CANON', offset, text, details);

export const errorInstantiation = (offset: number, text: string, details?: ErrorDetails): TranspileError =>
  new TranspileError('INVALID_INSTANTIATION', offset, text, details);

/** A name that is not in the grammar of names, or does not go with what it names. */
export const errorName = (offset: number, text: string, details?: ErrorDetails): TranspileError =>
  new TranspileError('INVALID_NAME', offset, text, details);

/** A resource type where it must not be seen. */
export const errorResource = (offset: number, text: string, details?: ErrorDetails): TranspileError =>
  new TranspileError('INVALID_RESOURCE', offset, text, details);

/** An index whose item is of another sort than is asked for, such as `type index 0 is not a resource type`. */
export const errorSort = (offset: number, text: string, details?: ErrorDetails): TranspileError =>
  new TranspileError('INVALID_SORT', offset, text, details);

export const errorSubtype = (offset: number, text: string, details?: ErrorDetails): TranspileError =>
  new TranspileError('INVALID_SUBTYPE', offset, text, details);

export const errorType = (offset: number, text: string, details?: ErrorDetails): TranspileError =>
  new TranspileError('INVALID_TYPE', offset, text, details);

/** 🪙 A value that is not of its type, or is not used exactly once. */
export const errorValue = (offset: number, text: string): TranspileError =>
  new TranspileError('INVALID_VALUE', offset, text);

/** The type of an import or export uses a type that has no name outside of the component. */
export const errorVisibility = (offset: number, text: string): TranspileError =>
  new TranspileError('INVALID_VISIBILITY', offset, text);

// LIMIT

/** `what` is a plural, such as `types`. */
export const errorLimit = (offset: number, what: string, count: number, limit: number): TranspileError =>
  new TranspileError('LIMIT_EXCEEDED', offset,
    `${what} size is out of bounds: ${count}, at most ${limit} are allowed`);

/** `what` is a plural, such as `components`. */
export const errorNesting = (offset: number, what: string, limit: number): TranspileError =>
  new TranspileError('LIMIT_EXCEEDED', offset,
    `${what} are nested too deep: at most ${limit} levels are allowed`);

/** A component so small that its types can't be meant to take so much comparing. */
export const errorWork = (offset: number): TranspileError =>
  new TranspileError('LIMIT_EXCEEDED', offset,
    'the types are too large for the size of the component: comparing and substituting them takes too long');

// UNSUPPORTED

/** `builtin` is the canonical built-in's name in the text format, such as `waitable-set.wait`. */
export const errorUnsupportedBuiltin = (offset: number, builtin: string): TranspileError =>
  new TranspileError('UNSUPPORTED_BUILTIN', offset,
    `the canonical built-in ${builtin} is not supported: no engine has shared-everything threads yet`);

/** Component-level values and `start` (🪙). */
export const errorUnsupportedValues = (offset: number, what: string): TranspileError =>
  new TranspileError('UNSUPPORTED_VALUES', offset, `${what}: component values are not supported`);

// INPUT, OPTION

/** What is given as a component is no bytes at all. */
export const errorInput = (text: string): TranspileError => new TranspileError('INPUT', undefined, text);

/** `nearest` is the name that was perhaps meant. */
export const errorOptionUnknown = (option: string, nearest?: string): TranspileError =>
  new TranspileError('OPTION_UNKNOWN', undefined, `unknown option ${JSON.stringify(option)}`
    + (nearest === undefined ? '' : `; did you mean ${JSON.stringify(nearest)}?`));

export const errorOptionValue = (option: string, expected: string): TranspileError =>
  new TranspileError('OPTION_VALUE', undefined, `option ${JSON.stringify(option)}: expected ${expected}`);

/** The minifier, the caller's own or the package's, can't be used or has failed. */
export const errorMinify = (text: string): TranspileError =>
  new TranspileError('OPTION_VALUE', undefined, `option "minify": ${text}`);

// INTERNAL

/** Whatever else is thrown; it becomes the `cause`. */
export function errorInternal(cause: unknown): TranspileError {
  const error = new TranspileError('INTERNAL', undefined,
    `${String(cause)}; this is a mistake in wcm2js: please report it, with the component if you can`);
  error.cause = cause;
  return error;
}
