/** The state of a running script: what its names stand for, and which instance is the current one. */
import type { LoadedModule } from './load.ts';
import type { Blocked } from './outcome.ts';

/** An instance together with the module it is of. */
export interface Instance {
  readonly module: LoadedModule;
  readonly exports: Readonly<Record<string, unknown>>;
}

/** Something that a directive made, or why there is no such thing. */
export type Made<T> = { readonly kind: 'made'; readonly value: T } | Blocked;

/** Names of a script; a directive that fails takes the name away, so that nobody uses an older meaning. */
export interface World {
  readonly definition: (name: string | undefined) => Made<LoadedModule>;
  readonly instance: (name: string | undefined) => Made<Instance>;
  readonly define: (name: string | undefined, made: Made<LoadedModule>) => void;
  /** Makes an instance the current one, and the meaning of `name`. */
  readonly enter: (name: string | undefined, made: Made<Instance>) => void;
  readonly register: (as: string, instance: Instance) => void;
  /** What a component may import: registered instances and those with a name. */
  readonly imports: () => Record<string, unknown>;
}

/** A world without names. */
export function makeWorld(): World {
  const definitions = new Map<string, Made<LoadedModule>>();
  const instances = new Map<string, Made<Instance>>();
  const registered = new Map<string, Instance>();
  let lastDefinition: Made<LoadedModule> = blocked('no component definition so far');
  let current: Made<Instance> = blocked('no component so far');

  return {
    definition: (name) => {
      if (name === undefined) return lastDefinition;
      return definitions.get(name) ?? blocked(`no component definition $${name}`);
    },
    instance: (name) => {
      if (name === undefined) return current;
      return instances.get(name) ?? blocked(`no instance $${name}`);
    },
    define: (name, made) => {
      lastDefinition = made;
      if (name !== undefined) definitions.set(name, made);
    },
    enter: (name, made) => {
      current = made;
      if (name !== undefined) instances.set(name, made);
    },
    register: (as, instance) => void registered.set(as, instance),
    imports: () => {
      const imports: Record<string, unknown> = {};
      for (const [name, made] of instances) {
        if (made.kind === 'made') imports[name] = made.value.exports;
      }
      for (const [name, { exports }] of registered) imports[name] = exports;
      return imports;
    },
  };
}

/** The place of something that could not be made. */
export const blocked = (why: string): Blocked => ({ kind: 'blocked', why });
