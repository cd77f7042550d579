// p3-http-echo: a request of the shim's goes in; its headers, body and trailers come back in a response.

import { deepEqual, equal } from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Play } from '../../support/play.ts';

// What is used of the shim. TypeScript takes its declarations for browsers, which lack these.

interface Fields {
  copyAll(): readonly (readonly [string, Uint8Array])[];
}

interface Reader<T> {
  read(): Promise<T>;
}

interface Stream {
  readonly tx: { write(bytes: Uint8Array): Promise<void>; close(): Promise<void> };
  readonly rx: Reader<Uint8Array>;
}

interface Future<T> {
  readonly tx: { write(value: T): Promise<void> };
  readonly rx: Reader<T>;
}

type Trailers = { readonly tag: 'ok'; readonly val: Fields | undefined } | { readonly tag: 'err' };

interface Request {
  setMethod(method: object): void;
  setScheme(scheme: object): void;
  setAuthority(authority: string): void;
  setPathWithQuery(path: string): void;
}

interface Response {
  getStatusCode(): number;
  getHeaders(): Fields;
}

interface Http {
  readonly Fields: { fromList(entries: readonly (readonly [string, Uint8Array])[]): Fields };
  readonly Request: {
    'new'(headers: Fields, body: Reader<Uint8Array>, trailers: Reader<Trailers>, options: null): readonly [Request];
  };
  readonly Response: {
    consumeBody(
      response: Response, result: Reader<unknown>,
    ): readonly [{ readAll(): Promise<Uint8Array> }, Reader<Trailers>];
  };
}

/** The names of its modules, out of TypeScript's sight. */
const SHIM: string = '@bytecodealliance/preview3-shim';
const { Fields, Request, Response } = await import(`${SHIM}/http`) as Http;
const { future } = await import(`${SHIM}/future`) as { future<T>(): Future<T> };
const { stream } = await import(`${SHIM}/stream`) as { stream(): Stream };

interface Exports {
  readonly 'wasi:http/handler@0.3.0': { handle(request: Request): Promise<Response> };
}

type Entries = readonly (readonly [string, string])[];

interface Message {
  readonly headers: Entries;
  readonly body: readonly string[];
  readonly trailers: Entries | undefined;
}

const fields = (entries: Entries): Fields =>
  Fields.fromList(entries.map(([name, value]) => [name, new TextEncoder().encode(value)]));
const entriesOf = (list: Fields): Entries =>
  list.copyAll().map(([name, value]) => [name, new TextDecoder().decode(value)]);

/** Sends a message, piece by piece; what comes back. */
async function send(handle: (request: Request) => Promise<Response>, message: Message): Promise<Message> {
  const body = stream();
  const trailers = future<Trailers>();
  const [request] = Request.new(fields(message.headers), body.rx, trailers.rx, null);
  request.setMethod({ tag: 'post' });
  request.setScheme({ tag: 'HTTP' });
  request.setAuthority('localhost');
  request.setPathWithQuery('/');
  const sent = (async () => {
    for (const piece of message.body) {
      await body.tx.write(new TextEncoder().encode(piece));
      await setTimeout(1);
    }
    await body.tx.close();
    await trailers.tx.write({ tag: 'ok', val: message.trailers && fields(message.trailers) });
  })();

  const response = await handle(request);
  equal(response.getStatusCode(), 200);
  const headers = entriesOf(response.getHeaders());
  const [reader, end] = Response.consumeBody(response, future().rx);
  const text = new TextDecoder().decode(await reader.readAll());
  await sent;
  const result = await end.read();
  equal(result.tag, 'ok');
  const back = result.tag === 'ok' ? result.val : undefined;
  return { headers, body: [text], trailers: back && entriesOf(back) };
}

export function play(): Play<Exports> {
  return {
    imports: {},
    async drive({ 'wasi:http/handler@0.3.0': { handle } }) {
      const message: Message = {
        headers: [['foo', 'bar']],
        body: ['And the mome ', 'raths outgrabe'],
        trailers: [['fizz', 'buzz']],
      };
      const joined = { ...message, body: [message.body.join('')] };
      deepEqual(await send(handle, message), joined);
      // The guest copies here nothing by itself: what it is given it passes on.
      const direct = await send(handle, { ...message, headers: [['foo', 'bar'], ['x-host-to-host', 'true']] });
      deepEqual({ ...direct, headers: direct.headers.slice(0, 1) }, joined);
      const long = Array.from({ length: 40 }, (_, i) => `${i % 10}`.repeat(5000));
      equal((await send(handle, { ...message, body: long })).body[0], long.join(''));
      deepEqual(await send(handle, { headers: [], body: [], trailers: undefined }),
        { headers: [], body: [''], trailers: undefined });
    },
  };
}
