// What the generated JavaScript of known components may take, in bytes (`base64Cutoff: 0`, not minified). The
// limits lie where jco 1.9 was (1,488, 69,000, 73,000 and 47,000 bytes) or below.

export const SIZE_LIMITS = [
  { name: 'adder', limit: 1_500 },
  { name: 'flavorful', limit: 60_000 },
  { name: 'lists', limit: 60_000 },
  { name: 'hello-stdout', limit: 40_000 },
] as const;
