import type { Group } from '../lib/case.ts';
import scalars from './scalars.ts';

export const GROUPS: readonly Group[] = [scalars];
