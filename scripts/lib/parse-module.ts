// Reading JavaScript with its comments: acorn, set once for the build scripts.

import { parse, type AnyNode, type Comment, type Program } from 'acorn';

/** A module's tree and its comments, in source order; parentheses are nodes. */
export type ParsedModule = { readonly program: Program; readonly comments: readonly Comment[] };

/** Throws a SyntaxError, also on what came after this edition of the language. */
export function parseModule(code: string, ecmaVersion: 2022 | 'latest'): ParsedModule {
  const comments: Comment[] = [];
  const program = parse(code, {
    ecmaVersion,
    sourceType: 'module',
    allowHashBang: true,
    onComment: comments,
    locations: true,
    preserveParens: true,
  });
  return { program, comments };
}

/** The declaration in a top-level statement: itself, or what it exports. Imports and re-exports have none. */
export function declarationIn(statement: AnyNode): AnyNode | undefined {
  switch (statement.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return undefined;
    case 'ExportNamedDeclaration':
      return statement.declaration ?? undefined;
    default:
      return statement;
  }
}

/** The nodes directly under `node`, in source order. */
export function children(node: AnyNode): AnyNode[] {
  return Object.values(node).flat().filter(isNode);
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
