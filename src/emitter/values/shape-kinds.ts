/**
 * Shapes that are the same to the code for them, and how much code that is.
 */
import type { Shape } from '../../planner/abi/shape.ts';
import { isNumbers } from './numbers.ts';

/** All shapes of one structure. */
export interface ShapeKind {
  /** Greater than those of its parts. */
  readonly id: number;
  /** What is written in the same function and outside of loops. */
  readonly parts: readonly ShapeKind[];
  /** About how many bytes of code it takes to lower one into memory, and to lift one, with its parts. */
  readonly bytes: Bytes;
  readonly form: 'composite' | 'list' | 'other';
  /** How deep lists are in each other. */
  readonly depth: number;
  readonly handles: boolean;
}

export interface Bytes {
  readonly lower: number;
  readonly lift: number;
}

/** Numbers shapes by their structure. */
export function makeShapeKinds(): (shape: Shape) => ShapeKind {
  const known = new Map<Shape, ShapeKind>();
  const byKey = new Map<string, ShapeKind>();
  const kindOf = (shape: Shape): ShapeKind => {
    let kind = known.get(shape);
    if (kind === undefined) {
      const { key, ...description } = describe(shape, kindOf);
      const text = JSON.stringify([shape.kind, ...key]);
      kind = byKey.get(text) ?? { id: byKey.size, handles: shape.handles, ...description };
      byKey.set(text, kind);
      known.set(shape, kind);
    }
    return kind;
  };
  return kindOf;
}

type Description = Omit<ShapeKind, 'id' | 'handles'> & {
  /** What tells it from others of its kind. */
  readonly key: readonly unknown[];
};

function describe(shape: Shape, kindOf: (shape: Shape) => ShapeKind): Description {
  switch (shape.kind) {
    case 'record':
    case 'tuple': {
      const parts = shape.fields.map((field) => kindOf(field.shape));
      const key = shape.fields.map((field, i) => ['key' in field && field.key, field.offset, parts[i]!.id]);
      return composite([key], parts, { lower: 70, lift: 10 + 10 * parts.length });
    }
    case 'variant':
    case 'option':
    case 'result': {
      const payloads = shape.cases.map((each) => each.shape && kindOf(each.shape));
      const names = shape.cases.map(({ name }, i) => [name, payloads[i]?.id]);
      const isTagged = shape.kind !== 'option' || shape.tagged;
      const bytes = isTagged
        ? { lower: 100 + 80 * names.length, lift: 60 + 70 * names.length }
        : { lower: 110, lift: 60 };
      const parts = payloads.flatMap((each) => each ?? []);
      return composite([shape.discriminant, shape.payload, names, isTagged], parts, bytes);
    }
    case 'list':
      return isNumbers(shape) ? simple([shape.element.kind], 250, 75) : list(kindOf(shape.element), []);
    case 'map': return list(kindOf(shape.entry), []);
    case 'fixed-list': return { ...list(kindOf(shape.element), [shape.length]), form: 'other' };
    case 'flags': {
      const keys = shape.labels.map(({ key }) => key);
      return simple(keys, 40 * keys.length, 30 * keys.length);
    }
    case 'enum': return simple(shape.labels, 90, 80);
    case 'own':
    case 'borrow': return simple([shape.resource], 180, 60);
    case 'stream':
    case 'future': return simple([shape.type], 150, 60);
    case 'string': return simple([], 110, 80);
    default: return simple([], 90, 25);
  }
}

const simple = (key: readonly unknown[], lower: number, lift: number): Description =>
  ({ key, parts: [], bytes: { lower, lift }, form: 'other', depth: 0 });

function composite(key: readonly unknown[], parts: readonly ShapeKind[], own: Bytes): Description {
  const sum = (side: keyof Bytes): number => parts.reduce((total, { bytes }) => total + bytes[side], own[side]);
  const depth = Math.max(0, ...parts.map((part) => part.depth));
  return { key, parts, bytes: { lower: sum('lower'), lift: sum('lift') }, form: 'composite', depth };
}

function list(element: ShapeKind, key: readonly unknown[]): Description {
  const bytes = { lower: 250 + element.bytes.lower, lift: 200 + element.bytes.lift };
  return { key: [element.id, ...key], parts: [], bytes, form: 'list', depth: 1 + element.depth };
}
