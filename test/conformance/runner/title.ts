/** One line for a directive, as the script means it. */
import type { Directive, Invoke } from '../wast/directives.ts';
import { show } from './show.ts';
import { toJs } from './to-js.ts';

/** Such as `assert_return add(1, 2)`. */
export function titleOf(directive: Directive): string {
  switch (directive.kind) {
    case 'component':
    case 'component definition':
      return directive.kind + dollar(directive.name);
    case 'component instance':
      return directive.kind + dollar(directive.name) + dollar(directive.definition);
    case 'register':
      return `register ${show(directive.as)}`;
    case 'invoke':
    case 'assert_return':
    case 'assert_exhaustion':
      return titleOfCall(directive.kind, directive.invoke);
    case 'assert_trap':
      return directive.action.kind === 'invoke'
        ? titleOfCall(directive.kind, directive.action.invoke)
        : `${directive.kind} component`;
    case 'assert_invalid':
    case 'assert_malformed':
    case 'assert_unlinkable':
      return `${directive.kind} ${show(directive.text)}`;
  }
}

const dollar = (name: string | undefined): string => (name === undefined ? '' : ` $${name}`);

function titleOfCall(kind: string, { instance, export: name, args }: Invoke): string {
  const path = instance === undefined ? name : `$${instance}.${name}`;
  return `${kind} ${path}(${args.map((arg) => show(toJs(arg))).join(', ')})`;
}
