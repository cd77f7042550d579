/**
 * How the output gets at the host's functions and classes: each that is used is bound to a name once,
 * before any code of the component runs; one that is missing is reported by its interface and name.
 *
 *     import { stdout } from '@bytecodealliance/preview2-shim/cli';
 *     const { OutputStream, getStdout = missingImport('wasi:cli/stdout@0.2.3', 'getStdout') } = stdout;
 *
 * In instantiation mode the first line is
 *
 *     const stdout = imports['wasi:cli/stdout@0.2.3'] ?? imports['wasi:cli/stdout'] ?? {};
 */
import type {
  AssignmentProperty, Expression, Identifier, ImportDeclaration, ModuleDeclaration, Statement,
} from 'estree';
import type { HostImport } from '../planner/plan.ts';
import { absentImport } from './absent-imports.ts';
import { declare, literal, member, objectKey } from './builders.ts';
import { interfaceHint } from './hints.ts';
import { identifierFrom } from './names.ts';
import type { Output, UsedValue } from './output.ts';
import { expression } from './template.ts';

/** A value of the host's on the way to those that are used. */
interface Place {
  /** Its name in the output, if it has one, and others that it goes by. */
  id: Identifier | undefined;
  readonly aliases: Identifier[];
  /** What it is in the plan, if that is used itself and not only something in it. */
  used: UsedValue | undefined;
  readonly hint: string;
  /** The extern name of the import that it is of, for messages. */
  readonly from: string;
  readonly members: Map<string, Place>;
}

/** The statements that bind the host's values in a function that is given the import object `imports`. */
export function bindFromObject(out: Output, imports: Identifier): Statement[] {
  return usedImports(out).flatMap(({ place, host }) => {
    if (isInstantiated(out, host)) return [];
    const value = host.kind === 'instance'
      ? instanceOf(out, imports, host.name)
      : itemOf(out, imports, host.name, place.used);
    return [declare(nameOf(out, place), value), ...bindMembers(out, place, imports)];
  });
}

/** The names of what a host's component exports, once it is instantiated as `instance`. */
export function bindInstantiated(out: Output, index: number, instance: Expression): Statement[] {
  const used = usedImports(out).find(({ host }) => host === out.plan.imports[index]);
  if (used === undefined) return [{ type: 'ExpressionStatement', expression: instance }];
  return [declare(nameOf(out, used.place), instance), ...bindMembers(out, used.place)];
}

/** The ES module's imports, and the statements that bind what they don't. */
export function bindFromModules(out: Output): { imports: ModuleDeclaration[]; statements: Statement[] } {
  const modules = new Map<string, Place>();
  for (const { place, host } of usedImports(out)) {
    if (isInstantiated(out, host)) continue;
    const root = modules.get(host.specifier) ?? newPlace(interfaceHint(host.specifier), host.name);
    modules.set(host.specifier, root);
    graft(at(root, host.member, host.name), place);
  }
  // The names of imports first: what is bound from them may need one.
  const imports = [...modules].flatMap(([specifier, place]) => importsOf(out, specifier, place));
  const statements = [...modules.values()].flatMap((root) => [
    ...root.aliases.map((alias) => declare(alias, nameOf(out, root))),
    ...[...root.members.values()].flatMap((place) => bindMembers(out, place)),
  ]);
  return { imports, statements };
}

// ---------------------------------------------------------------------------------------------- places

/** The imports that are used, as trees of the members that are. */
function usedImports(out: Output): readonly { readonly host: HostImport; readonly place: Place }[] {
  return [...out.uses.hostValues].sort(([a], [b]) => a - b).map(([index, values]) => {
    const host = out.plan.imports[index]!;
    const place = newPlace(interfaceHint(host.name), host.name);
    for (const used of values.values()) {
      Object.assign(at(place, used.value.path, host.name), { id: used.id, used });
    }
    return { host, place };
  });
}

const newPlace = (hint: string, from: string): Place =>
  ({ id: undefined, aliases: [], used: undefined, hint, from, members: new Map() });

/** The place at the end of `path` from `root`, made if it isn't there. */
function at(root: Place, path: readonly string[], from: string): Place {
  let place = root;
  for (const key of path) {
    const next = place.members.get(key) ?? newPlace(identifierFrom(key), from);
    place.members.set(key, next);
    place = next;
  }
  return place;
}

/** Puts what is wanted at `place` to what is wanted at `known`: they are the same. */
function graft(known: Place, place: Place): void {
  if (known.id === undefined) known.id = place.id;
  else if (place.id !== undefined) known.aliases.push(place.id);
  for (const [key, child] of place.members) {
    const knownChild = known.members.get(key);
    if (knownChild === undefined) known.members.set(key, child);
    else graft(knownChild, child);
  }
}

/** The place's name, given now if it has none. */
const nameOf = (out: Output, place: Place): Identifier =>
  (place.id ??= out.topLevel(place.hint, `${place.hint}Interface`));

/** True of what a host's component exports: it is there when that is instantiated. */
const isInstantiated = ({ plan }: Output, host: HostImport): boolean =>
  plan.steps.some((step) => step.kind === 'instantiate-host' && plan.imports[step.import] === host);

// ---------------------------------------------------------------------------------------------- statements

/** `import … from 'specifier'`: one for the default and the named members, one for the namespace. */
function importsOf(out: Output, specifier: string, place: Place): ModuleDeclaration[] {
  const source = { type: 'Literal' as const, value: specifier };
  const declarations: ModuleDeclaration[] = [];
  const declareImport = (specifiers: ImportDeclaration['specifiers']): void => {
    if (specifiers.length === 0) return;
    declarations.push({ type: 'ImportDeclaration', specifiers, source, attributes: [] });
  };
  if (place.id !== undefined) declareImport([{ type: 'ImportNamespaceSpecifier', local: place.id }]);
  const members = [...place.members].sort(([a], [b]) => Number(b === 'default') - Number(a === 'default'));
  declareImport(members.map(([key, child]) => {
    const local = nameOf(out, child);
    if (key === 'default') return { type: 'ImportDefaultSpecifier', local };
    return { type: 'ImportSpecifier', imported: objectKey(key), local };
  }));
  return declarations;
}

/** `const { a, b = missingImport(…) } = place;`, and so on down. */
function bindMembers(out: Output, place: Place, offered?: Identifier): Statement[] {
  const aliases = place.aliases.map((alias) => declare(alias, nameOf(out, place)));
  if (place.members.size === 0) return aliases;
  const children = [...place.members];
  const inherited = children.filter(([key]) => key in Object.prototype);
  const own = children.filter(([key]) => !(key in Object.prototype));
  const from = nameOf(out, place);
  const properties = own.map(([key, child]) =>
    withDefault(key, nameOf(out, child), missing(out, child, key, offered)));
  return [
    ...aliases,
    ...(properties.length > 0 ? [declare({ type: 'ObjectPattern', properties }, from)] : []),
    ...inherited.map(([key, child]) => declare(nameOf(out, child), expression`
      ${out.shim('hostMember')}(${from}, ${key}) ?? ${missing(out, child, key, offered)}
    `)),
    ...children.flatMap(([, child]) => bindMembers(out, child, offered)),
  ];
}

/** `key: name = otherwise` in a pattern. */
function withDefault(key: string, name: Identifier, otherwise: Expression): AssignmentProperty {
  return {
    type: 'Property',
    kind: 'init',
    key: objectKey(key),
    value: { type: 'AssignmentPattern', left: name, right: otherwise },
    computed: false,
    method: false,
    shorthand: key === name.name,
  };
}

function missing(out: Output, { from, used }: Place, key: string, offered: Identifier | undefined): Expression {
  // Modules are linked whole; only an import object can lack something.
  const absent = offered === undefined ? undefined : absentImport(out, used);
  if (absent !== undefined) return absent;
  const args = [literal(from), literal(key), ...(offered === undefined ? [] : [offered])];
  return expression`${out.shim('missingImport')}(${args})`;
}

/** Looked up with its version, then without; one that is missing shows by its members. */
function instanceOf(out: Output, imports: Identifier, name: string): Expression {
  const keys = [...new Set([name, withoutVersion(name)])];
  return keys.map((key) => found(out, imports, key))
    .concat({ type: 'ObjectExpression', properties: [] })
    .reduce((left, right) => expression`${left} ?? ${right}`);
}

const withoutVersion = (name: string): string => name.replace(/@.*$/, '');

/** A function, class, module or component: itself, or the `default` of a module. */
function itemOf(out: Output, imports: Identifier, name: string, used: UsedValue | undefined): Expression {
  const item = found(out, imports, name);
  const absent = absentImport(out, used) ?? expression`${out.shim('missingImport')}(${name}, ${''}, ${imports})`;
  return expression`${item}?.default ?? ${item} ?? ${absent}`;
}

/** What the host gives under this name, and not what every object has. */
function found(out: Output, imports: Identifier, name: string): Expression {
  return name in Object.prototype ? expression`${out.shim('hostMember')}(${imports}, ${name})` : member(imports, name);
}
