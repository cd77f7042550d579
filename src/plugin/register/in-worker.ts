/**
 * The transpiler in a worker, which the hook waits for. In Deno a hook can't load modules that import others, and neither
 * hooks nor `require` can wait for promises.
 */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { Contents } from './cache.ts';
import { errorOf } from './failure.ts';
import type { Failure } from './failure.ts';
import type { Compile, CompileRequest } from './sources.ts';

/** What the worker is given. */
export interface Job {
  readonly request: CompileRequest;
  readonly port: MessagePort;
  /** Becomes 1 when the answer has been posted. */
  readonly done: Int32Array<SharedArrayBuffer>;
}

export type Answer =
  | { readonly kind: 'contents'; readonly contents: Contents }
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'other'; readonly text: string };

/** Longer than any component takes. */
const PATIENCE = 120_000;

/** @param worker the URL of worker.js */
export function makeCompileInWorker(worker: URL): Compile {
  return (request) => {
    const { port1, port2 } = new MessageChannel();
    const done = new Int32Array(new SharedArrayBuffer(4));
    const job: Job = { request, port: port2, done };
    const thread = new Worker(worker, { workerData: job, transferList: [port2] });
    Atomics.wait(done, 0, 0, PATIENCE);
    const answer = receiveMessageOnPort(port1)?.message as Answer | undefined;
    void thread.terminate();
    port1.close();
    if (answer?.kind === 'contents') return answer.contents;
    if (answer?.kind === 'failure') throw errorOf(answer.failure);
    throw new Error(`wcm2js could not be started in a worker: ${answer?.text ?? 'no answer'}`);
  };
}
