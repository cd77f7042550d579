// Builds user-validator.wasm, user-service.wasm and composed.wasm from src/, wit/ and compose.wat.
//
// Needs clang and wasm-ld with the WebAssembly target (Debian: `apt-get install clang lld`), no libc.
// The results are committed, so that the example runs without a C compiler.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { componentEmbed, componentNew, parse, print } from '@bytecodealliance/jco-transpile/wasm-tools';

const here = fileURLToPath(new URL('.', import.meta.url));

const components = {
  'user-validator': ['validator', 'text', 'memory'],
  'user-service': ['users', 'database', 'sql', 'lexer', 'table', 'text', 'memory'],
};

const compilerFlags = [
  '--target=wasm32', '-std=c11', '-Oz', '-ffreestanding', '-mbulk-memory', // memcpy is then an instruction
  '-Wall', '-Wextra', '-Werror',
  // A library without libc; the stack below the data, so that an overflow traps and overwrites nothing.
  '-nostdlib', '-Wl,--no-entry', '-Wl,--stack-first', '-Wl,-z,stack-size=8192', '-Wl,--strip-debug',
];

/** Compiles C files of src/ to one core module. */
function compile(sources) {
  const folder = mkdtempSync(join(tmpdir(), 'user-service-'));
  try {
    const output = join(folder, 'core.wasm');
    const inputs = sources.map((source) => `src/${source}.c`);
    execFileSync('clang', [...compilerFlags, '-o', output, ...inputs], { cwd: here, stdio: 'inherit' });
    return readFileSync(output);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const wit = ['validator', 'users', 'database', 'worlds']
  .map((name) => readFileSync(join(here, 'wit', `${name}.wit`), 'utf8'))
  .join('\n');

/** Writes a component, and says so. */
function write(name, component) {
  writeFileSync(join(here, `${name}.wasm`), component);
  console.log(`${name}.wasm  ${component.length} bytes`);
}

let composition = readFileSync(join(here, 'compose.wat'), 'utf8');
for (const [world, sources] of Object.entries(components)) {
  const core = compile(sources);
  const binary = await componentEmbed({ binary: core, witSource: wit, world, stringEncoding: 'utf8' });
  // Through text and back: that drops the padding that the linker left in every index.
  const text = await print(await componentNew(binary));
  write(world, await parse(text));
  // `(component` opens the text; the template has that already, with a name.
  const body = text.trim().slice('(component'.length, -1);
  composition = composition.replace(`(; ${world}.wasm ;)`, () => body);
}
write('composed', await parse(composition));
