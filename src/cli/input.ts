/** The component that a command is given: a file, or `-` for standard input. */
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { nameFrom } from '../options.ts';
import { Failure, systemReason } from './failure.ts';
import { quote } from './output.ts';

/** @throws Failure if it can't be read */
export async function readInputFile(path: string): Promise<Uint8Array> {
  if (path === '-') return readStandardInput();
  try {
    return await readFile(path);
  } catch (error) {
    const reason = systemReason(error) ?? String(error);
    throw new Failure(`can't read ${quote(path)}: ${reason}`, { code: 'FILE' });
  }
}

async function readStandardInput(): Promise<Uint8Array> {
  if (process.stdin.isTTY) {
    throw new Failure('standard input is a terminal; give a file, or pipe a component into it');
  }
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** How messages call it. */
export const inputName = (path: string): string => (path === '-' ? 'standard input' : quote(path));

/** The output's name if none is given: the file's, without its extension. */
export function nameOfInput(path: string): string {
  return path === '-' ? 'component' : nameFrom(basename(path, extname(path)));
}
