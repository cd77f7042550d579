// Builds out/guest.wasm: a component of 12 MB with a JavaScript engine and guest.js in it.
//
// The first run installs the tool into componentize/node_modules, from the npm registry, some 400 MB.
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('componentize/', import.meta.url));

if (!existsSync(`${folder}node_modules/@bytecodealliance/componentize-js`)) {
  const install = 'npm install --ignore-scripts --no-package-lock --no-audit --no-fund';
  execSync(install, { cwd: folder, stdio: 'inherit' });
}
await import('./componentize/main.mjs');
