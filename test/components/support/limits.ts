// What the generated JavaScript of known components may take, in bytes (`base64Cutoff: 0`, not minified). The
// limits lie where jco 1.9 was (1,488, 69,000, 73,000 and 47,000 bytes) or below.

export interface SizeLimit {
  readonly name: string;
  /** The file in the shared folder of components. Default: <name>.wasm. */
  readonly file?: string;
  readonly limit: number;
}

export const SIZE_LIMITS: readonly SizeLimit[] = [
  { name: 'adder', limit: 1_500 },
  { name: 'flavorful', limit: 44_000 },
  { name: 'lists', limit: 54_000 },
  { name: 'hello-stdout', limit: 24_500 },
  // jco 1.35: 446,000 and 443,000.
  { name: 'p3-cli-hello-stdout', file: 'p3/p3-cli-hello-stdout.wasm', limit: 63_000 },
  { name: 'p3-stream-chat', file: 'p3/p3-stream-chat.wasm', limit: 70_000 },
];
