// The core module of guests/strings.ts, and the flag that says whether someone is in it.
import { instantiate } from './core.ts';
import { attach } from './memory.ts';
import type { MemoryCore } from './memory.ts';

export const core = instantiate<MemoryCore & {
  take(ptr: number, length: number): number;
  store(ptr: number, length: number): void;
  give(): number;
  echo(ptr: number, length: number): number;
}>('main');
attach(core);
