// Takes the doc comments out of WIT files and puts them into a component, for the .d.ts that is made of it.
//
// wasm-tools drops doc comments when it embeds a world, so a finished component has none. Where it does keep
// them, in encoded WIT packages, they are in a custom section `package-docs`: a version byte, then JSON. Ours
// is that section, with the name of its package, as wasm-tools means to have it in components (its pull
// request 2532). The wasm-tools of today refuse a component that has it, so the committed files don't.
//
// Only what our own WIT needs is read: one declaration a line, worlds without docs on their items.

/**
 * Reads the doc comments of a WIT package.
 * @param {string} wit the package's files, one after another
 * @returns {object} the JSON of a `package-docs` section
 */
export function readDocs(wit) {
  const root = { worlds: {}, interfaces: {} };
  const scopes = [{ kind: 'package', target: root, name: '' }];
  let comment = [];
  for (const line of wit.split('\n').map((each) => each.trim())) {
    if (line.startsWith('///')) {
      comment.push(line.slice(3).replace(/^ /, ''));
      continue;
    }
    const docs = comment.length > 0 ? { docs: comment.join('\n') } : {};
    comment = [];
    if (line === '}') scopes.pop();
    else if (line !== '') readDeclaration(line, docs, scopes);
  }
  return root;
}

/** Notes the docs of one line in the scope that it is in, and opens its own scope if it has one. */
function readDeclaration(line, docs, scopes) {
  const scope = scopes.at(-1);
  const [, word, name = ''] = /^%?([\w-]+):?(?: %?([\w-]+))?/.exec(line) ?? [];
  let target = {};
  if (word === 'package') {
    Object.assign(scope.target, docs, { package: line.slice('package '.length, -1) });
  } else if (word === 'interface' || word === 'world') {
    target = word === 'world' ? docs : { ...docs, funcs: {}, types: {} };
    scope.target[`${word}s`][name] = target;
  } else if (/^(record|variant|enum|flags|resource|type)$/.test(word) && scope.kind === 'interface') {
    target = docs;
    scope.target.types[name] = target;
  } else if (docs.docs !== undefined) {
    readMember(line, word, docs, scopes);
  }
  if (line.endsWith('{')) scopes.push({ kind: word, target, name });
}

/** A function, or a field or case of a type. */
function readMember(line, word, docs, scopes) {
  const scope = scopes.at(-1);
  if (scope.kind === 'interface') {
    scope.target.funcs[word] = docs;
  } else if (scope.kind === 'resource') {
    const kind = word === 'constructor' ? 'constructor' : / static func\(/.test(line) ? 'static' : 'method';
    const name = `[${kind}]${scope.name}${kind === 'constructor' ? '' : `.${word}`}`;
    scopes.at(-2).target.funcs[name] = docs;
  } else {
    (scope.target.items ??= {})[word] = docs.docs;
  }
}

/**
 * Appends docs to a component.
 * @param {Uint8Array} component a binary component without a `package-docs` section
 * @param {object} docs what `readDocs` returned
 * @returns {Uint8Array} the component with the section at its end
 */
export function addDocs(component, docs) {
  const name = 'package-docs';
  const text = new TextEncoder().encode(`${name}\x01${JSON.stringify(docs)}`);
  const size = leb128(text.length + 1);
  return Uint8Array.from([...component, 0, ...size, name.length, ...text]);
}

/** An unsigned number in LEB128. */
function leb128(number) {
  return number < 0x80 ? [number] : [(number & 0x7f) | 0x80, ...leb128(number >>> 7)];
}
