/**
 * What a module of call adapters is given: memories and functions of the components as they are, and a few functions
 * in JavaScript for what is rare.
 *
 *     {
 *       memory0: core0_memory, utf80: (ptr, length) => checkUtf8(core0_memory, ptr, length),
 *       callee0: core1_put, trap0: trapWith,
 *     }
 */
import type { Expression, Identifier } from 'estree';
import type { CallAdapter, CoreModulePlan } from '../../planner/plan.ts';
import { declare, literal } from '../builders.ts';
import type { Body, Output } from '../output.ts';
import { expression, statements } from '../template.ts';
import { guard } from '../adapters/guard.ts';
import { whileStaying } from '../adapters/memory.ts';
import { FLAT_INLINE } from '../values/place.ts';
import { transfer } from '../values/transfer.ts';
import type { CallImport, CallModule } from './module.ts';

type CallsPlan = Extract<CoreModulePlan, { kind: 'calls' }>;

/** The import object's entries. */
export function callImports(
  out: Output, { calls }: CallsPlan, { imports, texts }: CallModule,
): (readonly [module: string, name: string, value: Expression])[] {
  // A handler above one of the calls must not see the error.
  const uncatchable = calls.some((index) => callOf(out, index).checks.uncatchable);
  const valueOf = (item: CallImport): Expression => {
    switch (item.kind) {
      case 'memory': return out.ref(out.plan.memories[item.memory]!.ref);
      case 'utf8': return utf8Check(out, item.memory, uncatchable);
      case 'handle': return handlePasser(out, item, uncatchable);
      case 'dropped': return inJavaScript(out, out.body(), [], uncatchable,
        expression`${out.shim('checkBorrowsDropped')}(${out.table(item.instance)})`);
      case 'realloc': return realloc(out, item.realloc);
      case 'callee': return out.ref(callOf(out, item.adapter).callee);
      case 'post-return': return postReturn(out, callOf(out, item.adapter));
      case 'flag': return out.plan.instances[item.instance]!.mayLeave === 'core'
        ? out.mayLeaveGlobal(item.instance)
        : expression`() => ${out.mayLeave(item.instance)}`;
      case 'trap': return trapWith(out, texts, uncatchable);
    }
  };
  return imports.map((item) => ['', item.name, valueOf(item)]);
}

const callOf = (out: Output, index: number): CallAdapter => out.plan.adapters[index] as CallAdapter;

function utf8Check(out: Output, memory: number, uncatchable: boolean): Expression {
  const body = out.body();
  const params = [body.local('ptr'), body.local('length')];
  const ref = out.ref(out.plan.memories[memory]!.ref);
  return inJavaScript(out, body, params, uncatchable, expression`${out.shim('checkUtf8')}(${[ref, ...params]})`);
}

/** `(index) => lowerOwn(handles2, 0, liftOwn(handles1, index, 0))` */
function handlePasser(
  out: Output, { shape, from, to }: Extract<CallImport, { kind: 'handle' }>, uncatchable: boolean,
): Expression {
  const body = out.body();
  const index = body.local('index');
  const cx = { out, body, from, to, lenders: undefined, transfer };
  const source = { kind: 'flat', values: [{ value: index, type: 'i32' }] } as const;
  const [passed] = transfer(cx, shape, source, shape, FLAT_INLINE, 'handle');
  return inJavaScript(out, body, [index], uncatchable, passed!);
}

/** A function for what may throw; `uncatchable`: core code above has handlers, which must not see the error. */
function inJavaScript(
  out: Output, body: Body, params: readonly Identifier[], uncatchable: boolean, value: Expression,
): Expression {
  if (!uncatchable) return expression`(${[...params]}) => ${value}`;
  const guarded = guard(out, body, statements`return ${value};`, { mayLeave: undefined, catches: false, uncatchable });
  return expression`(${[...params]}) => { ${guarded} }`;
}

/** The module checks what it returns. Where its flag is a variable of JavaScript, that is set here. */
function realloc(out: Output, index: number): Expression {
  const { ref, clearsMayLeave } = out.plan.reallocs[index]!;
  if (clearsMayLeave === undefined) return out.ref(ref);
  const body = out.body();
  const args = ['ptr', 'oldSize', 'align', 'newSize'].map((hint) => body.local(hint));
  const result = body.local('result');
  const call = [declare(result, expression`${out.ref(ref)}(${args})`)];
  return expression`(${args}) => {
    ${whileStaying(out, clearsMayLeave, call)}
    return ${result};
  }`;
}

function postReturn(out: Output, { postReturn: ref, lift, checks }: CallAdapter): Expression {
  if (ref === undefined) throw new Error('a call has no post-return');
  if (!checks.postReturnClearsMayLeave) return out.ref(ref);
  const body = out.body();
  const args = lift.signature.core.results.map(() => body.local('ret'));
  const call = statements`${out.ref(ref)}(${args});`;
  return expression`(${args}) => { ${whileStaying(out, lift.options.instance, call)} }`;
}

/** One function for all modules that trap for the same reasons. */
function trapWith(out: Output, texts: readonly string[], uncatchable: boolean): Expression {
  const key = JSON.stringify([uncatchable, texts]);
  return out.helper(`trap ${key}`, 'trapWith', (name) => {
    const text = out.body().local('text');
    const chosen = expression`[${texts.map(literal)}][${text}]`;
    const body = uncatchable
      ? statements`${out.storedError()} ??= new WebAssembly.RuntimeError(${chosen});`
      : statements`${out.shim('trap')}(${chosen});`;
    return statements`function ${name}(${text}) { ${body} }`;
  });
}
