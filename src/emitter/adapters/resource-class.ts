/**
 * The class of a guest's resource, as JavaScript sees it (js-mapping.md, "Values"; CanonicalABI.md, `canon
 * lift` of its members).
 *
 *     const counterRep = Symbol('counter');
 *     const counterRegistry = new FinalizationRegistry((holder) => { … });
 *
 *     class Counter {
 *       constructor(start) {
 *         …
 *         adoptRep(this, counterRep, liftOwn(handles, ret, 0), counterRegistry);
 *       }
 *
 *       increment() {
 *         if (state.entered) cannotEnter();
 *         const self = this?.[counterRep]?.rep ?? wrongInstance(Counter, this, 'Counter.increment: this');
 *         …
 *       }
 *
 *       [disposeSymbol]() {
 *         const rep = ownedRep(this, counterRep);
 *         if (rep === undefined) return;
 *         if (state.entered) cannotEnter();
 *         releaseRep(this, counterRep);
 *         state.entered = 2;
 *         core0_counter_dtor(rep);
 *         state.entered = 0;
 *       }
 *     }
 */
import type { Identifier, Statement } from 'estree';
import type { LiftAdapter, Resource, ResourceMember, TaskLiftAdapter } from '../../planner/plan.ts';
import { comment } from '../builders.ts';
import type { Output } from '../output.ts';
import { placed } from '../source-map/origin.ts';
import { expression, statements } from '../template.ts';
import { callDestructor, repKey } from '../values/handles.ts';
import { liftFunction } from './lift.ts';
import { membersOf } from './members.ts';
import { functionName } from './title.ts';
import { taskLiftFunction } from './task-lift.ts';

/** The class of `Plan.resources[index]`, which the host gets to see. */
export function emitResourceClass(out: Output, index: number): Statement[] {
  const resource = out.plan.resources[index]!;
  if (resource.origin.kind === 'host') return [];
  const members = membersOf(out.plan, index);
  const parts = members.flatMap((member) => emitMember(out, member, out.resourceClass(index)));
  if (!members.some(({ kind }) => kind === 'constructor')) parts.unshift(noConstructor(out.resourceClass(index)));
  const body = [...parts, dispose(out, index, resource.origin)];
  return statements`
    class ${out.resourceClass(index)} {
      ${body}
    }`;
}

type ClassMember = Extract<Statement, { type: 'ClassDeclaration' }>['body']['body'][number];

/** The one member of a class that a template says. */
function memberOf(declaration: readonly Statement[]): ClassMember {
  const [first] = declaration;
  const member = first?.type === 'ClassDeclaration' ? first.body.body[0] : undefined;
  if (member === undefined) throw new Error('a class of one member was expected');
  return member;
}

function emitMember(out: Output, member: ResourceMember, Class: Identifier): ClassMember[] {
  const { kind, name, adapter: index } = member;
  const adapter = out.plan.adapters[index]!;
  if (adapter.kind !== 'lift' && adapter.kind !== 'task-lift') return [];
  const { wit } = adapter.signature;
  const ownName = out.settings.sourcemap === false ? undefined : functionName(wit);
  // A constructor's name is that of the class, which its users see.
  if (ownName !== undefined && kind !== 'constructor') {
    const owner = kind === 'static' ? Class : expression`${Class}.prototype`;
    out.uses.named.push({ value: expression`${owner}.${name}`, name: ownName });
  }
  const emitted = adapter.kind === 'lift' ? liftMember(out, adapter, kind, name) : taskMember(out, adapter, kind, name);
  return comment(placed([emitted as unknown as Statement], out.origin(wit)), wit) as unknown as ClassMember[];
}

function liftMember(out: Output, adapter: LiftAdapter, kind: ResourceMember['kind'], name: string): ClassMember {
  const { params, body } = liftFunction(out, adapter, kind);
  return memberOf(kind === 'constructor'
    ? statements`class X { constructor(${params}) { ${body} } }`
    : kind === 'static'
      ? statements`class X { static ${name}(${params}) { ${body} } }`
      : statements`class X { ${name}(${params}) { ${body} } }`);
}

/** The same for one that runs as a task. */
function taskMember(out: Output, adapter: TaskLiftAdapter, kind: ResourceMember['kind'], name: string): ClassMember {
  const { params, body } = taskLiftFunction(out, adapter, kind);
  return memberOf(kind === 'method'
    ? statements`class X { async ${name}(${params}) { ${body} } }`
    : statements`class X { static async ${name}(${params}) { ${body} } }`);
}

function noConstructor(Class: Identifier): ClassMember {
  return memberOf(statements`
    class X {
      constructor() { throw new TypeError(${`${Class.name} has no constructor`}); }
    }`);
}

type GuestOrigin = Extract<Resource['origin'], { kind: 'guest' }>;

function dispose(out: Output, index: number, origin: GuestOrigin): ClassMember {
  const body = out.body();
  const [rep, key] = [body.local('rep'), repKey(out, index)];
  const release = expression`${out.shim('releaseRep')}(this, ${key})`;
  const { entered } = out.plan.facts;
  const test = entered ? statements`if (${out.entered()}) ${out.shim('cannotEnter')}();` : [];
  const check = !out.lent.has(index) ? []
    : statements`${out.shim('checkNotLent')}(this, ${key}, ${out.resourceClass(index).name});`;
  const destroy = [
    ...check,
    ...origin.dtor === undefined ? [] : test,
    ...statements`${release};`,
    ...callDestructor(out, origin, rep),
  ];
  return memberOf(statements`
    class X {
      [${out.shim('disposeSymbol')}]() {
        const ${rep} = ${out.shim('ownedRep')}(this, ${key});
        if (${rep} === undefined) return;
        ${destroy}
      }
    }`);
}
