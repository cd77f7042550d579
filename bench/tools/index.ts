// What is measured besides calls.
import type { Transpile } from '../lib/contenders.ts';
import type { Row } from '../lib/report.ts';
import { commandLine } from './command.ts';
import { sizes } from './sizes.ts';
import { firstInstance, furtherInstances } from './start.ts';
import { inProcess, scaling } from './transpile.ts';

/** What a tool is given. */
export interface Tools {
  readonly made: Readonly<Record<string, Transpile>>;
  readonly rounds: number;
  readonly scratch: string;
  wanted(name: string): boolean;
  done(row: Row): void;
}

export const TOOLS: Readonly<Record<string, (tools: Tools) => Promise<void>>> = {
  start: async (tools) => {
    await firstInstance(tools);
    await furtherInstances(tools);
  },
  transpile: async (tools) => {
    await inProcess(tools);
    await scaling(tools);
  },
  'command line': commandLine,
  sizes,
};
