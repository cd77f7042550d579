// Glue for guests/strings.ts with strings in UTF-8.
import { cannotEnter, checkString } from './lib/core.ts';
import { checkPointer, views } from './lib/memory.ts';
import { core } from './lib/strings-core.ts';
import { byteLength, liftUtf8, lowerUtf8 } from './lib/utf8.ts';

let entered = 0;

export function take(s: string): number {
  checkString(s);
  if (entered !== 0) cannotEnter();
  entered = 1;
  const ptr = lowerUtf8(s);
  const result = core.take(ptr, byteLength);
  entered = 0;
  return result >>> 0;
}

export function store(s: string): void {
  checkString(s);
  if (entered !== 0) cannotEnter();
  entered = 1;
  const ptr = lowerUtf8(s);
  core.store(ptr, byteLength);
  entered = 0;
}

export function give(): string {
  if (entered !== 0) cannotEnter();
  entered = 1;
  const at = checkPointer(core.give(), 4, 8) >>> 2;
  const result = liftUtf8(views.u32[at]!, views.u32[at + 1]!);
  entered = 0;
  return result;
}

export function echo(s: string): string {
  checkString(s);
  if (entered !== 0) cannotEnter();
  entered = 1;
  const ptr = lowerUtf8(s);
  const at = checkPointer(core.echo(ptr, byteLength), 4, 8) >>> 2;
  const result = liftUtf8(views.u32[at]!, views.u32[at + 1]!);
  entered = 0;
  return result;
}
