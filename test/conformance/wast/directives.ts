/**
 * The directives of a `.wast` script for components: what the reference tests of the component model are
 * made of. The meaning of each is the one of the runner that those tests are written for.
 */
import { itemsOf } from './items.ts';
import type { Items } from './items.ts';
import { readLiterals } from './literals.ts';
import type { Literal } from './literals.ts';
import { ScriptError, positionAt } from './script-error.ts';
import type { Position } from './script-error.ts';
import { parseSExprs } from './sexpr.ts';
import type { List } from './sexpr.ts';

/** A component as the script writes it: text with its place in the script, bytes, or quoted text. */
export type ComponentSource =
  | { readonly kind: 'text'; readonly text: string; readonly offset: number }
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'binary'; readonly bytes: Uint8Array };

/** A call of an export, of the named instance or else of the current one. */
export interface Invoke {
  readonly instance?: string;
  readonly export: string;
  readonly args: readonly Literal[];
}

/** What `assert_trap` watches: a call, or the instantiation of a component. */
export type TrapAction =
  | { readonly kind: 'invoke'; readonly invoke: Invoke }
  | { readonly kind: 'component'; readonly source: ComponentSource };

interface At {
  readonly position: Position;
}

/** One directive; `kind` is its keyword in the script. */
export type Directive = At & (
  | { readonly kind: 'component'; readonly name?: string; readonly source: ComponentSource }
  | { readonly kind: 'component definition'; readonly name?: string; readonly source: ComponentSource }
  | { readonly kind: 'component instance'; readonly name?: string; readonly definition?: string }
  | { readonly kind: 'register'; readonly as: string; readonly name?: string }
  | { readonly kind: 'invoke'; readonly invoke: Invoke }
  | { readonly kind: 'assert_return'; readonly invoke: Invoke; readonly results: readonly Literal[] }
  | { readonly kind: 'assert_trap'; readonly action: TrapAction; readonly text: string }
  | { readonly kind: 'assert_exhaustion'; readonly invoke: Invoke; readonly text: string }
  | { readonly kind: 'assert_invalid'; readonly source: ComponentSource; readonly text: string }
  | { readonly kind: 'assert_malformed'; readonly source: ComponentSource; readonly text: string }
  | { readonly kind: 'assert_unlinkable'; readonly source: ComponentSource; readonly text: string }
);

/** All directives of a script, in order. Throws `ScriptError` for one that this runner doesn't know. */
export const parseScript = (script: string): Directive[] =>
  parseSExprs(script).map((list) => readDirective(script, list));

function readDirective(script: string, list: List): Directive {
  const items = itemsOf(list);
  const keyword = items.takeAtom('a directive');
  const read = READERS.get(keyword.text);
  if (!read) throw new ScriptError(`unknown directive: ${keyword.text}`, keyword.start);
  const directive = read(script, items);
  items.expectEnd();
  return { ...directive, position: positionAt(script, list.start) };
}

type WithoutPosition<D> = D extends Directive ? Omit<D, 'position'> : never;
type Reader = (script: string, items: Items) => WithoutPosition<Directive>;

const readComponentDirective: Reader = (script, items) => {
  if (items.takeKeyword('instance')) {
    const name = named(items);
    const definition = items.takeId();
    return { kind: 'component instance', ...name, ...(definition === undefined ? {} : { definition }) };
  }
  const isDefinition = items.takeKeyword('definition');
  const kind = isDefinition ? 'component definition' : 'component';
  return { kind, ...named(items), source: readSource(script, items) };
};

function named(items: Items): { readonly name?: string } {
  const name = items.takeId();
  return name === undefined ? {} : { name };
}

/** Reads the rest of a `(component …)` list after its name. */
function readSource(script: string, items: Items): ComponentSource {
  if (items.takeKeyword('binary')) return { kind: 'binary', bytes: items.takeRemainingBytes() };
  if (items.takeKeyword('quote')) {
    const text = new TextDecoder().decode(items.takeRemainingBytes());
    return { kind: 'quote', text: `(component ${text})` };
  }
  while (!items.isAtEnd()) items.takeAny('a definition');
  const { start, end } = items.list;
  // A text parser of components doesn't know `definition`; blanks keep every later offset as it is.
  const text = script.slice(start, end).replace(/^(\(\s*component\s+)definition\b/, '$1          ');
  return { kind: 'text', text, offset: start };
}

function readNestedSource(script: string, list: List): ComponentSource {
  const items = itemsOf(list);
  if (!items.takeKeyword('component')) throw new ScriptError('expected a component', list.start);
  items.takeId();
  return readSource(script, items);
}

function readInvoke(items: Items): Invoke {
  const instance = items.takeId();
  const name = items.takeText('the name of an export');
  return { ...(instance === undefined ? {} : { instance }), export: name, args: readLiterals(items) };
}

function readNestedInvoke(list: List): Invoke {
  const items = itemsOf(list);
  if (!items.takeKeyword('invoke')) throw new ScriptError('expected an invoke', list.start);
  return readInvoke(items);
}

function readTrapAction(script: string, list: List): TrapAction {
  const head = list.items[0];
  return head?.kind === 'atom' && head.text === 'component'
    ? { kind: 'component', source: readNestedSource(script, list) }
    : { kind: 'invoke', invoke: readNestedInvoke(list) };
}

const readRefusal = (kind: 'assert_invalid' | 'assert_malformed' | 'assert_unlinkable'): Reader =>
  (script, items) => {
    const source = readNestedSource(script, items.takeList('a component'));
    return { kind, source, text: items.takeText('a message') };
  };

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['component', readComponentDirective],
  ['register', (_, items) => ({ kind: 'register', as: items.takeText('a name'), ...named(items) })],
  ['invoke', (_, items) => ({ kind: 'invoke', invoke: readInvoke(items) })],
  ['assert_return', (_, items) => {
    const invoke = readNestedInvoke(items.takeList('an invoke'));
    return { kind: 'assert_return', invoke, results: readLiterals(items) };
  }],
  ['assert_trap', (script, items) => {
    const action = readTrapAction(script, items.takeList('an invoke or a component'));
    return { kind: 'assert_trap', action, text: items.takeText('a message') };
  }],
  ['assert_exhaustion', (_, items) => {
    const invoke = readNestedInvoke(items.takeList('an invoke'));
    return { kind: 'assert_exhaustion', invoke, text: items.takeText('a message') };
  }],
  ['assert_invalid', readRefusal('assert_invalid')],
  ['assert_malformed', readRefusal('assert_malformed')],
  ['assert_unlinkable', readRefusal('assert_unlinkable')],
]);
