/**
 * Names of components, and the JavaScript names made of them: casing, the parts of extern names, and names
 * that must be unique among their neighbours (Explainer.md, “Import and Export Definitions”; js-mapping.md,
 * “Names”).
 *
 * What comes out is always plain text: whoever prints it as code encodes it, or asks `isIdentifier` first.
 * Names of exports are in `export-names.ts`.
 */

/** `externname`, taken apart. */
export type ParsedName =
  /** A plain label, or anything that is of no other form. */
  | { readonly kind: 'label'; readonly name: string }
  | { readonly kind: 'constructor'; readonly resource: string }
  | { readonly kind: 'method' | 'static'; readonly resource: string; readonly name: string }
  | InterfaceName;

/** `interfacename`: `ns:pkg/name@version`. */
export interface InterfaceName {
  readonly kind: 'interface';
  /** More than one only in nested namespaces (🪺). */
  readonly namespaces: readonly string[];
  readonly package: string;
  /** The projections; more than one only in nested packages (🪺). */
  readonly path: readonly string[];
  /** The last of `path`. */
  readonly name: string;
  readonly version: string | undefined;
}

const ANNOTATED = /^\[(constructor|method|static)\]([^.]+)(?:\.([^.]+))?$/;
const INTERFACE = /^([^/@]+:[^/@:]+)((?:\/[^/@]+)+)(?:@(.+))?$/;

/** The parts of an extern name. Never fails: a name that validation would refuse is a label. */
export function parseExternName(text: string): ParsedName {
  const [, annotation, resource, member] = ANNOTATED.exec(text) ?? [];
  if (resource !== undefined) {
    if (annotation === 'constructor') return { kind: 'constructor', resource };
    if (member !== undefined) return { kind: annotation as 'method' | 'static', resource, name: member };
  }
  const [, id, projections, version] = INTERFACE.exec(text) ?? [];
  if (id === undefined || projections === undefined) return { kind: 'label', name: text };
  const words = id.split(':');
  const path = projections.slice(1).split('/');
  return {
    kind: 'interface',
    namespaces: words.slice(0, -1),
    package: words.at(-1) as string,
    path,
    name: path.at(-1) as string,
    version,
  };
}

/** `do-mixed` → `doMixed`, `HTTP-server` → `httpServer`, `x-Y-z` → `xYZ`. */
export function lowerCamelCase(label: string): string {
  const [first = '', ...rest] = label.split('-');
  return [first.toLowerCase(), ...rest.map(capitalised)].join('');
}

/** `http-conn` → `HttpConn`. */
export function upperCamelCase(label: string): string {
  return label.split('-').map(capitalised).join('');
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();
}

/** True if the text can stand behind a dot, and as the name of a property or an export without quotes. */
export function isIdentifierName(text: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(text);
}

/** True if the text can name a variable, function, class or type in an ES module. */
export function isIdentifier(text: string): boolean {
  return isIdentifierName(text) && !RESERVED.has(text);
}

/** What can't name a variable in a module: it is always strict, and `await` is a keyword in it. */
const RESERVED: ReadonlySet<string> = new Set([
  'arguments', 'await', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default',
  'delete', 'do', 'else', 'enum', 'eval', 'export', 'extends', 'false', 'finally', 'for', 'function', 'if',
  'implements', 'import', 'in', 'instanceof', 'interface', 'let', 'new', 'null', 'package', 'private',
  'protected', 'public', 'return', 'static', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof',
  'var', 'void', 'while', 'with', 'yield',
]);

/** Globals in lower case that generated functions rely on: a local of theirs must not hide one. */
const HIDDEN: ReadonlySet<string> = new Set(['undefined']);

/** An identifier made of a name: a reserved word gets a `_` behind it. */
export function safeIdentifier(name: string): string {
  const text = name.replace(/[^\w$]/g, '_').replace(/^(?=\d|$)/, '_');
  return RESERVED.has(text) || HIDDEN.has(text) ? `${text}_` : text;
}

/** `base` if it is free, else with a number behind it that makes it so, the first of a few; taken from then on. */
export function claim(taken: Set<string>, base: string): string {
  const stem = /\d$/.test(base) ? `${base}_` : base;
  const name = taken.has(base) ? `${stem}${freeNumber((number) => taken.has(`${stem}${number}`))}` : base;
  taken.add(name);
  return name;
}

const FEW = 16;

/** Looks at all numbers up to a few, and then for where a long row of taken ones ends. */
function freeNumber(isTaken: (number: number) => boolean): number {
  for (let number = 2; number <= FEW; number++) if (!isTaken(number)) return number;
  let low = FEW;
  let high = 2 * FEW;
  for (; isTaken(high); high *= 2) low = high;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isTaken(middle)) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * The keys under which JavaScript knows things that stand side by side, such as a record's fields: each in
 * lowerCamelCase, or, where that would be another's too, under its WIT name. All distinct if the names are.
 */
export function assignKeys(
  names: readonly string[], toKey: (name: string) => string = lowerCamelCase,
): string[] {
  // A name that is its own key must get it: no other name reaches it.
  const taken = new Set(names.filter((name) => toKey(name) === name));
  return names.map((name) => {
    const key = toKey(name);
    if (key === name || taken.has(key)) return name;
    taken.add(key);
    return key;
  });
}

/** Identifiers for a function's parameters: lowerCamelCase, distinct, no reserved words. */
export function assignLocals(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => claim(taken, safeIdentifier(lowerCamelCase(name))));
}
