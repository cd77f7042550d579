/** Names that must be unique in a text. */

/** `base` if it is free, else with a number behind it that makes it so, the first of a few; taken from then on. */
export function claim(taken: Set<string>, base: string): string {
  const stem = /\d$/.test(base) ? `${base}_` : base;
  const name = taken.has(base) ? `${stem}${freeNumber((number) => taken.has(`${stem}${number}`))}` : base;
  taken.add(name);
  return name;
}

const FEW = 16;

/** Looks at all numbers up to a few, and then for where a long row of taken ones ends. */
function freeNumber(isTaken: (number: number) => boolean): number {
  for (let number = 2; number <= FEW; number++) if (!isTaken(number)) return number;
  let low = FEW;
  let high = 2 * FEW;
  for (; isTaken(high); high *= 2) low = high;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isTaken(middle)) low = middle;
    else high = middle;
  }
  return high;
}
