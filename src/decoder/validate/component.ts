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
import { addEntry, newScope } from './scope.ts';
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
  readonly check: (scope: Scope, definition: Of<K>) => void;
}

function checkDefinition(scope: Scope, definition: Definition): void {
  const { section, check } = CHECKS[definition.kind] as Check<Definition['kind']>;
  withinSection(section, () => check(scope, definition));
}

const CHECKS: { readonly [K in Definition['kind']]: Check<K> } = {
  'core-module': {
    section: 'core module section',
    check: (scope, { module }) => (
      withinPath(`core module ${scope.spaces['core module'].length}`, () => checkCoreModule(scope, module))),
  },
  'core-instance': {
    section: 'core instance section',
    check: (scope, { instance }) => checkCoreInstance(scope, instance),
  },
  'core-type': { section: 'core type section', check: (scope, { type }) => checkCoreType(scope, type) },
  'component': {
    section: 'component section',
    check(scope, { component, offset }) {
      const check = (): ComponentType => checkComponent(component, scope, scope.validation);
      addEntry(scope, 'component', withinPath(`component ${scope.spaces.component.length}`, check), offset);
    },
  },
  'instance': { section: 'instance section', check: (scope, { instance }) => checkInstance(scope, instance) },
  'alias': { section: 'alias section', check: (scope, { alias }) => checkAlias(scope, alias) },
  'type': {
    section: 'type section',
    check: (scope, { type, offset }) => addEntry(scope, 'type', checkType(scope, type), offset),
  },
  'canon': { section: 'canonical function section', check: (scope, { canon }) => checkCanon(scope, canon) },
  'start': { section: 'start section', check: (scope, { start }) => checkStart(scope, start) },
  'import': {
    section: 'import section',
    check: (scope, { import: item }) => (
      withinPath(pathStep('import', item.name.name), () => checkImport(scope, item))),
  },
  'export': {
    section: 'export section',
    check: (scope, { export: item }) => (
      withinPath(pathStep('export', item.name.name), () => checkExport(scope, item))),
  },
  'value': { section: 'value section', check: (scope, { value }) => checkValue(scope, value) },
};
