/** Components: their definitions in order, each with the index spaces that those before it have made. */
import { withinPath, withinSection } from '../../errors.ts';
import type { Component, Definition } from '../component.ts';
import { checkAlias } from './aliases.ts';
import { checkCanon } from './canons.ts';
import { checkCoreInstance } from './core-instances.ts';
import { checkCoreModule } from './core-modules.ts';
import { checkCoreType } from './core-types.ts';
import { checkExport, checkImport } from './externs.ts';
import { finishComponent } from './finish.ts';
import { checkInstance } from './instances.ts';
import { addEntry, newScope, nextStep } from './scope.ts';
import type { Scope, Validation } from './scope.ts';
import { checkStart } from './start.ts';
import { checkType } from './type-defs.ts';
import { pathStep } from './text.ts';
import type { ComponentType } from './types.ts';
import { checkValue, checkValuesAreUsed } from './values.ts';

/** Checks `component`, which is in `outer` if it is nested, and gives its type. */
export function checkComponent(
  component: Component, outer: Scope | undefined, validation: Validation,
): ComponentType {
  const scope = newScope('component', outer, validation);
  for (const definition of component.definitions) checkDefinition(scope, definition);
  checkValuesAreUsed(scope, component.offset);
  return finishComponent(scope, component.offset);
}

type Of<K extends Definition['kind']> = Extract<Definition, { kind: K }>;

interface Check<K extends Definition['kind']> {
  /** What errors call the section that the definition is in. */
  readonly section: string;
  /** What they call the definition: by the index that it gets, or by its name. */
  readonly step: (scope: Scope, definition: Of<K>) => string;
  readonly check: (scope: Scope, definition: Of<K>) => void;
}

function checkDefinition(scope: Scope, definition: Definition): void {
  const { section, step, check } = CHECKS[definition.kind] as Check<Definition['kind']>;
  withinSection(section, () => withinPath(() => step(scope, definition), () => check(scope, definition)));
}

const CHECKS: { readonly [K in Definition['kind']]: Check<K> } = {
  'core-module': {
    section: 'core module section',
    step: (scope) => nextStep(scope, 'core module'),
    check: (scope, { module }) => checkCoreModule(scope, module),
  },
  'core-instance': {
    section: 'core instance section',
    step: (scope) => nextStep(scope, 'core instance'),
    check: (scope, { instance }) => checkCoreInstance(scope, instance),
  },
  'core-type': {
    section: 'core type section',
    step: (scope) => nextStep(scope, 'core type'),
    check: (scope, { type }) => checkCoreType(scope, type),
  },
  'component': {
    section: 'component section',
    step: (scope) => nextStep(scope, 'component'),
    check: (scope, { component, offset }) => (
      addEntry(scope, 'component', checkComponent(component, scope, scope.validation), offset)),
  },
  'instance': {
    section: 'instance section',
    step: (scope) => nextStep(scope, 'instance'),
    check: (scope, { instance }) => checkInstance(scope, instance),
  },
  'alias': {
    section: 'alias section',
    step: (scope, { alias }) => nextStep(scope, alias.sort),
    check: (scope, { alias }) => checkAlias(scope, alias),
  },
  'type': {
    section: 'type section',
    step: (scope) => nextStep(scope, 'type'),
    check: (scope, { type, offset }) => addEntry(scope, 'type', checkType(scope, type), offset),
  },
  'canon': {
    section: 'canonical function section',
    step: (scope, { canon }) => nextStep(scope, canon.kind === 'lift' ? 'func' : 'core func'),
    check: (scope, { canon }) => checkCanon(scope, canon),
  },
  'start': {
    section: 'start section',
    step: () => 'start',
    check: (scope, { start }) => checkStart(scope, start),
  },
  'import': {
    section: 'import section',
    step: (_scope, { import: item }) => pathStep('import', item.name.name),
    check: (scope, { import: item }) => checkImport(scope, item),
  },
  'export': {
    section: 'export section',
    step: (_scope, { export: item }) => pathStep('export', item.name.name),
    check: (scope, { export: item }) => checkExport(scope, item),
  },
  'value': {
    section: 'value section',
    step: (scope) => nextStep(scope, 'value'),
    check: (scope, { value }) => checkValue(scope, value),
  },
};
