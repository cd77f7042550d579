/** Versions in interface names: Semantic Versioning 2.0, and the canonical versions of Explainer.md (🔗). */

/** `canonversion`: the part of a version that decides about compatibility. */
export const isCanonicalVersion = (version: string): boolean =>
  /^(?:[1-9][0-9]*|0\.[1-9][0-9]*|0\.0\.[1-9][0-9]*|0\.0\.0)$/.test(version);

/** What keeps `version` from being a `valid semver`, if anything does. */
export function semverProblem(version: string): string | undefined {
  if (version === '') return 'empty string, expected a semantic version';
  let rest = version;
  for (const part of ['major', 'minor', 'patch']) {
    if (part !== 'major') {
      if (!rest.startsWith('.')) return unexpected(rest, `where the ${part} version should start`);
      rest = rest.slice(1);
    }
    const number = /^[0-9]*/.exec(rest)?.[0] ?? '';
    if (number === '') return unexpected(rest, `in the ${part} version`);
    if (hasLeadingZero(number)) return `leading zero in the ${part} version`;
    rest = rest.slice(number.length);
  }
  return suffixProblem(rest);
}

/** What follows the three numbers: `-` and a pre-release, `+` and build metadata, or nothing. */
function suffixProblem(suffix: string): string | undefined {
  const plus = suffix.indexOf('+');
  const preRelease = plus < 0 ? suffix : suffix.slice(0, plus);
  if (preRelease !== '') {
    if (!preRelease.startsWith('-')) return unexpected(preRelease, 'after the patch version');
    for (const identifier of preRelease.slice(1).split('.')) {
      if (/^[0-9]+$/.test(identifier) && hasLeadingZero(identifier)) return 'leading zero in the pre-release';
      const problem = identifierProblem(identifier, 'in the pre-release');
      if (problem !== undefined) return problem;
    }
  }
  if (plus < 0) return undefined;
  for (const identifier of suffix.slice(plus + 1).split('.')) {
    const problem = identifierProblem(identifier, 'in the build metadata');
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const hasLeadingZero = (number: string): boolean => number.length > 1 && number.startsWith('0');

function identifierProblem(identifier: string, where: string): string | undefined {
  if (identifier === '') return `empty identifier segment ${where}`;
  const wrong = /[^0-9A-Za-z-]/u.exec(identifier);
  return wrong === null ? undefined : unexpected(wrong[0], where);
}

function unexpected(rest: string, where: string): string {
  const [character] = rest;
  return character === undefined
    ? `unexpected end of input ${where}`
    : `unexpected character '${character}' ${where}`;
}
