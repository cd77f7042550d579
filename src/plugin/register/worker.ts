/** The worker of in-worker.ts: one request, one answer, whatever happens. */
import { workerData } from 'node:worker_threads';
import { failureOf } from './failure.ts';
import type { Answer, Job } from './in-worker.ts';

const { request, port, done } = workerData as Job;

async function answer(): Promise<Answer> {
  try {
    const { compile } = await import('./compile.ts');
    return { kind: 'contents', contents: compile(request) };
  } catch (error) {
    try {
      return { kind: 'failure', failure: failureOf(error) };
    } catch {
      return { kind: 'other', text: String(error) };
    }
  }
}

port.postMessage(await answer());
Atomics.store(done, 0, 1);
Atomics.notify(done, 0);
