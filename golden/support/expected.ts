/**
 * The texts that a golden case compares: the module, its declarations, and its plan in a form for reading.
 */
import { decode } from '../../src/decoder/decode.ts';
import { scanCoreCode } from '../../src/decoder/core-code.ts';
import { validate } from '../../src/decoder/validate/index.ts';
import type { TranspileOptions } from '../../src/index.ts';
import { readOptions } from '../../src/options.ts';
import { makePlan } from '../../src/planner/make-plan.ts';
import { mapText } from './map-text.ts';
import { planText } from './plan-text.ts';

/** File name → text. */
export function expectedFiles(
  bytes: Uint8Array, files: Readonly<Record<string, Uint8Array>>, warnings: readonly string[],
  options: TranspileOptions,
): Record<string, string> {
  const { name = '', namespacedExports = true, asyncImports = [], asyncExports = [], optionalImports = [] } = options;
  const { multiMemory, target } = options;
  const text = new TextDecoder();
  const textsOf = (end: string): string => Object.entries(files).filter(([file]) => file.endsWith(end))
    .map(([file, content]) => `// ${file}\n${text.decode(content)}`).join('\n');
  const [declarations, wit] = [textsOf('.d.ts'), textsOf('.wit')];
  const plan = makePlan(validate(decode(bytes)), {
    name, namespacedExports, asyncImports, asyncExports, optionalImports,
    multiMemory: readOptions({ multiMemory, target }).multiMemory,
    specifierOf: (specifier) => ({ specifier, member: [] }),
  }, scanCoreCode);
  // Maps have the texts of the shim in them, with their comments.
  const list = Object.entries(files)
    .map(([file, content]) => `file ${file}${file.endsWith('.map') ? '' : ` ${content.length} bytes`}`);
  const map = files[`${name}.js.map`];
  return {
    'expected.js': text.decode(files[`${name}.js`]),
    ...(declarations !== '' && { 'expected.d.ts': declarations }),
    ...(wit !== '' && { 'expected.wit': wit }),
    ...(map && { 'expected.map.txt': mapText(text.decode(files[`${name}.js`]), text.decode(map)) }),
    'expected.plan.txt': [...list, ...warnings.map((warning) => `warning ${warning}`), '', planText(plan), ''].join('\n'),
  };
}
