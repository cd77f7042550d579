/**
 * Memories and `realloc`s as the emitted code has them.
 *
 *     const memory = memoryViews(core0_memory);
 *
 *     function realloc(ptr, oldSize, align, newSize) {
 *       const before = state.entered;
 *       state.entered = 2;
 *       mayLeave = 0;
 *       ptr = core0_cabi_realloc(ptr, oldSize, align, newSize) >>> 0;
 *       mayLeave = 1;
 *       checkRealloc(memory, ptr, align, newSize);
 *       state.entered = before;
 *       return ptr;
 *     }
 */
import type { Statement } from 'estree';
import { declare } from '../builders.ts';
import type { Body, Output } from '../output.ts';
import { expression, statements } from '../template.ts';
import { aroundThread } from '../threads.ts';
import { pointerFromCore, pointerToCore } from '../values/pairs.ts';
import { isProtected } from './phases.ts';

export function emitMemory(out: Output, index: number): Statement[] {
  const { ref } = out.plan.memories[index]!;
  return [declare(out.memory(index), expression`${out.shim('memoryViews')}(${out.ref(ref)})`)];
}

export function emitRealloc(out: Output, index: number): Statement[] {
  const { ref, memory, clearsMayLeave, thread } = out.plan.reallocs[index]!;
  const { pointer } = out.plan.memories[memory]!;
  const views = out.memory(memory);
  const body = out.body();
  const [ptr, oldSize] = [body.local('ptr'), body.local('oldSize')];
  const [align, newSize] = [body.local('align'), body.local('newSize')];
  const args = [ptr, oldSize, align, newSize].map((arg) => pointerToCore(pointer, arg));
  const call = statements`${ptr} = ${pointerFromCore(out, pointer, expression`${out.ref(ref)}(${args})`)};`;
  const { before, after } = enterGuest(out, body, index);
  const around = thread === undefined ? { before: [], after: [] } : aroundThread(out, body, thread);
  const run = [...around.before, ...call, ...around.after];
  const checked = expression`${out.shim('checkRealloc')}(${views}, ${ptr}, ${align}, ${newSize})`;
  body.add(
    before,
    clearsMayLeave === undefined ? run : whileStaying(out, clearsMayLeave, run),
    after.length === 0 ? statements`return ${checked};` : [statements`${checked};`, after, statements`return ${ptr};`].flat(),
  );
  return statements`
    function ${out.realloc(index)}(${ptr}, ${oldSize}, ${align}, ${newSize}) {
      ${body.statements}
    }`;
}

/**
 * Where arguments may be lowered by user code, an error in the guest is told from one in that by the flag.
 */
function enterGuest(
  out: Output, body: Body, index: number,
): { readonly before: Statement[]; readonly after: Statement[] } {
  const isUsed = out.plan.adapters.some((adapter) =>
    (adapter.kind === 'lift' || adapter.kind === 'task-lift')
    && adapter.options.realloc === index && isProtected(out, adapter))
    || out.plan.codecs.some(({ lowers, options }) => lowers && options.realloc === index);
  if (!isUsed) return { before: [], after: [] };
  const [entered, before] = [out.entered(), body.local('before')];
  return {
    before: statements`
      const ${before} = ${entered};
      ${entered} = 2;`,
    after: statements`${entered} = ${before};`,
  };
}

/** Runs with the may-leave flag of an instance cleared. */
export function whileStaying(out: Output, instance: number, run: readonly Statement[]): Statement[] {
  const mayLeave = out.mayLeave(instance);
  return statements`
    ${mayLeave} = 0;
    ${[...run]}
    ${mayLeave} = 1;`;
}
