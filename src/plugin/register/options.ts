/**
 * The options for a component: the field `wcm2js` of the next package.json above it, since it is the component's package that
 * knows them, and over that the variable `WCM2JS_OPTIONS`. Both are JSON objects with the names of `TranspileOptions`.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { failure } from './failure.ts';
import { variable } from './environment.ts';

const VARIABLE = 'WCM2JS_OPTIONS';

/** A JSON object. What is in it is checked when a component is transpiled. @throws if it is none */
export function optionsTextOf(file: string): string {
  const field = fieldAbove(file);
  const text = variable(VARIABLE);
  if (text === undefined || text === '') return JSON.stringify(field);
  return JSON.stringify({ ...field, ...readObject(text, VARIABLE) });
}

function fieldAbove(file: string): object {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    const text = readIfThere(path);
    if (text !== undefined) {
      const { wcm2js = {} } = readObject(text, path) as { readonly wcm2js?: unknown };
      return checkObject(wcm2js, `${path}, field "wcm2js"`);
    }
    if (dirname(folder) === folder) return {};
  }
}

function readObject(text: string, from: string): object {
  try {
    return checkObject(JSON.parse(text), from);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw failure(from, `it is no JSON: ${error.message}`, { code: 'OPTION_VALUE' });
  }
}

function checkObject(value: unknown, from: string): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw failure(from, `expected an object, got ${JSON.stringify(value)}`, { code: 'OPTION_VALUE' });
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
