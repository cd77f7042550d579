// A static server on loopback, for files in memory.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';

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

/** `policies`: by path, in place of `POLICY`. */
export async function serve(pages: Pages, policies: Readonly<Record<string, string>> = {}): Promise<Site> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    requests.push(path);
    const content = pages[path];
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
