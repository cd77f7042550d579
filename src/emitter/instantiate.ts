/**
 * A component as a function that instantiates it: the whole of an output in instantiation mode, and in
 * every mode the components that another one exports.
 *
 *     async function instantiate(getCoreModule = …, imports = {}, instantiateCore = …) {
 *       …
 *       return { add, 'docs:adder/add@0.1.0': addInterface };
 *     }
 */
import type { Expression, Identifier, Pattern, Statement } from 'estree';
import type { Plan } from '../planner/plan.ts';
import { id, object } from './builders.ts';
import type { Component, NestedComponent } from './component.ts';
import { emitComponent } from './component.ts';
import type { CoreFiles } from './core-files.ts';
import type { Loader } from './loader.ts';
import type { Output, Shared } from './output.ts';
import { makeOutput } from './output.ts';
import type { EmitSettings } from './settings.ts';
import { expression, statements } from './template.ts';

/** What the parts of one emission have in common. */
export interface Emission {
  readonly settings: EmitSettings;
  readonly shared: Shared;
  readonly files: CoreFiles;
  readonly loader: Loader;
  readonly async: boolean;
}

/** The component around one that it exports. */
export interface Around {
  readonly out: Output;
  /** Where core modules come from unless the caller gives others. */
  readonly getCoreModule: Identifier | undefined;
}

/** The declaration of the function `name`. */
export function emitFunction(
  emission: Emission, plan: Plan, name: Identifier, around?: Around,
): Statement[] {
  const { settings, shared, files, loader, async } = emission;
  const out = makeOutput(plan, settings, shared, around?.out);
  const [getCoreModule, imports, instantiateCore] = [
    out.topLevel('getCoreModule'), out.topLevel('imports'), out.topLevel('instantiateCore'),
  ];
  const component: Component = {
    out,
    files,
    mode: {
      async,
      imports,
      instantiateCore: (args) => expression`${instantiateCore}(${[...args]})`,
      load: (file) => loader.loadGiven(file, getCoreModule),
      importAs: () => false,
    },
    emitNested: (nested) => emitNested(emission, nested, { out, getCoreModule }),
  };
  const { statements: body, exports } = emitComponent(component);
  const result = object(exports.map(({ name: key, value }) => [key, value]));
  const params: Pattern[] = [
    withDefault(getCoreModule, around?.getCoreModule ?? loader.defaultGetCoreModule()),
    withDefault(imports, expression`{}`),
    withDefault(instantiateCore, async
      ? expression`WebAssembly.instantiate`
      : expression`(module, imports) => new WebAssembly.Instance(module, imports)`),
  ];
  // `instantiate(imports)`
  const swapped = statements`
    if (typeof ${getCoreModule} === 'object') return ${name}(undefined, ${getCoreModule} ?? ${imports}, ${instantiateCore});
  `;
  return async
    ? statements`async function ${name}(${params}) { ${swapped}; ${body}; return ${result}; }`
    : statements`function ${name}(${params}) { ${swapped}; ${body}; return ${result}; }`;
}

/** The same for a component that another one hands out, under a name of its own. */
export function emitNested(emission: Emission, plan: Plan, around: Around): NestedComponent {
  const name = id(emission.shared.names.topLevel(`instantiate-${plan.name}`));
  return { name, statements: emitFunction(emission, plan, name, around) };
}

const withDefault = (left: Pattern, right: Expression | undefined): Pattern =>
  (right === undefined ? left : { type: 'AssignmentPattern', left, right });
