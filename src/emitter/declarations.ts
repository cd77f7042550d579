/**
 * Plan → TypeScript declarations: `<name>.d.ts` for the module, and a file for each interface in
 * `interfaces/` (js-mapping.md, “Files”). Nothing is decided here that the world of the plan does not say.
 */
import type { ExportPlan, Plan } from '../planner/plan.ts';
import { buildFile } from './declarations/file.ts';
import type { Paths } from './declarations/file.ts';
import { instantiationLines } from './declarations/instantiation.ts';
import { interfaceLines } from './declarations/interface.ts';
import { moduleLines } from './declarations/module.ts';
import type { ComponentFile } from './declarations/module.ts';
import { interfacePaths, makeClaimPath } from './declarations/paths.ts';
import type { ClaimPath } from './declarations/paths.ts';
import { quote } from './quote.ts';
import type { EmitSettings } from './settings.ts';

export interface DeclarationText {
  /** Relative to the output's folder: `interfaces/wasi-io-streams.d.ts`. */
  readonly fileName: string;
  readonly text: string;
}

/** What of a plan declarations are made of. */
type Declared = Pick<Plan, 'name' | 'world' | 'exports'>;

type Mode = Pick<EmitSettings, 'instantiation' | 'tlaCompat'>;

/** The declaration files of a module, its own first. */
export function emitDeclarations(plan: Declared, mode: Mode): DeclarationText[] {
  return worldFiles(plan, plan.name, mode, makeClaimPath());
}

/** The files of one component; `main` is the path of its own, without `.d.ts`. */
function worldFiles(plan: Declared, main: string, mode: Mode, claimPath: ClaimPath): DeclarationText[] {
  const { world } = plan;
  const paths: Paths = { main, interfaces: interfacePaths(world, claimPath) };
  const nested = plan.exports.flatMap((item) => nestedComponent(item, claimPath));
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const specifiers = new Map(nested.map(({ name, path }) => [name, `./${path.slice(folder.length)}.js`]));
  const componentFile: ComponentFile = (name) => {
    const specifier = specifiers.get(name);
    return specifier && quote(specifier);
  };

  const text = buildFile(world, paths, undefined, (file) => (mode.instantiation === undefined
    ? moduleLines(world, file, mode.tlaCompat, componentFile)
    : instantiationLines(world, file, mode.instantiation === 'sync', componentFile)));
  const files = new Map([[main, text]]);
  paths.interfaces.forEach((path, index) => {
    const declared = world.interfaces[index];
    if (declared === undefined || files.has(path)) return;
    files.set(path, buildFile(world, paths, index, (file) => interfaceLines(declared, file)));
  });
  const inner: Mode = { instantiation: mode.instantiation ?? 'async', tlaCompat: false };
  return [
    ...[...files].map(([path, content]) => ({ fileName: `${path}.d.ts`, text: content })),
    ...nested.flatMap(({ path, plan: own }) => worldFiles(own, path, inner, claimPath)),
  ];
}

interface NestedComponent {
  /** The extern name. */
  readonly name: string;
  readonly path: string;
  readonly plan: Plan;
}

/**
 * A component that is exported for the host to instantiate has declarations like an output in instantiation
 * mode.
 */
function nestedComponent(item: ExportPlan, claimPath: ClaimPath): NestedComponent[] {
  if (item.kind !== 'component') return [];
  const name = item.names.wit;
  return [{ name, path: claimPath(`${name}.component`), plan: item.plan }];
}
