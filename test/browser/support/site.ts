// A static server on loopback, for files in memory.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { text } from 'node:stream/consumers';

/** What the example's own server sends, and the strictest policy that lets WebAssembly run. */
export const POLICY = 'default-src \'self\'; script-src \'self\' \'wasm-unsafe-eval\'';

export interface Site {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** The paths that were asked for, in their order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Path, from the `/`, → contents. One without an extension is a page. */
export type Pages = Readonly<Record<string, string | Uint8Array>>;

const TYPES: Readonly<Record<string, string>> = {
  '': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Finds what is at a path. */
export type FindPage = (path: string) => string | Uint8Array | undefined;

/** What a page has sent by PUT is served, too. `policies`: by path, in place of `POLICY`. */
export async function serve(pages: Pages | FindPage, policies: Readonly<Record<string, string>> = {}): Promise<Site> {
  const requests: string[] = [];
  const written = new Map<string, string>();
  const find: FindPage = typeof pages === 'function' ? pages : (path) => pages[path];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    requests.push(path);
    if (request.method === 'PUT') written.set(path, await text(request));
    const content = written.get(path) ?? find(path);
    response.writeHead(content === undefined ? 404 : 200, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': policies[path] ?? POLICY,
    });
    response.end(content ?? 'not found\n');
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}
