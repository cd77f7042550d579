/** The option `types`: declarations beside a component, where editors and TypeScript look for them. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { componentTypes } from '../component-types.ts';
import type { TranspileOptions } from '../options.ts';

/**
 * Writes `app.d.wasm.ts` beside `app.wasm`. One that is there already isn't touched, so that nobody builds again because of
 * its date.
 * @returns what to warn of: a folder need not be writable
 * @throws TranspileError
 */
export function writeTypes(file: string, bytes: Uint8Array, options: TranspileOptions): string[] {
  const [text = ''] = Object.values(componentTypes(bytes, { ...options, beside: true }));
  const path = file.replace(/\.wasm$/, '.d.wasm.ts');
  if (isThere(path, text)) return [];
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, text);
    renameSync(unfinished, path);
    return [];
  } catch (error) {
    rmSync(unfinished, { force: true });
    return [`the declarations can't be written: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function isThere(path: string, text: string): boolean {
  try {
    return readFileSync(path, 'utf8') === text;
  } catch {
    return false;
  }
}
