/**
 * How large outputs are: the table `sizes.md` has the JavaScript of each golden case and of the components that have a limit,
 * as it is written and minified.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transpile } from '../../src/index.ts';
import { findMinifier } from '../../src/minify.ts';
import { SIZE_LIMITS } from '../../test/components/support/limits.ts';
import { sharedPathOrWarn } from '../../test/support/shared.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const components = sharedPathOrWarn('components');

/** The whole file, but for the rows of components where those aren't there: these stay as they are. */
const HEAD = '# Sizes of outputs\n\nWritten by `UPDATE_GOLDEN=1 npm run golden`, compared by `npm test`. Bytes of JavaScript.\n';
const COMPONENTS = '\n## Real components\n\nWith `base64Cutoff: 0`: core modules are files of their own.\n\n'
  + '| component | JavaScript | minified | limit |\n| --- | ---: | ---: | ---: |\n';
const CASES = '\n## Golden cases\n\nWith the options of each, so most have their core modules inside.\n\n'
  + '| case | JavaScript | minified |\n| --- | ---: | ---: |\n';

const minify = findMinifier({ minify: true, sourcemap: false })!;
const number = (n: number): string => n.toLocaleString('en-US');
const sizes = (code: string): string[] => [code, minify(code, 'module.js').code].map((text) => number(Buffer.byteLength(text)));

function componentRows(): string {
  return SIZE_LIMITS.map(({ name, file = `${name}.wasm`, limit }) => {
    const { files } = transpile(readFileSync(`${components}/${file}`), { name, base64Cutoff: 0 });
    const code = new TextDecoder().decode(files[`${name}.js`]);
    return `| ${[file, ...sizes(code), number(limit)].join(' | ')} |\n`;
  }).join('');
}

function caseRows(): string {
  const cases = readdirSync(root).filter((name) => existsSync(join(root, name, 'expected.js'))).sort();
  const row = (name: string): string =>
    `| ${[name, ...sizes(readFileSync(join(root, name, 'expected.js'), 'utf8'))].join(' | ')} |\n`;
  return cases.map(row).join('');
}

/** What `sizes.md` is to be, given what it is. */
export function sizesText(written: string): string {
  const known = written.slice(written.indexOf(COMPONENTS) + COMPONENTS.length, written.indexOf(CASES));
  return HEAD + COMPONENTS + (components === undefined ? known : componentRows()) + CASES + caseRows();
}
