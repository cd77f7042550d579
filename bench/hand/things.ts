// Glue for THINGS of guests/resources.ts.
import { Thing } from '../hosts/things.ts';
import { cannotEnter, instantiate, trap } from './lib/core.ts';
import { BORROW, Handles, OWN } from './lib/handles.ts';

export { Thing };

const handles = new Handles<Thing>();

const core = instantiate<{
  methods(n: number): number;
  objects(n: number): number;
  pass(handle: number): number;
  look(handle: number): number;
}>('main', {
  '': {
    new: (n: number) => {
      const thing = new Thing(n >>> 0);
      // A constructor may return anything.
      if (!(thing instanceof Thing)) throw new TypeError('expected a Thing');
      return handles.add(thing, OWN);
    },
    get: (index: number) => handles.get(index).get(),
    drop: (index: number) => {
      const isOwn = handles.kind(index) === OWN;
      const thing = handles.remove(index);
      if (isOwn) thing[Symbol.dispose]();
    },
  },
});
const { methods: coreMethods, objects: coreObjects, pass: corePass, look: coreLook } = core;

let entered = 0;

export function methods(n: number): number {
  if (entered !== 0) cannotEnter();
  entered = 1;
  const result = coreMethods(n);
  entered = 0;
  return result >>> 0;
}

export function objects(n: number): number {
  if (entered !== 0) cannotEnter();
  entered = 1;
  const result = coreObjects(n);
  entered = 0;
  return result >>> 0;
}

export function pass(thing: Thing): Thing {
  if (!(thing instanceof Thing)) throw new TypeError('expected a Thing');
  if (entered !== 0) cannotEnter();
  entered = 1;
  const index = corePass(handles.add(thing, OWN));
  if (handles.kind(index) === BORROW) trap('cannot lift own resource from a borrow');
  const result = handles.remove(index);
  entered = 0;
  return result;
}

export function look(thing: Thing): number {
  if (!(thing instanceof Thing)) throw new TypeError('expected a Thing');
  if (entered !== 0) cannotEnter();
  entered = 1;
  const result = coreLook(handles.add(thing, BORROW));
  if (handles.borrows > 0) trap('borrow handles still remain at the end of the call');
  entered = 0;
  return result >>> 0;
}
