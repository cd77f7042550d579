/** What is wrong with a component, for whoever imports it: where, and no stack of ours. */

/** An error as data. */
export interface Failure {
  readonly message: string;
  /** Properties that don't show when it is printed. */
  readonly details: { readonly [D in Detail]?: unknown };
}

/** What is told of a `TranspileError`, and the component. */
type Detail = typeof DETAILS[number];
const DETAILS = ['code', 'file', 'offset', 'section', 'path', 'expected', 'found', 'didYouMean'] as const;

const NAME = 'TranspileError';

/** An error in a file. */
export const failure = (file: string, text: string, details: Failure['details']): Error =>
  errorOf({ message: `${file}: ${text}`, details });

export const errorOf = ({ message, details }: Failure): Error => withoutStack(new Error(message), NAME, details);

/** What `errorOf` made the error of. Others, such as of the file system, are thrown on. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error) || error.name !== NAME) throw error;
  const details = DETAILS.map((key) => [key, Reflect.get(error, key) as unknown]);
  return { message: error.message, details: Object.fromEntries(details) as Failure['details'] };
}

/** A module that throws this error, for where hooks can't. */
export function failureModule(error: unknown): string {
  const { message, details } = failureOf(error);
  const [text, name, properties] = [message, NAME, details].map((value) => JSON.stringify(value));
  return `${withoutStack}\nthrow withoutStack(new Error(${text}), ${name}, ${properties});\n`;
}

/** Its text is part of a module, so it needs nothing from around it. */
function withoutStack(error: Error, name: string, details: Readonly<Record<string, unknown>>): Error {
  for (const [key, value] of Object.entries({ name, ...details })) {
    Object.defineProperty(error, key, { value, configurable: true, writable: true });
  }
  error.stack = `${name}: ${error.message}`;
  return error;
}
