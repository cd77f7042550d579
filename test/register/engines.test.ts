// `wcm2js/register` in every engine that has hooks for it: the same entry, by plain imports.

import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { engines, expectResult, makeApplication, node } from './support/application.ts';

const application = await makeApplication();


application.write('ways.mjs', `
  import { createRequire } from 'node:module';
  import * as imported from './adder.wasm';
  const require = createRequire(import.meta.url);
  const dynamic = await import('./adder.wasm');
  const required = require('./adder.wasm');
  const { instantiate } = require('./adder.wasm?instantiate=sync');
  console.log(JSON.stringify({
    same: dynamic === imported,
    sums: [imported, dynamic, required, instantiate(), instantiate()].map(({ add }) => add(40, 2)),
    where: import.meta.resolve('./adder.wasm') === new URL('./adder.wasm', import.meta.url).href,
  }));`);

application.write('first.cjs', `
  const users = require('./users.wasm');
  const { greet } = require('./greeter.wasm');
  import('./users.wasm').then((imported) => console.log(JSON.stringify([
    greet('you'), Object.keys(imported).sort().join() === Object.keys(users).sort().join(), typeof users.default,
  ])));`);

application.write('sync.cjs', `
  const { validator, ...users } = require('./users.wasm');
  console.log('ada@example.org', Object.keys(users).length > 0);`);

// Bun has the path of such a file.
application.write('core.mjs', `
  const core = await import('./core.wasm');
  console.log(core.one?.() ?? core.default);`);

application.write('core.wasm', await parse(`(module (func (export "one") (result i32) (i32.const 1)))`));

// A package that lets nothing through but its component, which imports from another package.
mkdirSync(join(application.folder, 'node_modules/greeter'));
cpSync(join(application.folder, 'greeter.wasm'), join(application.folder, 'node_modules/greeter/greeter.wasm'));
application.write('node_modules/greeter/package.json', JSON.stringify({
  name: 'greeter', version: '1.0.0', exports: './greeter.wasm', wcm2js: { map: { 'docs:app/host': 'host/shout' } },
}));
mkdirSync(join(application.folder, 'node_modules/host'));
application.write('node_modules/host/package.json', JSON.stringify({
  name: 'host', version: '1.0.0', type: 'module', exports: { './shout': './shout.js' },
}));
application.write('node_modules/host/shout.js', 'export const decorate = (text) => text.toUpperCase();');
application.write('package.mjs', `
  import { greet } from 'greeter';
  console.log(greet('ada'));`);

describe.each(engines)('in $name', (engine) => {
  test('the application runs, with a cold and with a warm cache', () => {
    expectResult(application.run(engine, 'main.node.js'));
    expectResult(application.run(engine, 'main.node.js'));
  });

  test('a component is imported in every way, and is where its file is', () => {
    const { stdout, stderr } = application.run(engine, 'ways.mjs');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({ same: true, sums: [42, 42, 42, 42, 42], where: true });
  });

  test('CommonJS requires components, whose imports are found from beside them', () => {
    const { stdout, stderr } = application.run(engine, 'first.cjs');
    if (engine.name === 'deno') {
      // It finds no imports of modules that hooks give to `require`.
      expect(stderr).toContain('Cannot resolve module "./host.js"');
      return;
    }
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(['hello, you!', true, 'undefined']);
  });

  test('a component in a package has its options from there, and finds other packages', () => {
    const { stdout, stderr } = application.run(engine, 'package.mjs');
    expect({ stdout, stderr }).toEqual({ stdout: 'ADA\n', stderr: '' });
  });

  test('core modules are left to the engine', () => {
    const { stdout } = application.run(engine, 'core.mjs');
    expect(stdout.trim()).toBe(engine.name === 'bun' ? join(application.folder, 'core.wasm') : '1');
  });

  test('a module that is required has no top-level await, nor has one with core modules in files', () => {
    const { code, stdout, stderr } = application.run(engine, 'sync.cjs');
    expect({ code, stdout: stdout.trim(), stderr }).toEqual({ code: 0, stdout: 'ada@example.org true', stderr: '' });
  });

  test('without a cache it is the same', () => {
    expectResult(application.run(engine, 'main.node.js', { WCM2JS_CACHE: '0' }));
  });
});

test('stacks lead to the WIT of the component', () => {
  application.write('throwing.js', "export const decorate = () => { throw new Error('no'); };");
  application.write('stack.mjs', `
    import { greet } from './greeter.wasm';
    try { greet('ada'); } catch ({ stack }) { console.log(stack); }`);
  const options = JSON.stringify({ map: { 'docs:app/host': './throwing.js' } });
  const { name, command: [binary, ...args] } = node;
  const mapped = { name, command: [binary, '--enable-source-maps', ...args] } as const;
  const { stdout } = application.run(mapped, 'stack.mjs', { WCM2JS_OPTIONS: options });
  expect(stdout).toMatch(/at decorate .*throwing\.js:1:\d+\)\n *at docs:app\/host#decorate .*greeter\.wit:\d+:\d+\)\n/);
  expect(stdout).toMatch(/at greet .*greeter\.wit:\d+:\d+\)\n/);
});
