/**
 * How nodes look: astring's generators, with those replaced that print wrongly, or less readably than a
 * person would.
 */
import type * as ESTree from 'estree';
import {
  writeArrow, writeBinary, writeCallee, writeFunction, writeLiteral, writeMethod,
} from './expressions.ts';
import { ARGUMENTS, ARRAY, NAMES, OBJECT, writeList } from './lists.ts';
import { MODULE_GENERATORS } from './modules.ts';
import type { Generators, State } from './state.ts';
import { BASE, asBase } from './state.ts';
import { writeBlock, writeFor, writeIf, writeStatements, writeSwitch } from './statements.ts';

const OWN = {
  Literal: writeLiteral,
  Program: ({ body }: ESTree.Program, state: State) => writeStatements(body, state),
  BlockStatement: writeBlock,
  ClassBody: writeBlock,
  IfStatement: writeIf,
  ForStatement: writeFor,
  SwitchStatement: writeSwitch,
  ...MODULE_GENERATORS,
  ObjectExpression(node: ESTree.ObjectExpression, state: State) {
    writeList(node.properties, state, OBJECT);
  },
  ObjectPattern: ({ properties }: ESTree.ObjectPattern, state: State) => writeList(properties, state, NAMES),
  ArrayExpression: ({ elements }: ESTree.ArrayExpression, state: State) => writeList(elements, state, ARRAY),
  ArrayPattern: ({ elements }: ESTree.ArrayPattern, state: State) => writeList(elements, state, ARRAY),
  BinaryExpression: writeBinary,
  LogicalExpression: writeBinary,
  CallExpression(node: ESTree.SimpleCallExpression, state: State) {
    writeCallee(node, state);
    if (node.optional) state.write('?.');
    writeList(node.arguments, state, ARGUMENTS);
  },
  NewExpression(node: ESTree.NewExpression, state: State) {
    state.write('new ');
    writeCallee(node, state);
    writeList(node.arguments, state, ARGUMENTS);
  },
  FunctionDeclaration: writeFunction,
  FunctionExpression: writeFunction,
  ArrowFunctionExpression: writeArrow,
  MethodDefinition: writeMethod,
  Property(node: ESTree.Property, state: State) {
    if (node.method || node.kind !== 'init') return writeMethod(node, state);
    asBase(node, state);
  },
};

export const GENERATORS: Generators = { ...BASE, ...OWN };
