/**
 * Plan → TypeScript declarations. `<name>.d.ts` for the module, and a file for each interface in `interfaces/`
 * (js-mapping.md, “Files”); or all in one file, for beside the component. Nothing is decided here that the world of the plan
 * does not say.
 */
import type { ExportPlan, Plan } from '../planner/plan.ts';
import { bundleText } from './declarations/bundle.ts';
import { jsdoc } from './declarations/comments.ts';
import { NOTHING_RESERVED, writeFile } from './declarations/file.ts';
import type { Paths, PlannedFile } from './declarations/file.ts';
import { instantiationLines } from './declarations/instantiation.ts';
import { interfaceLines } from './declarations/interface.ts';
import { asModules } from './declarations/layout.ts';
import { moduleLines } from './declarations/module.ts';
import { interfacePaths, makeClaimPath } from './declarations/paths.ts';
import type { ClaimPath } from './declarations/paths.ts';
import { OPENING, textOf } from './declarations/text.ts';
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
  return planFiles(plan, plan.name, mode, makeClaimPath())
    .map((file) => ({ fileName: `${file.path}.d.ts`, text: moduleText(file) }));
}

/** The same in one text that needs no other files. */
export function emitDeclarationBundle(plan: Declared, mode: Mode): string {
  return bundleText(planFiles(plan, plan.name, mode, makeClaimPath()));
}

function moduleText(file: PlannedFile): string {
  const { globals } = writeFile(file, asModules, NOTHING_RESERVED);
  const { lines } = writeFile(file, asModules, { ...NOTHING_RESERVED, all: globals });
  return textOf([...file.head, ...OPENING, ...lines], globals);
}

/** The files of one component; `main` is the path of its own, without `.d.ts`. */
function planFiles(plan: Declared, main: string, mode: Mode, claimPath: ClaimPath): PlannedFile[] {
  const { world } = plan;
  const interfaces = interfacePaths(world, claimPath);
  const nested = plan.exports.flatMap((item) => nestedComponent(item, claimPath));
  const paths: Paths = { main, interfaces, components: new Map(nested.map(({ name, path }) => [name, path])) };
  const files = new Map<string, PlannedFile>([[main, {
    path: main, world, paths, owner: undefined,
    head: jsdoc(world.docs, `@module World ${world.name}`),
    build: (file) => (mode.instantiation === undefined
      ? moduleLines(world, file, mode.tlaCompat)
      : instantiationLines(world, file, mode.instantiation === 'sync')),
  }]]);
  for (const [owner, declared] of world.interfaces.entries()) {
    const path = interfaces[owner];
    if (path === undefined || files.has(path)) continue;
    files.set(path, {
      path, world, paths, owner,
      head: jsdoc(declared.docs, `@module Interface ${declared.name}`),
      build: (file) => interfaceLines(declared, file),
    });
  }
  const inner: Mode = { instantiation: mode.instantiation ?? 'async', tlaCompat: false };
  return [...files.values(), ...nested.flatMap(({ path, plan: own }) => planFiles(own, path, inner, claimPath))];
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
