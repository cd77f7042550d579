/** `include` and `exclude`: globs and regular expressions over paths. */
import { resolve } from 'node:path';
import { errorOptionValue } from '../errors.ts';

/** A regular expression over absolute paths with `/`, or a glob with `*`, `**`, `?` and `{a,b}`. */
export type Pattern = string | RegExp;

/**
 * Tells whether a path fits one of the patterns.
 * @throws TranspileError OPTION_VALUE
 */
export function matcherOf(option: string, given: Pattern | readonly Pattern[]): (file: string) => boolean {
  const patterns: readonly unknown[] = Array.isArray(given) ? given : [given];
  const expressions = patterns.map((pattern) => {
    if (pattern instanceof RegExp) return new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
    if (typeof pattern === 'string' && pattern !== '') return globExpression(pattern);
    throw errorOptionValue(option, `globs or regular expressions, got ${String(pattern) || "''"}`);
  });
  return (file) => {
    const path = withSlashes(file);
    return expressions.some((expression) => expression.test(path));
  };
}

const withSlashes = (path: string): string => path.replaceAll('\\', '/');

/** What stands for the parts of a glob. */
const PARTS: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]', '{': '(?:', '}': ')', ',': '|',
};

/** A glob that does not begin with `**` is a path from the working directory. */
function globExpression(glob: string): RegExp {
  const isAnywhere = glob.startsWith('**');
  const literal = (text: string): string => text.replace(/[\\^$+.()|[\]{}*?]/g, '\\$&');
  const base = isAnywhere ? '' : literal(`${withSlashes(resolve('.'))}/`);
  const path = withSlashes(glob).replace(/^\.\//, '');
  const isAbsolute = /^(?:\/|[a-z]:\/)/i.test(path);
  let depth = 0;
  const source = path.replace(/\*\*\/|\*\*|[*?{},]|[^*?{},]+/g, (part) => {
    if (part === ',' && depth === 0) return part;
    if (part === '{') depth++;
    if (part === '}' && depth-- <= 0) return literal(part);
    return PARTS[part] ?? literal(part);
  });
  if (depth > 0) throw errorOptionValue('include', `globs whose braces are closed, got ${JSON.stringify(glob)}`);
  return new RegExp(`^${isAbsolute ? '' : base}${source}$`);
}
