// What `run.ts` of golden cases need of vitest's `expect`, for engines that vitest doesn't run in. Self-contained: its
// text is part of the workers and programs that the tests make.

interface Matchers {
  toBe(expected: unknown): void;
  toEqual(expected: unknown): void;
  toMatchObject(expected: unknown): void;
  toBeInstanceOf(Class: new (...args: never) => unknown): void;
  toBeUndefined(): void;
  toBeNaN(): void;
  toBeTypeOf(type: string): void;
  toHaveLength(length: number): void;
  toThrow(expected?: unknown): void;
}

type Expectation = Matchers & { readonly rejects: { toThrow(expected?: unknown): Promise<void>; toBe(expected: unknown): Promise<void> } };

class Containing {
  readonly part: object;

  constructor(part: object) {
    this.part = part;
  }
}

export function expect(value: unknown, message = ''): Expectation {
  const check = (holds: boolean, what: string, expected?: unknown): void => {
    if (!holds) throw new Error(`${message} expected ${show(value)} ${what} ${show(expected)}`);
  };
  const rejection = async (): Promise<unknown> => {
    try {
      await (typeof value === 'function' ? (value as () => unknown)() : value);
    } catch (error) {
      return error;
    }
    throw new Error(`${message} expected a rejection`);
  };
  return {
    toBe: (expected) => check(Object.is(value, expected), 'to be', expected),
    toEqual: (expected) => check(equals(value, expected), 'to equal', expected),
    toMatchObject: (expected) => check(equals(value, new Containing(expected as object)), 'to match', expected),
    toBeInstanceOf: (Class) => check(value instanceof Class, 'to be an instance of', Class.name),
    toBeUndefined: () => check(value === undefined, 'to be', undefined),
    toBeNaN: () => check(Number.isNaN(value), 'to be', NaN),
    toBeTypeOf: (type) => check(typeof value === type, 'to be a', type),
    toHaveLength: (length) => check((value as ArrayLike<unknown>).length === length, 'to have a length of', length),
    toThrow(expected) {
      let thrown: { readonly error: unknown } | undefined;
      try {
        (value as () => unknown)();
      } catch (error) {
        thrown = { error };
      }
      if (thrown === undefined) throw new Error(`${message} expected a throw of ${show(expected)}`);
      checkThrown(thrown.error, expected, message);
    },
    rejects: {
      toThrow: async (expected) => checkThrown(await rejection(), expected, message),
      toBe: async (expected) => expect(await rejection(), message).toBe(expected),
    },
  };
}

expect.objectContaining = (part: object): Containing => new Containing(part);

function checkThrown(error: unknown, expected: unknown, message: string): void {
  const text = String((error as Partial<Error> | null)?.message);
  const fits = expected === undefined
    || (typeof expected === 'string' && text.includes(expected))
    || (expected instanceof RegExp && expected.test(text))
    || (typeof expected === 'function' && error instanceof expected)
    || (expected instanceof Error && text === expected.message)
    || (expected instanceof Containing && equals(error, expected));
  if (!fits) throw new Error(`${message} expected a throw of ${show(expected)}, got ${show(error)}`);
}

function equals(a: unknown, b: unknown): boolean {
  if (b instanceof Containing) {
    return Object.entries(b.part).every(([key, value]) => equals((a as Record<string, unknown>)[key], value));
  }
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.prototype.toString.call(a) !== Object.prototype.toString.call(b)) return false;
  if (a instanceof Map && b instanceof Map) return equals([...a], [...b]);
  if (a instanceof Error && b instanceof Error) return a.message === b.message;
  const given = (object: object): string[] =>
    Object.keys(object).filter((key) => (object as Record<string, unknown>)[key] !== undefined).sort();
  const keys = given(a);
  return keys.join('\0') === given(b).join('\0')
    && keys.every((key) => equals((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}

function show(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  return typeof value === 'object' ? JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each)) : String(value);
}
