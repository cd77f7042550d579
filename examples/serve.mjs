// A static server for the browser page, for this machine only: `node examples/serve.mjs [port]`.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm', // exactly this, or the browser does not compile while it loads
};

/** The file that a path names; URLs have no `..` left, and a `/` in disguise is refused by `readFile`. */
async function load(path) {
  const { pathname } = new URL(path, 'http://localhost');
  const file = new URL(`user-service${pathname === '/' ? '/index.html' : pathname}`, import.meta.url);
  return { content: await readFile(file), type: types[extname(file.pathname)] ?? 'text/plain' };
}

const server = createServer(async (request, response) => {
  const { content, type } = await load(request.url).catch(() => ({ type: 'text/plain' }));
  response.writeHead(content ? 200 : 404, {
    'content-type': type,
    'content-security-policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
  });
  response.end(content ?? 'not found\n');
});
server.listen(Number(process.argv[2] ?? 8080), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});
