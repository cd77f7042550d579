/**
 * The texts that a golden case compares: the module, its declarations, and its plan in a form for reading.
 */
import { decode } from '../../src/decoder/decode.ts';
import { scanCoreCode } from '../../src/decoder/core-code.ts';
import { validate } from '../../src/decoder/validate/index.ts';
import type { TranspileOptions } from '../../src/index.ts';
import { readOptions } from '../../src/options.ts';
import { makePlan } from '../../src/planner/make-plan.ts';
import { planText } from './plan-text.ts';

/** File name → text. */
export function expectedFiles(
  bytes: Uint8Array, files: Readonly<Record<string, Uint8Array>>, warnings: readonly string[],
  { name = '', namespacedExports = true, asyncImports = [], asyncExports = [], multiMemory }: TranspileOptions,
): Record<string, string> {
  const text = new TextDecoder();
  const declarations = Object.entries(files)
    .filter(([file]) => file.endsWith('.d.ts'))
    .map(([file, content]) => `// ${file}\n${text.decode(content)}`);
  const plan = makePlan(validate(decode(bytes)), {
    name, namespacedExports, asyncImports, asyncExports, multiMemory: readOptions({ multiMemory }).multiMemory,
    specifierOf: (specifier) => ({ specifier, member: [] }),
  }, scanCoreCode);
  const list = Object.entries(files).map(([file, content]) => `file ${file} ${content.length} bytes`);
  return {
    'expected.js': text.decode(files[`${name}.js`]),
    ...(declarations.length > 0 ? { 'expected.d.ts': declarations.join('\n') } : {}),
    'expected.plan.txt': [...list, ...warnings.map((warning) => `warning ${warning}`), '', planText(plan), ''].join('\n'),
  };
}
