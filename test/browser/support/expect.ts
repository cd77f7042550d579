// In place of Vitest's, in a browser: the matchers that `golden/*/run.ts` use, with the same meaning.

type Matchers = Readonly<Record<string, (actual: unknown, ...expected: readonly unknown[]) => boolean>>;

const MATCHERS: Matchers = {
  toBe: (actual, expected) => Object.is(actual, expected),
  toEqual: (actual, expected) => equals(actual, expected),
  toMatchObject: (actual, expected) => hasAll(actual, expected),
  toBeUndefined: (actual) => actual === undefined,
  toBeNaN: (actual) => Number.isNaN(actual),
  toBeTypeOf: (actual, type) => typeof actual === type,
  toBeInstanceOf: (actual, Type) => actual instanceof (Type as new () => unknown),
  toHaveLength: (actual, length) => (actual as ArrayLike<unknown>).length === length,
  toThrow: (actual, expected) => throwsAs(actual, expected),
};

type Assertion = Record<string, unknown>;

/** `expect(actual).toBe(expected)`, with `.not`, `.resolves` and `.rejects`. */
export function expect(actual: unknown, message = ''): Assertion {
  return {
    ...matchersOf(() => actual, message, true),
    not: matchersOf(() => actual, message, false),
    resolves: awaited(async () => await (actual as Promise<unknown>), message),
    rejects: awaited(async () => {
      const error = await (actual as Promise<unknown>).then(
        () => { throw new Error(`${message}: expected a promise to reject`); }, (reason: unknown) => reason);
      return error;
    }, message),
  };
}

expect.objectContaining = (expected: object) => new ObjectContaining(expected);

class ObjectContaining {
  readonly expected: object;
  constructor(expected: object) {
    this.expected = expected;
  }
}

function matchersOf(actualOf: () => unknown, message: string, wanted: boolean): Assertion {
  return Object.fromEntries(Object.entries(MATCHERS).map(([name, matches]) => [name, (...expected: unknown[]) => {
    const actual = actualOf();
    if (matches(actual, ...expected) !== wanted) {
      throw new Error(`${message} ${wanted ? '' : 'not '}${name}: expected ${sketch(expected[0])}, got ${sketch(actual)}`);
    }
  }]));
}

/** What a promise gives is compared; an error that it rejects with, as if it had been thrown. */
function awaited(actualOf: () => Promise<unknown>, message: string): Assertion {
  return Object.fromEntries(Object.keys(MATCHERS).map((name) => [name, async (...expected: unknown[]) => {
    const value = await actualOf();
    const actual = name === 'toThrow' ? () => { throw value; } : value;
    (matchersOf(() => actual, message, true)[name] as (...expected: unknown[]) => void)(...expected);
  }]));
}

function throwsAs(actual: unknown, expected: unknown): boolean {
  let error: unknown;
  try {
    (actual as () => unknown)();
    return false;
  } catch (thrown) {
    error = thrown;
  }
  const text = error instanceof Error ? error.message : String(error);
  if (expected === undefined) return true;
  if (typeof expected === 'string') return text.includes(expected);
  if (expected instanceof RegExp) return expected.test(text);
  if (typeof expected === 'function') return error instanceof expected;
  if (expected instanceof Error) return text === expected.message;
  return equals(error, expected);
}

/** Equal by content, whatever the class; a key that is undefined is as good as none. */
function equals(a: unknown, b: unknown): boolean {
  if (b instanceof ObjectContaining) return hasAll(a, b.expected);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  const tag = (value: object): string => Object.prototype.toString.call(value);
  if (tag(a) !== tag(b)) return false;
  if (a instanceof Error && b instanceof Error) return a.message === b.message;
  if (a instanceof Map && b instanceof Map) return equals([...a], [...b]);
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  if (Array.isArray(a) && a.length !== (b as unknown[]).length) return false;
  return [...keys].every((key) => equals((a as Assertion)[key], (b as Assertion)[key]));
}

function hasAll(actual: unknown, expected: unknown): boolean {
  return typeof actual === 'object' && actual !== null
    && Object.entries(expected as object).every(([key, value]) => equals((actual as Assertion)[key], value));
}

function sketch(value: unknown): string {
  try {
    const text = typeof value === 'function' ? 'a function' : value instanceof Error ? String(value)
      : JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));
    return String(text).slice(0, 200);
  } catch {
    return String(value);
  }
}
