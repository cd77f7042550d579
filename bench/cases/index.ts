import type { Group } from '../lib/case.ts';
import scalars from './scalars.ts';
import strings from './strings.ts';

export const GROUPS: readonly Group[] = [scalars, ...strings];
