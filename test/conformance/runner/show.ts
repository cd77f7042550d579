/** Values as a reader of a failure message wants them: JavaScript syntax, one line, not too long. */

const LONGEST = 160;

/** One line for any value. */
export function show(value: unknown): string {
  const text = shown(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (Object.is(value, -0)) return '-0';
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (ArrayBuffer.isView(value)) return `${value.constructor.name}[${String(value)}]`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (typeof value !== 'object' || value === null) return String(value);
  const fields = Object.entries(value).map(([key, field]) => `${key}: ${shown(field)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
