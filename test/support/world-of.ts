/**
 * The world of a component that is given as text, WAT or WIT, without planning or emitting anything else.
 */
import { componentEmbed, componentNew, parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import type { Custom } from '../../src/decoder/component.ts';
import { decode } from '../../src/decoder/decode.ts';
import { readPackageDocs } from '../../src/planner/docs.ts';
import { flatten } from '../../src/planner/flatten.ts';
import { makeWorld } from '../../src/planner/world.ts';
import type { World } from '../../src/planner/world.ts';

/** The world of a component's bytes. */
export function worldOf(bytes: Uint8Array, name = 'test', docs?: object): World {
  const component = decode(bytes);
  const { imports, exports } = flatten(component, undefined, (specifier) => ({ specifier, member: [] }), 0);
  const customs = docs === undefined ? component.customs : [...component.customs, docsSection(docs)];
  return makeWorld({
    name, imports, exports: [...exports], docs: readPackageDocs(customs), namespaced: true,
  });
}

/** The world of a component in the text format. */
export async function worldOfWat(wat: string, name?: string): Promise<World> {
  return worldOf(await parse(wat), name);
}

/** The world of a component that does nothing, made for the world in `wit`. */
export async function worldOfWit(wit: string, docs?: object): Promise<World> {
  return worldOf(await componentOf(wit), 'test', docs);
}

/** A component for the only world in `wit`; its functions trap. */
export async function componentOf(wit: string): Promise<Uint8Array> {
  const core = await componentEmbed({ dummy: true, witSource: wit, features: { tag: 'all' } });
  return componentNew(core, []);
}

/** A `package-docs` section as wasm-tools encodes it. */
export function docsSection(docs: unknown, version = 1): Custom {
  const json = new TextEncoder().encode(JSON.stringify(docs));
  return { name: 'package-docs', data: Uint8Array.from([version, ...json]), offset: 0 };
}
