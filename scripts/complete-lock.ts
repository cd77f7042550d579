// npm run lock, npm run lock:toolchains: the package-lock.json of a folder with an entry for every platform's binary package.
//
// A registry mirror may hold only some platforms' packages (@rollup/rollup-linux-x64-gnu and its like). npm
// leaves the others out of the lock file that it writes there, and `npm ci` of npm 11 then calls it out of sync.
// Their names and exact versions stand in it all the same, with those who want them; what is missing is added
// here, for the platform that the name tells.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Entry = Record<string, unknown> & {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

const PLATFORM_FIELDS = {
  os: ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'],
  cpu: ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'],
};
const LIBC: Readonly<Record<string, string>> = { gnu: 'glibc', musl: 'musl' };

const lockFile = join(process.argv[2] ?? '.', 'package-lock.json');
const lock: { packages: Record<string, Entry> } = JSON.parse(readFileSync(lockFile, 'utf8'));

/** The path at which `name` is found from the package at `from`, as Node looks it up. */
function resolve(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const path = `${folder}${folder && '/'}node_modules/${name}`;
    if (lock.packages[path]) return path;
    if (!folder) return undefined;
  }
}

/** The fields by which npm knows where a package belongs; throws when its name doesn't tell. */
function platformOf(name: string): Record<string, readonly string[]> {
  const words = name.split(/[-/]/);
  const found = (values: readonly string[]): string[] => values.filter((value) => words.includes(value));
  const [os, cpu] = [found(PLATFORM_FIELDS.os), found(PLATFORM_FIELDS.cpu)];
  if (os.length !== 1 || cpu.length !== 1) throw new Error(`${name}: for which platform?`);
  const libc = words.flatMap((word) => LIBC[word] ?? []);
  return libc.length > 0 ? { os, cpu, libc } : { os, cpu };
}

const byDepth = Object.entries(lock.packages).sort(([a], [b]) => a.split('/').length - b.split('/').length);
for (const [from, { optionalDependencies = {}, dev = false }] of byDepth) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const found = resolve(from, name);
    if (found && (lock.packages[found]?.version === version || !/^\d/.test(version))) continue;
    if (!/^\d/.test(version)) throw new Error(`${from}: ${name}@${version} is no exact version`);
    const path = found ? `${from}/node_modules/${name}` : `node_modules/${name}`;
    const fields = { ...(dev && { dev }), optional: true, ...platformOf(name) };
    // In npm's order, so that it leaves the file as it is.
    lock.packages[path] = { version, ...Object.fromEntries(Object.entries(fields).sort()) };
  }
}

const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
writeFileSync(lockFile, JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2) + '\n');
