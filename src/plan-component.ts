/**
 * ValidComponent → Plan, for whatever is made of a plan: the planner with all that it is given.
 */
import type { Component } from './decoder/component.ts';
import { scanCoreCode } from './decoder/core-code.ts';
import { locate } from './decoder/paths.ts';
import type { Import } from './decoder/sections/import-export.ts';
import type { ValidComponent } from './decoder/validate/index.ts';
import { placed, TranspileError } from './errors.ts';
import type { Settings } from './options.ts';
import { makePlan } from './planner/make-plan.ts';
import type { Plan } from './planner/plan.ts';
import { makeSpecifierOf } from './planner/specifiers.ts';

/** @throws TranspileError */
export function planComponent(component: ValidComponent, settings: Settings): Plan {
  const specifierOf = makeSpecifierOf(importsOf(component), settings);
  return withPlaces(component, () => makePlan(component, { ...settings, specifierOf }, scanCoreCode));
}

/** Says of an error that has only a byte offset where in the component that is. */
function withPlaces<T>(component: Component, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TranspileError) || error.offset === undefined || error.path.length > 0) throw error;
    throw placed(error, locate(component, error.offset));
  }
}

function importsOf({ definitions }: Component): Import[] {
  return definitions.flatMap((definition) => (definition.kind === 'import' ? [definition.import] : []));
}
