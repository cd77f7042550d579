/**
 * Text of pass-through components. A guest imports `host`, an instance with `pass`, and exports `pass` of the
 * same type; its core module hands the flat values from the one to the other as they are. So a guest's
 * instance is itself a `host` for another guest.
 */
import { flatten, layout, signatureText } from './types.ts';
import type { Flat, Pointer, Signature, Type, TypeText } from './types.ts';

export interface Guest {
  readonly encoding: 'utf8' | 'utf16' | 'latin1+utf16';
  readonly pointer: Pointer;
  /** What is allocated for a call is given back by post-return; else it adds up, and memory grows. */
  readonly postReturn: boolean;
}

/** CanonicalABI.md, "Flattening". */
const MAX_FLAT_PARAMS = 16;
const MAX_FLAT_RESULTS = 1;

/** Where what is allocated starts, if no data are there; alignments divide it. */
const HEAP = 16;

/** One guest between two halves of the host. */
export function aloneText(signature: Signature, guest: Guest): string {
  return guestText('', signature, guest);
}

/**
 * One guest that is called with the flat values of an argument, as core code has them, and whose memory begins with
 * `data`.
 */
export function flatText(type: Type, guest: Guest, data: readonly number[] = []): string {
  const flat = flatten(type, guest.pointer).map((each) => FLAT_PARAMS[each]);
  return guestText('', { params: [type], result: type }, guest, flat, data);
}

/**
 * A guest that hands the flat values of an argument on to another guest, whose `host` is the host: values in which
 * nothing need be right, with a memory that begins with `data`.
 */
export function flatBetweenText(type: Type, guest: Guest, data: readonly number[]): string {
  const signature = { params: [type], result: undefined };
  const text = signatureText(signature);
  const flat = flatParams(type, guest).map((each) => FLAT_PARAMS[each]);
  return `(component
${importText(text)}
${guestText('$callee', signature, guest)}
${guestText('$caller', signature, guest, flat, data)}
(instance $callee (instantiate $callee (with "host" (instance $host))))
(instance $caller (instantiate $caller (with "host" (instance $callee))))
(alias export $caller "pass" (func $outer))
${exportText({ ...text, params: flat })})`;
}

/** What is passed for one argument: its flat values, or a pointer to it. */
export const flatParams = (type: Type, { pointer }: Guest): readonly Flat[] =>
  orPointer(flatten(type, pointer), MAX_FLAT_PARAMS, pointer);

const FLAT_PARAMS: Readonly<Record<Flat, string>> = { i32: 's32', i64: 's64', f32: 'f32', f64: 'f64' };

/** A guest whose `host` is another guest, whose `host` is the host. */
export function betweenText(signature: Signature, caller: Guest, callee: Guest): string {
  const text = signatureText(signature);
  return `(component
${importText(text)}
${guestText('$callee', signature, callee)}
${guestText('$caller', signature, caller)}
(instance $callee (instantiate $callee (with "host" (instance $host))))
(instance $caller (instantiate $caller (with "host" (instance $callee))))
(alias export $caller "pass" (func $outer))
${exportText(text)})`;
}

function guestText(
  name: string, signature: Signature, guest: Guest, flat?: readonly string[], data?: readonly number[],
): string {
  const text = signatureText(signature);
  const exported = flat === undefined ? text : { ...text, params: flat };
  const options = '(memory (core memory $memory)) (realloc (core func $realloc)) '
    + `string-encoding=${guest.encoding}`;
  return `(component ${name}
${importText(text)}
(core module $libc ${libcText(guest.pointer, data)})
(core instance $libc (instantiate $libc))
(alias core export $libc "memory" (core memory $memory))
(alias core export $libc "realloc" (core func $realloc))
(core func $lowered (canon lower (func $host "pass") ${options}))
(core module $main ${mainText(signature, guest.pointer)})
(core instance $main (instantiate $main
  (with "libc" (instance $libc)) (with "host" (instance (export "pass" (func $lowered))))))
(func $outer ${functionText(exported)} (canon lift (core func $main "pass") ${options}
  ${guest.postReturn ? '(post-return (core func $main "post"))' : ''}))
${name === '' ? '' : exportTypesText(text)}
${exportText(exported)})`;
}

function functionText({ params, result }: TypeText): string {
  const all = params.map((type, i) => `(param "p${i}" ${type})`);
  return [...all, ...(result === undefined ? [] : [`(result ${result})`])].join(' ');
}

function importText(text: TypeText): string {
  const types = text.named.map((type, i) =>
    `(type $d${i} ${type}) (export "t${i}" (type $t${i} (eq $d${i})))`);
  const aliases = text.named.map((_, i) => `(alias export $host "t${i}" (type $t${i}))`);
  return [
    '(import "host" (instance $host',
    ...types,
    `(export "pass" (func ${functionText(text)}))))`,
    ...aliases,
  ].join('\n');
}

/** The root's types are known from its import. */
function exportTypesText({ named }: TypeText): string {
  return named.map((_, i) => `(export "t${i}" (type $t${i}))`).join('\n');
}

function exportText(text: TypeText): string {
  return `(export "pass" (func $outer) (func ${functionText(text)}))`;
}

/** `measure`: what is allocated first for a list of the type: alignment and size. */
export function measureText(element: Type, { encoding, pointer: p }: Guest): string {
  const { named, params: [list] } = signatureText({ params: [{ kind: 'list', element }], result: undefined });
  const result = p === 'i64' ? '(tuple u64 u64)' : '(tuple u32 u32)';
  return `(component
${named.map((type, i) => `(type $d${i} ${type}) (export $t${i} "t${i}" (type $d${i}))`).join('\n')}
(core module $main ${libcText(p)}
(func (export "measure") (param ${p} ${p}) (result ${p}) (${p}.const 0)))
(core instance $main (instantiate $main))
(func (export "measure") (param "list" ${list}) (result ${result}) (canon lift (core func $main "measure")
  (memory (core memory $main "memory")) (realloc (core func $main "realloc")) string-encoding=${encoding})))`;
}

// ------------------------------------------------------------------------------------------ core modules

/**
 * Memory is filled with a pattern when it is allocated: whatever isn't written shows. Without data, alignment and size
 * of the first allocation are left at 0.
 */
function libcText(p: Pointer, data: readonly number[] = []): string {
  const heap = HEAP * (1 + Math.ceil(data.length / HEAP));
  const bytes = data.map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('');
  return `
(memory (export "memory") ${p === 'i64' ? 'i64 ' : ''}1)
(data (${p}.const 0) "${bytes}")
(global $next (export "next") (mut ${p}) (${p}.const ${heap}))
(func (export "realloc")
  (param $old ${p}) (param $old-size ${p}) (param $align ${p}) (param $size ${p}) (result ${p})
  (local $new ${p})
  (if (${p}.eq (global.get $next) (${p}.const ${HEAP})) (then
    (${p}.store (${p}.const 0) (local.get $align))
    (${p}.store offset=${p === 'i64' ? 8 : 4} (${p}.const 0) (local.get $size))))
  (local.set $new (${p}.and
    (${p}.add (global.get $next) (${p}.sub (local.get $align) (${p}.const 1)))
    (${p}.sub (${p}.const 0) (local.get $align))))
  (global.set $next (${p}.add (local.get $new) (local.get $size)))
  (if (${p}.gt_u (global.get $next) (${p}.shl (memory.size) (${p}.const 16)))
    (then (drop (memory.grow (${p}.add (${p}.const 1)
      (${p}.shr_u (${p}.add (local.get $size) (${p}.const 8)) (${p}.const 16)))))))
  (memory.fill (local.get $new) (i32.const 0xaa) (local.get $size))
  (memory.copy (local.get $new) (local.get $old)
    (select (local.get $size) (local.get $old-size) (${p}.lt_u (local.get $size) (local.get $old-size))))
  (local.get $new))`;
}

function mainText({ params, result }: Signature, p: Pointer): string {
  const flatParams = orPointer(params.flatMap((type) => flatten(type, p)), MAX_FLAT_PARAMS, p);
  const flatResults = result === undefined ? [] : flatten(result, p);
  const inMemory = flatResults.length > MAX_FLAT_RESULTS;
  const results = orPointer(flatResults, MAX_FLAT_RESULTS, p);
  const paramTypes = flatParams.map((type) => `(param ${type})`).join(' ');
  const resultTypes = results.map((type) => `(result ${type})`).join(' ');
  const args = flatParams.map((_, i) => `(local.get ${i})`).join(' ');
  const { size, align } = result === undefined ? { size: 0, align: 1 } : layout(result, p);
  const body = inMemory
    ? `(local $area ${p})
       (local.set $area (call $realloc
         (${p}.const 0) (${p}.const 0) (${p}.const ${align}) (${p}.const ${size})))
       (call $pass ${args} (local.get $area))
       (local.get $area)`
    : `(call $pass ${args})`;
  return `
(import "host" "pass" (func $pass ${paramTypes} ${inMemory ? `(param ${p})` : resultTypes}))
(import "libc" "realloc" (func $realloc (param ${p} ${p} ${p} ${p}) (result ${p})))
(import "libc" "next" (global $next (mut ${p})))
(func (export "pass") ${paramTypes} ${resultTypes} ${body})
(func (export "post") ${results.map((type) => `(param ${type})`).join(' ')}
  (global.set $next (${p}.const ${HEAP})))`;
}

function orPointer(flat: readonly Flat[], max: number, pointer: Pointer): readonly Flat[] {
  return flat.length > max ? [pointer] : flat;
}
