/**
 * Error contexts (CanonicalABI.md, `canon error-context.*`). The debug message is kept as it is. In JavaScript: an
 * `Error` with that message (js-mapping.md, "Values", `error-context`).
 */
import { addHandle, getEntry, removeHandle } from './handles.ts';
import type { ComponentInstance } from './component-instance.ts';
import { wrongType } from './type-error.ts';

export interface ErrorContext {
  readonly debugMessage: string;
  /** The same error each time. */
  error: Error | undefined;
}

/** In a table: `ErrorContext` may be in several. */
interface ErrorContextEntry {
  readonly code: -1;
  readonly errorContext: ErrorContext;
}

function getErrorContext(instance: ComponentInstance, index: number): ErrorContext {
  return (getEntry(instance.handles, index, -1) as ErrorContextEntry).errorContext;
}

/** `canon error-context.new` */
export function errorContextNew(instance: ComponentInstance, debugMessage: string): number {
  return lowerErrorContext(instance, { debugMessage, error: undefined });
}

/** `canon error-context.debug-message` */
export function errorContextDebugMessage(instance: ComponentInstance, index: number): string {
  return getErrorContext(instance, index).debugMessage;
}

/** `canon error-context.drop` */
export function errorContextDrop(instance: ComponentInstance, index: number): void {
  getErrorContext(instance, index);
  removeHandle(instance.handles, index >>> 0);
}

/** `lift_error_context` */
export function liftErrorContext(instance: ComponentInstance, index: number): ErrorContext {
  return getErrorContext(instance, index);
}

/** `lower_error_context` */
export function lowerErrorContext(instance: ComponentInstance, errorContext: ErrorContext): number {
  const entry: ErrorContextEntry = { code: -1, errorContext };
  return addHandle(instance.handles, entry);
}

/** What JavaScript gets. */
export function hostError(errorContext: ErrorContext): Error {
  return (errorContext.error ??= new Error(errorContext.debugMessage));
}

/** What JavaScript gives: an `Error`, of other realms too, or its message. */
export function toErrorContext(value: unknown, path: string, i?: number, j?: number): ErrorContext {
  if (typeof value === 'string') return { debugMessage: value, error: undefined };
  if (value instanceof Error || Object.prototype.toString.call(value) === '[object Error]') {
    const error = value as Error;
    return { debugMessage: String(error.message), error };
  }
  return wrongType('an Error or a string', value, path, i, j);
}
