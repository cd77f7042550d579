// Glue for guests/strings.ts with strings in latin1+utf16.
import { cannotEnter, checkString } from './lib/core.ts';
import { checkPointer, views } from './lib/memory.ts';
import { core } from './lib/strings-core.ts';
import { codeUnits, liftLatin1OrUtf16, lowerLatin1OrUtf16 } from './lib/utf16.ts';

let entered = 0;

export function take(s: string): number {
  checkString(s);
  if (entered !== 0) cannotEnter();
  entered = 1;
  const ptr = lowerLatin1OrUtf16(s);
  const result = core.take(ptr, codeUnits);
  entered = 0;
  return result >>> 0;
}

export function store(s: string): void {
  checkString(s);
  if (entered !== 0) cannotEnter();
  entered = 1;
  const ptr = lowerLatin1OrUtf16(s);
  core.store(ptr, codeUnits);
  entered = 0;
}

export function give(): string {
  if (entered !== 0) cannotEnter();
  entered = 1;
  const at = checkPointer(core.give(), 4, 8) >>> 2;
  const result = liftLatin1OrUtf16(views.u32[at]!, views.u32[at + 1]!);
  entered = 0;
  return result;
}

export function echo(s: string): string {
  checkString(s);
  if (entered !== 0) cannotEnter();
  entered = 1;
  const ptr = lowerLatin1OrUtf16(s);
  const at = checkPointer(core.echo(ptr, codeUnits), 4, 8) >>> 2;
  const result = liftLatin1OrUtf16(views.u32[at]!, views.u32[at + 1]!);
  entered = 0;
  return result;
}
