/** The process's environment, which Deno may not let us see. */

/** A variable's value; undefined if it isn't there, or not for us. */
export function variable(name: string): string | undefined {
  try {
    return process.env[name];
  } catch {
    return undefined;
  }
}
