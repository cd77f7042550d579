// Strings in UTF-16 and latin1+utf16, both ways. The length of what was lowered last is `codeUnits`, tagged
// where that says so.
import { trap } from './core.ts';
import { charactersAt, SHORT } from './characters.ts';
import { allocate, checkList, reallocate, views } from './memory.ts';

const decoder = new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true });
const TAG = 0x80000000;

/** Newer than what TypeScript is told here. */
type WellFormed = string & { isWellFormed(): boolean; toWellFormed(): string };

export let codeUnits = 0;

/** Nothing portable is faster than a loop here, at any length; of a long string, into a view of its own. */
function store(string: string, at: number): void {
  if (!(string as WellFormed).isWellFormed()) string = (string as WellFormed).toWellFormed();
  const { length } = string;
  const all = views.u16;
  if (length > 200) {
    const units = all.subarray(at, at + length);
    for (let i = 0; i < length; i++) units[i] = string.charCodeAt(i);
  } else {
    for (let i = 0; i < length; i++) all[at + i] = string.charCodeAt(i);
  }
}

export function lowerUtf16(string: string): number {
  const { length } = string;
  const ptr = allocate(2, 2 * length);
  store(string, ptr / 2);
  codeUnits = length;
  return ptr;
}

export function lowerLatin1OrUtf16(string: string): number {
  const { length } = string;
  const ptr = allocate(2, length);
  const bytes = views.u8;
  for (let i = 0; i < length; i++) {
    const unit = string.charCodeAt(i);
    if (unit > 255) return lowerWide(string, ptr, length);
    bytes[ptr + i] = unit;
  }
  codeUnits = length;
  return ptr;
}

function lowerWide(string: string, ptr: number, length: number): number {
  ptr = reallocate(ptr, length, 2, 2 * length);
  store(string, ptr / 2);
  codeUnits = length + TAG;
  return ptr;
}

export function liftUtf16(ptr: number, length: number): string {
  ptr = checkList(ptr, length, 2, 2);
  const at = ptr / 2;
  if (length <= SHORT) {
    const units = views.u16;
    let surrogates = false;
    for (let i = 0; i < length; i++) surrogates ||= (units[at + i]! & 0xf800) === 0xd800;
    if (!surrogates) return charactersAt(units, at, length);
  }
  try {
    return decoder.decode(views.u16.subarray(at, at + length));
  } catch {
    return trap('invalid utf-16');
  }
}

let wide = new Uint16Array(1024);

export function liftLatin1OrUtf16(ptr: number, length: number): string {
  length >>>= 0;
  if (length >= TAG) return liftUtf16(ptr, length - TAG);
  ptr = checkList(ptr, length, 2, 1);
  if (length <= SHORT) return charactersAt(views.u8, ptr, length);
  // What TextDecoder calls latin1 is windows-1252: as UTF-16, then.
  if (wide.length < length) wide = new Uint16Array(length);
  wide.set(views.u8.subarray(ptr, ptr + length));
  return decoder.decode(wide.subarray(0, length));
}
