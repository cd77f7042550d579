/**
 * Component → ValidComponent: the rules of validity (Explainer.md, Binary.md). One file per group of rules;
 * scope.ts has the index spaces that they share, types.ts the types that they speak of.
 */
import type { Component } from '../component.ts';
import { checkComponent } from './component.ts';
import { newCoreTypes } from './core-intern.ts';
import { newFlatMemo } from './flatten.ts';
import { newWork } from './work.ts';

declare const valid: unique symbol;

/**
 * A component that `validate` has passed: every rule of validity holds for it and for what is nested in it,
 * but for those about the code and data of core modules, which the engine checks.
 */
export type ValidComponent = Component & { readonly [valid]: true };

/**
 * Validates a root component, with all that is nested in it. Features that are not supported yet are valid
 * here.
 *
 * @throws TranspileError of an `INVALID_` code, or `LIMIT_EXCEEDED`
 */
export function validate(component: Component): ValidComponent {
  checkComponent(component, undefined, {
    equal: new Map(), flat: newFlatMemo(), core: newCoreTypes(), work: newWork(component.size),
  });
  return component as ValidComponent;
}
