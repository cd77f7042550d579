/** Command line → flags and positional arguments. Knows how flags are written, not what they mean. */
import { parseArgs } from 'node:util';
import { nearestName } from '../suggest.ts';
import { Failure } from './failure.ts';

/** How a flag is written; its name is without the `--`. */
export interface Flag {
  readonly short?: string;
  /**
   * One of a list may be left out: then it is the first. `pairs` are the next argument, and those behind it that
   * have a `=`; `names` are the next argument, and all behind it if the component has been named before.
   */
  readonly takes: 'nothing' | 'value' | 'pairs' | 'names' | readonly string[];
}

export type Flags = Readonly<Record<string, Flag>>;

export interface Arguments {
  /** The values of each flag that was given, in order; of one that takes nothing, `''`. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  readonly positionals: readonly string[];
  /** Those behind a `--`. */
  readonly afterTerminator: readonly string[];
}

/** @throws Failure for a flag that isn't there, lacks its value or has one too many */
export function parseArguments(args: readonly string[], flags: Flags): Arguments {
  const given = new Map<string, string[]>();
  const positionals: string[] = [];
  const afterTerminator: string[] = [];
  let terminated = false;
  let last: string | undefined;
  for (const token of tokensOf(withDefaults(args, flags), flags)) {
    if (token.kind === 'option-terminator') {
      terminated = true;
    } else if (token.kind === 'positional') {
      if (terminated || !takesMore(flags[last ?? ''], token.value, positionals.length > 0)) last = undefined;
      const list = last === undefined ? undefined : given.get(last);
      (list ?? (terminated ? afterTerminator : positionals)).push(token.value);
    } else {
      const value = checkFlag(token, flags);
      given.set(token.name, [...given.get(token.name) ?? [], value]);
      last = token.name;
    }
  }
  return { given, positionals, afterTerminator };
}

/** Whether a flag takes an argument that is behind its own. */
function takesMore(flag: Flag | undefined, value: string, hasPositional: boolean): boolean {
  return flag?.takes === 'pairs' ? value.includes('=') : flag?.takes === 'names' && hasPositional;
}

/** The arguments up to the first that is no flag and no flag's value, and from there on. */
export function splitAtPositional(args: readonly string[], flags: Flags): [own: string[], rest: string[]] {
  const first = tokensOf(args, flags).find(({ kind }) => kind === 'positional');
  const at = first?.index ?? args.length;
  return [args.slice(0, at), args.slice(at)];
}

type Token = ReturnType<typeof tokensOf>[number];

function tokensOf(args: readonly string[], flags: Flags) {
  const options = Object.fromEntries(Object.entries(flags).map(([name, { short, takes }]) => [name, {
    type: takes === 'nothing' ? 'boolean' as const : 'string' as const,
    ...(short !== undefined && { short }),
  }]));
  return parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

/** Fills in the values that may be left out. */
function withDefaults(args: readonly string[], flags: Flags): string[] {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  return args.flatMap((arg, i) => {
    if (i >= end) return [arg];
    const [, flag] = Object.entries(flags).find(([name, { short }]) =>
      arg === `--${name}` || arg === `-${short}`) ?? [];
    const takes = flag?.takes;
    if (!Array.isArray(takes)) return [arg];
    const choices: readonly string[] = takes;
    return choices.includes(args[i + 1] ?? '') ? [arg] : [arg, choices[0] ?? ''];
  });
}

/** The flag's value. */
function checkFlag(token: Extract<Token, { kind: 'option' }>, flags: Flags): string {
  const { name, rawName, value, inlineValue } = token;
  const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
  if (flag === undefined) throw unknownFlag(rawName, flags);
  if (flag.takes === 'nothing') {
    if (value !== undefined) throw new Failure(`option '${rawName}' takes no value`);
    return '';
  }
  if (value === undefined || (!inlineValue && value.length > 1 && value.startsWith('-'))) {
    throw new Failure(`option '${rawName}' needs a value`);
  }
  if (Array.isArray(flag.takes) && !flag.takes.includes(value)) {
    throw new Failure(`option '${rawName}': expected ${flag.takes.join(' or ')}, got '${value}'`);
  }
  return value;
}

function unknownFlag(rawName: string, flags: Flags): Failure {
  const known = Object.keys(flags).map((name) => `--${name}`);
  const nearest = rawName.startsWith('--') ? nearestName(rawName, known) : undefined;
  const hint = nearest === undefined ? 'see --help' : `did you mean '${nearest}'?`;
  return new Failure(`unknown option '${rawName}'; ${hint}`);
}
