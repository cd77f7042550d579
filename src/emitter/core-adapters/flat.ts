/**
 * Values in core values (CanonicalABI.md, "Flat Lifting", "Flat Lowering"). Both sides flatten a type alike, so what
 * needs no look stays in the local variable that it is in.
 */
import type { CoreType, Shape } from '../../planner/abi/shape.ts';
import type { Local } from '../core/code.ts';
import type { PlainInstruction } from '../core/opcodes.ts';
import { checkDiscriminant, switchCases } from './variants.ts';
import type { CasesShape } from './variants.ts';
import type { Cx } from './context.ts';
import { copyList } from './lists.ts';
import { checkChar, handlePasser, maskOf } from './scalars.ts';
import { stringCopier } from './strings.ts';

/** Writes what turns the core values of a value of the one side into those of the other, and says where they are. */
export function pass(cx: Cx, shape: Shape, values: readonly Local[]): readonly Local[] {
  const [value] = values;
  const { code } = cx;
  switch (shape.kind) {
    case 'u32': case 's32': case 'u64': case 's64': case 'f32': case 'f64': return values;
    case 'u8': return [normal(cx, value!, 0xff)];
    case 'u16': return [normal(cx, value!, 0xffff)];
    case 's8': return [normal(cx, value!, 'i32.extend8_s')];
    case 's16': return [normal(cx, value!, 'i32.extend16_s')];
    case 'bool': return [normal(cx, value!, 'i32.eqz', 'i32.eqz')];
    case 'flags': return shape.labels.length === 32 ? values : [normal(cx, value!, maskOf(shape))];
    case 'char':
      checkChar(cx, value!);
      return values;
    case 'enum':
      checkDiscriminant(cx, value!, shape.labels.length);
      return values;
    case 'string':
      code.localGet(value!).localGet(values[1]!).call(stringCopier(cx));
      return [kept(cx), values[1]!];
    case 'list':
    case 'map':
      copyList(cx, shape, value!, values[1]!);
      return [kept(cx), values[1]!];
    case 'fixed-list': return passParts(cx, Array<Shape>(shape.length).fill(shape.element), values);
    case 'record':
    case 'tuple': return passParts(cx, shape.fields.map((field) => field.shape), values);
    case 'variant': case 'option': case 'result': return passCases(cx, shape, values);
    case 'own':
    case 'borrow':
      code.localGet(value!).call(handlePasser(cx, shape));
      return [kept(cx)];
    case 'stream': case 'future': case 'error-context':
      throw new Error(`core code can't pass a ${shape.kind}`);
  }
}

/** The i32 on the stack, in a variable of its own. */
function kept({ code }: Cx): Local {
  const local = code.local('i32');
  code.localSet(local);
  return local;
}

/** With only the bits of a mask, or after some instructions. */
function normal(cx: Cx, value: Local, ...how: readonly [number] | readonly PlainInstruction[]): Local {
  const { code } = cx;
  code.localGet(value);
  for (const each of how) {
    if (typeof each === 'number') code.i32Const(each).op('i32.and');
    else code.op(each);
  }
  return kept(cx);
}

/** The values of several shapes, one behind the other. */
export function passParts(cx: Cx, shapes: readonly Shape[], values: readonly Local[]): readonly Local[] {
  let next = 0;
  return shapes.flatMap((shape) => pass(cx, shape, values.slice(next, next += shape.flat.length)));
}

/** Slots that the payload of a case doesn't use are zero, as variables are at first. */
function passCases(cx: Cx, shape: CasesShape, values: readonly Local[]): readonly Local[] {
  const { code } = cx;
  const [index, ...slots] = values;
  checkDiscriminant(cx, index!, shape.cases.length);
  const types = shape.flat.slice(1);
  const results = types.map((type) => code.local(type));
  switchCases(cx, shape, index!, (payload) => {
    const given = payload.flat.map((type, i) => fromSlot(cx, slots[i]!, types[i]!, type));
    pass(cx, payload, given).forEach((value, i) => {
      code.localGet(value).op(...(TO_SLOT[`${payload.flat[i]!} ${types[i]!}`] ?? [])).localSet(results[i]!);
    });
  });
  return [index!, ...results];
}

/** The value of type `want` in a slot (CanonicalABI.md, `CoerceValueIter`). */
function fromSlot({ code }: Cx, slot: Local, type: CoreType, want: CoreType): Local {
  if (type === want) return slot;
  const value = code.local(want);
  code.localGet(slot).op(...FROM_SLOT[`${type} ${want}`]!).localSet(value);
  return value;
}

type Coercions = Readonly<Record<string, readonly PlainInstruction[]>>;

const FROM_SLOT: Coercions = {
  'i32 f32': ['f32.reinterpret_i32'],
  'i64 i32': ['i32.wrap_i64'],
  'i64 f32': ['i32.wrap_i64', 'f32.reinterpret_i32'],
  'i64 f64': ['f64.reinterpret_i64'],
};

const TO_SLOT: Coercions = {
  'f32 i32': ['i32.reinterpret_f32'],
  'i32 i64': ['i64.extend_i32_u'],
  'f32 i64': ['i32.reinterpret_f32', 'i64.extend_i32_u'],
  'f64 i64': ['i64.reinterpret_f64'],
};
