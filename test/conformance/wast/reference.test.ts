/** The reader against the reference scripts themselves: it knows all of them, and so does the text parser. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sharedPathOrWarn } from '../../support/shared.ts';
import { makeToBytes } from '../runner/component-bytes.ts';
import { parseScript } from './directives.ts';
import type { ComponentSource, Directive } from './directives.ts';

const root = sharedPathOrWarn('component-model', 'test');

function readAll(folder: string): { readonly place: string; readonly directive: Directive }[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return paths.filter((path) => path.endsWith('.wast')).flatMap((script) =>
    parseScript(readFileSync(join(folder, script), 'utf8'))
      .map((directive) => ({ place: `${script}:${directive.position.line}`, directive })));
}

function sourceOf(directive: Directive): ComponentSource | undefined {
  if ('source' in directive) return directive.source;
  return 'action' in directive && directive.action.kind === 'component' ? directive.action.source : undefined;
}

describe.skipIf(root === undefined)('the reference scripts', () => {
  test('have the directives that the checklist counts', () => {
    const counts: Record<string, number> = {};
    for (const { directive: { kind } } of readAll(root ?? '')) counts[kind] = (counts[kind] ?? 0) + 1;
    expect(counts).toEqual({
      'component': 196, 'component definition': 89, 'component instance': 159, 'invoke': 1,
      'assert_return': 389, 'assert_trap': 136, 'assert_invalid': 380, 'assert_malformed': 75,
    });
  });

  test('hold one component that the published text parser refuses, beside the malformed ones', async () => {
    const toBytes = makeToBytes();
    const refused: string[] = [];
    for (const { place, directive } of readAll(root ?? '')) {
      const source = sourceOf(directive);
      const component = source && await toBytes(source);
      if (component?.kind === 'refused' && directive.kind !== 'assert_malformed') {
        refused.push(`${place} ${component.message}`);
      }
    }
    expect(refused).toEqual([expect.stringMatching(/^async\/cancellable.wast:13 the `cancellable` option/)]);
  });
});
