// flags-enum.d.ts
/** @module World flags-enum */
export {};

export interface Permissions {
  read?: boolean;
  writeAll?: boolean;
  x?: boolean;
}

export type Colour = 'dark-red' | 'green';

export function all(f: Permissions): Permissions;

export function next(c: Colour): Colour;
