/** Names that must be unique in a text. */

/** `base` if it is free, else with the first number behind it that makes it so; taken from then on. */
export function claim(taken: Set<string>, base: string): string {
  let name = base;
  for (let i = 2; taken.has(name); i++) name = `${base}${/\d$/.test(base) ? '_' : ''}${i}`;
  taken.add(name);
  return name;
}
