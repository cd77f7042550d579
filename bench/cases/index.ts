import type { Group } from '../lib/case.ts';
import async from './async.ts';
import composed from './composed.ts';
import imports from './imports.ts';
import lists from './lists.ts';
import records from './records.ts';
import resources from './resources.ts';
import scalars from './scalars.ts';
import strings from './strings.ts';
import variants from './variants.ts';

export const GROUPS: readonly Group[] = [
  scalars, ...strings, lists, records, variants, ...resources, imports, composed, async,
];
