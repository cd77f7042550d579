/**
 * The shim that the components of one bundle share: a module that no file has. Components with the same features have the same; what
 * none of them uses the bundler drops. So one component alone is no larger than with a shim of its own.
 */
import { sharedShimModule } from '../transpile.ts';

/** What the code of a component imports, up to the key of the shim. */
const PREFIX = 'wcm2js/runtime/';

/** For the hook filters of bundlers. */
export const RUNTIME: RegExp = /^\0?wcm2js\/runtime\//;

export const shimSpecifier = (key: string): string => PREFIX + key;

/** The module of this specifier or, with a NUL in front, id. @param droppableClasses for esbuild and Bun */
export const shimModule = (id: string, droppableClasses = false): string =>
  sharedShimModule(id.slice(id.indexOf(PREFIX) + PREFIX.length), { specifierOf: shimSpecifier, droppableClasses });
