import { values } from './app.wasm';
import { values as versioned } from './app.wasm';
import { equal } from './equal.mjs';

// Booleans, numbers, strings.
equal<boolean>()(values.bools(true));
// @ts-expect-error a string is no boolean
values.bools('true');
equal<number>()(values.small(1, -1, 1, -1, 1, -1));
// @ts-expect-error 64 bits only for 64 bits
values.small(1n, 1, 1, 1, 1, 1);
// @ts-expect-error too few
values.small(1, 1);
equal<bigint>()(values.large(1n, -1n));
// @ts-expect-error a number is no bigint
values.large(1, 1);
equal<number>()(values.floats(0.5, 1));
// @ts-expect-error
values.floats('0.5', 1);
equal<string>()(values.chars('ñ'));
// @ts-expect-error
values.chars(65);
equal<string>()(values.strings(''));
// @ts-expect-error null is no string
values.strings(null);
equal<bigint>()(values.aliases(1n));
const id: values.Id = 1n;
values.aliases(id);

// Lists of numbers.
equal<Uint8Array>()(values.bytes(new Uint8Array(2)));
values.bytes([1, 2]);
values.bytes(new ArrayBuffer(2));
// @ts-expect-error
values.bytes('text');
// @ts-expect-error elements of another type
values.bytes([1n]);
equal<Int8Array>()(values.bytesSigned(new Int8Array(1)));
// @ts-expect-error only bytes can be a buffer
values.bytesSigned(new ArrayBuffer(2));
equal<[Uint16Array, Int16Array]>()(values.words(new Uint16Array(1), [1]));
equal<[Uint32Array, Int32Array]>()(values.longs(new Uint32Array(1), new Int32Array(1)));
equal<[BigUint64Array, BigInt64Array]>()(values.big(new BigUint64Array(1), [1n]));
// @ts-expect-error
values.big([1], [1]);
equal<[Float32Array, Float64Array]>()(values.doubles([0.5], new Float64Array(1)));

// Other lists.
equal<string[]>()(values.names(['a']));
// @ts-expect-error
values.names([1]);
// @ts-expect-error
values.names('a');
equal<boolean[]>()(values.flagged([true]));
equal<Uint8Array[]>()(values.nested([new Uint8Array(1)]));
equal<number[]>()(values.fixed([1, 2, 3]));
// @ts-expect-error
values.fixed(['1']);
equal<Map<string, number>>()(values.maps(new Map([['a', 1]])));
values.maps([['a', 1]]);
// @ts-expect-error keys are strings
values.maps(new Map([[1, 1]]));
// @ts-expect-error an object is no map
values.maps({ a: 1 });

// What has parts.
equal<[number, string]>()(values.tuples([1, 'a']));
// @ts-expect-error too short
values.tuples([1]);
// @ts-expect-error the other way round
values.tuples(['a', 1]);
const point = values.records({ x: 1, yCoord: 2 });
equal<number>()(point.yCoord);
equal<string | undefined>()(point.label);
const named: values.Point = { x: 1, yCoord: 2, label: undefined };
values.records({ ...named, label: 'a' });
// @ts-expect-error a field is missing
values.records({ x: 1 });
// @ts-expect-error the name in WIT
values.records({ x: 1, 'y-coord': 2 });

// What has cases.
const shape = values.variants({ tag: 'circle', val: 1 });
if (shape.tag === 'polygon') equal<values.Point[]>()(shape.val);
else if (shape.tag === 'circle') equal<number>()(shape.val);
else equal<'empty'>()(shape.tag);
values.variants({ tag: 'empty' });
// @ts-expect-error no payload
values.variants({ tag: 'circle' });
// @ts-expect-error another case's payload
values.variants({ tag: 'circle', val: [] });
// @ts-expect-error no such case
values.variants({ tag: 'square' });
equal<'dark-red' | 'green'>()(values.enums('green'));
// @ts-expect-error the name is the WIT's
values.enums('darkRed');
const permission = values.flagSets({ read: true });
equal<boolean | undefined>()(permission.writeAll);
values.flagSets({});
// @ts-expect-error no such flag
values.flagSets({ execute: true });
// @ts-expect-error
values.flagSets({ read: 1 });

// Options and results.
equal<number | undefined>()(values.options(undefined));
values.options(1);
// @ts-expect-error
values.options('1');
const outer = values.nestedOptions({ tag: 'some', val: undefined });
if (outer.tag === 'some') equal<number | undefined>()(outer.val);
else equal<'none'>()(outer.tag);
values.nestedOptions({ tag: 'none' });
// @ts-expect-error which of the two would that be
values.nestedOptions(undefined);
for (const option of values.optionOfOptionInList()) if (option.tag === 'some') equal<string | undefined>()(option.val);
const [result] = values.results({ tag: 'ok', val: 1 });
if (result?.tag === 'err') equal<string>()(result.val);
if (result?.tag === 'ok') equal<number>()(result.val);
values.results({ tag: 'err', val: 'no' });
// @ts-expect-error the payload of the other
values.results({ tag: 'err', val: 1 });
const [empty] = values.emptyResults({ tag: 'ok', val: undefined });
if (empty?.tag === 'err') equal<values.Color>()(empty.val);
equal<void>()(values.nothing());
// @ts-expect-error too many
values.nothing(1);

// Under both names it is the same.
equal<typeof values>()(versioned);
// @ts-expect-error no such function
values.missing();
