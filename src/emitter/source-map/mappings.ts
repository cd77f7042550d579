/**
 * The field `mappings` of a source map (ECMA-426, “Mappings structure”): segments per line of the text, each number
 * relative to the one before and in base 64, five bits at a time.
 */

/**
 * From this column of a line on, the text is of a place in a source: all numbers from 0 on. Of no place if there is only
 * the column. `source` and `name` are indices.
 */
export type Segment =
  | readonly [column: number]
  | readonly [column: number, source: number, line: number, sourceColumn: number]
  | readonly [column: number, source: number, line: number, sourceColumn: number, name: number];

/** One array of segments per line, in the order of their columns. */
export type Mappings = readonly (readonly Segment[])[];

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function encodeMappings(lines: Mappings): string {
  const before = [0, 0, 0, 0, 0];
  return lines.map((segments) => {
    before[0] = 0;
    return segments.map((segment) => segment.map((value, field) => {
      const difference = value - before[field]!;
      before[field] = value;
      return encodeNumber(difference);
    }).join('')).join(',');
  }).join(';');
}

/** The sign is the lowest bit; each digit but the last has its sixth bit set. */
function encodeNumber(value: number): string {
  let digits = '';
  let rest = value < 0 ? -value * 2 + 1 : value * 2;
  do {
    const digit = rest % 32;
    rest = Math.floor(rest / 32);
    digits += DIGITS[rest > 0 ? digit + 32 : digit]!;
  } while (rest > 0);
  return digits;
}

/** Throws a SyntaxError on what is no `mappings`. */
export function decodeMappings(text: string): Mappings {
  const before = [0, 0, 0, 0, 0];
  return text.split(';').map((line) => {
    before[0] = 0;
    const segments = line.split(',').filter((segment) => segment !== '').map((segment): Segment => {
      const differences = decodeNumbers(segment);
      if (![1, 4, 5].includes(differences.length)) throw new SyntaxError('a segment has 1, 4 or 5 numbers');
      differences.forEach((difference, field) => {
        before[field]! += difference;
        if (before[field]! < 0) throw new SyntaxError('a number of a segment is below 0');
      });
      return before.slice(0, differences.length) as unknown as Segment;
    });
    return segments.sort(([a], [b]) => a - b);
  });
}

function decodeNumbers(segment: string): number[] {
  const numbers: number[] = [];
  let [value, weight] = [0, 1];
  for (const character of segment) {
    const digit = DIGITS.indexOf(character);
    if (digit < 0) throw new SyntaxError(`not a digit of mappings: ${JSON.stringify(character)}`);
    value += (digit & 31) * weight;
    weight *= 32;
    if (digit > 31) continue;
    numbers.push(value % 2 === 1 ? -(value - 1) / 2 : value / 2);
    [value, weight] = [0, 1];
  }
  if (weight > 1) throw new SyntaxError('mappings end within a number');
  return numbers;
}
