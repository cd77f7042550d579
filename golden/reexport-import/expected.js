// reexport-import: a WebAssembly component as a JavaScript module, written by wcm2js.

function missingImport(from, name, offered = {}) {
  const withoutVersion = (key) => key.replace(/@.*/, '');
  const others = Object.keys(offered).filter((key) => withoutVersion(key) === withoutVersion(from));
  const versions = others.length > 0 ? `; offered: ${others.join(', ')}` : '';
  throw new WebAssembly.LinkError(`missing import ${from}${name && `: ${name}`}${versions}`);
}

export async function instantiate(getCoreModule, imports = {}, instantiateCore = WebAssembly.instantiate) {
  if (typeof getCoreModule === 'object') return instantiate(undefined, getCoreModule ?? imports,
    instantiateCore);

  const api = imports['local:host/api'] ?? ({});
  const { f = missingImport('local:host/api', 'f', imports) } = api;
  const g = (imports.g?.default ?? imports.g) ?? missingImport('g', '', imports);

  const againInterface = { f };
  return { 'local:host/again': againInterface, again: againInterface, h: g };
}
