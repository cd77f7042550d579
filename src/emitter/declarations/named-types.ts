/**
 * Named WIT types as TypeScript declarations: records and flags are interfaces, variants and enums unions,
 * resources classes.
 *
 *     export type Shape = ShapeCircle | ShapeEmpty;
 *     export interface ShapeCircle { tag: 'circle', val: number }
 *     export interface ShapeEmpty { tag: 'empty' }
 */
import type { NamedType, TypeDefinition, TypeExpr, WitFunc } from '../../planner/world.ts';
import { quote } from '../quote.ts';
import { indent, jsdoc } from './comments.ts';
import { exportAs, propertyName } from './file.ts';
import type { DeclarationFile } from './file.ts';
import { memberLines } from './functions.ts';
import type { Side } from './functions.ts';
import { caseText, fieldText, typeText } from './types.ts';

export interface TypeContext {
  readonly file: DeclarationFile;
  readonly side: Side;
  /** The classes of resources are there at run time, under their keys. */
  readonly values: boolean;
}

/** The declaration of a type, and how it is exported. */
export function declareType(type: NamedType, context: TypeContext): string[] {
  const { file, values } = context;
  const local = file.typeName({ interface: file.owner, name: type.name, js: type.js });
  if (!isClass(type, context)) {
    const direct = local === type.js;
    const lines = definitionLines(type, local, direct ? 'export' : 'declare', context);
    return direct ? lines : [...lines, exportAs(local, type.js, 'type ')];
  }
  const keys = values ? type.keys : [];
  const direct = local === type.js && keys.includes(local);
  return [
    ...definitionLines(type, local, direct ? 'export' : 'declare', context),
    ...(keys.includes(type.js) ? [] : [exportAs(local, type.js, 'type ')]),
    ...keys.filter((key) => !(direct && key === local)).map((key) => exportAs(local, key)),
  ];
}

/** True if a value is declared, too. A class that the host has elsewhere isn't asked for a second time. */
function isClass({ definition, keys }: NamedType, { side }: TypeContext): boolean {
  return definition.kind === 'resource' || (keys.length > 0 && side === 'component');
}

function definitionLines(type: NamedType, local: string, head: string, context: TypeContext): string[] {
  const docs = jsdoc(type.docs);
  const { definition } = type;
  switch (definition.kind) {
    case 'alias': return [...docs, ...aliasLines(type, definition, local, head, context)];
    case 'resource': return [...docs, ...classLines(local, head, definition.members, context)];
    case 'record': return [...docs, ...recordLines(local, head, definition, context.file)];
    case 'flags': return [...docs, ...flagsLines(local, head, definition)];
    case 'enum': return [...docs, ...enumLines(local, head, definition)];
    case 'variant': return [...docs, ...variantLines(local, head, definition, context.file)];
    default: return [...docs, `${head} type ${local} = ${typeText(definition, context.file, 'js')};`];
  }
}

/** A class under another name is a value too. */
function aliasLines(
  type: NamedType, { of }: Extract<TypeDefinition, { kind: 'alias' }>, local: string, head: string,
  context: TypeContext,
): string[] {
  const name = context.file.typeName(of);
  const value = isClass(type, context) ? [`${head} const ${local}: typeof ${name};`] : [];
  return [`${head} type ${local} = ${name};`, ...value];
}

function recordLines(
  local: string, head: string, { fields }: Extract<TypeExpr, { kind: 'record' }>, file: DeclarationFile,
): string[] {
  const lines = fields.flatMap((field) =>
    [...jsdoc(field.docs), `${fieldText(field, (inner) => typeText(inner, file, 'js'))};`]);
  return [`${head} interface ${local} {`, ...indent(lines), '}'];
}

function flagsLines(local: string, head: string, { labels }: Extract<TypeExpr, { kind: 'flags' }>): string[] {
  const lines = labels.flatMap(({ js, docs }) => [...jsdoc(docs), `${propertyName(js)}?: boolean;`]);
  return [`${head} interface ${local} {`, ...indent(lines), '}'];
}

function enumLines(local: string, head: string, { labels }: Extract<TypeExpr, { kind: 'enum' }>): string[] {
  const lines = labels.flatMap(({ name, docs }) => [...jsdoc(docs), `| ${quote(name)}`]);
  return unionLines(local, head, lines);
}

/** A type of its own for each case: `switch (shape.tag)` then knows which one it is. */
function variantLines(
  local: string, head: string, { cases }: Extract<TypeExpr, { kind: 'variant' }>, file: DeclarationFile,
): string[] {
  const parts = cases.map((each) => {
    const name = file.local(local + each.js);
    const text = caseText(each, (inner) => typeText(inner, file, 'js'));
    return { name, lines: [...jsdoc(each.docs), `export interface ${name} ${text}`] };
  });
  const union = unionLines(local, head, parts.map(({ name }) => `| ${name}`));
  return [...union, ...parts.flatMap(({ lines }) => lines)];
}

/** `type A = B | C;` on one line if it fits, else one line for each. */
function unionLines(local: string, head: string, lines: readonly string[]): string[] {
  const line = `${head} type ${local} = ${lines.join(' ').slice(2)};`;
  if (line.length <= 100 && lines.every((each) => each.startsWith('|'))) return [line];
  return [`${head} type ${local} =`, ...indent([...lines.slice(0, -1), `${lines.at(-1)};`])];
}

function classLines(
  local: string, head: string, members: readonly WitFunc[], { file, side }: TypeContext,
): string[] {
  const made = members.some(({ kind, js }) => kind === 'constructor' && js.length === 0);
  return [
    `${head} class ${local} {`,
    ...indent([
      ...(made ? [] : [privateConstructor(side)]),
      ...members.flatMap((member) => memberLines(member, file, side)),
      ...(side === 'component' ? disposeLines(file) : []),
    ]),
    '}',
  ];
}

/**
 * WIT has no constructor: nobody makes instances of the component's class, and how the host's are made is its
 * own business. Any class will do for one whose constructor is private.
 */
function privateConstructor(side: Side): string {
  return side === 'component' ? 'private constructor();' : 'private constructor(...args: never);';
}

/** A class of the host's may have this method too, or not. */
function disposeLines(file: DeclarationFile): string[] {
  file.global('Disposable');
  return ['/** Drops the resource. */', `[${file.global('Symbol')}.dispose](): void;`];
}
