// jco's transpiler in a thread of its own, for one component: where it panics, as it does at latin1+utf16,
// it takes no other component from then on.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

type Files = Readonly<Record<string, Uint8Array>>;
type Options = Readonly<Record<string, unknown>>;

interface Job {
  readonly url: string;
  readonly bytes: Uint8Array;
  readonly options: Options;
}

type Answer = { readonly files: Files } | { readonly error: string };

export async function transpileApart(url: string, bytes: Uint8Array, options: Options): Promise<Files> {
  const worker = new Worker(new URL(import.meta.url),
    { workerData: { url, bytes, options } satisfies Job, stderr: true });
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    if ('error' in answer) throw new Error(answer.error);
    return answer.files;
  } finally {
    await worker.terminate();
  }
}

type Entries = readonly (readonly [string, Uint8Array])[];

interface Jco {
  transpile(bytes: Uint8Array, options: Options): Promise<{ readonly files: Files | Entries }>;
}

/** The transpiler at `url`. Version 1.9.1 gives entries. */
export async function jcoAt(url: string): Promise<(bytes: Uint8Array, options: Options) => Promise<Files>> {
  const jco = await import(url) as Jco;
  return async (bytes, options) => {
    const { files } = await jco.transpile(bytes, { ...options, noTypescript: true, quiet: true });
    return Array.isArray(files) ? Object.fromEntries(files) as Files : files as Files;
  };
}

if (!isMainThread) {
  const { url, bytes, options } = workerData as Job;
  const transpile = await jcoAt(url);
  const answer: Answer = await transpile(bytes, options).then(
    (files) => ({ files }),
    (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
  );
  parentPort!.postMessage(answer);
}
