/**
 * Semantic versions (semver.org), as far as imports of one version may be met by another (Explainer.md,
 * “Canonical interface name”).
 */

export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** Identifiers of the pre-release; none for a release. */
  readonly preRelease: readonly string[];
}

/** `1.2.3-rc.1+build`, or a canonical interface name's `1` or `0.2`; undefined for anything else. */
export function parseVersion(text: string): Version | undefined {
  const found = /^(\d+)(?:\.(\d+)(?:\.(\d+)(?:-([\w.-]+))?)?)?(?:\+[\w.-]+)?$/.exec(text);
  if (found === null) return undefined;
  const [, major, minor, patch, preRelease] = found;
  const [x = 0, y = 0, z = 0] = [major, minor, patch].map((part) => Number(part ?? 0));
  return { major: x, minor: y, patch: z, preRelease: preRelease?.split('.') ?? [] };
}

/** The same major version; below 1.0 the same minor version. */
export function isCompatible(a: Version, b: Version): boolean {
  return a.major === b.major && (a.major > 0 || a.minor === b.minor);
}

/** Negative, zero or positive, as `a` is the lower, the same or the higher (semver.org, 11). */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch
    || comparePreReleases(a.preRelease, b.preRelease);
}

function comparePreReleases(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  for (const [i, left] of a.entries()) {
    const right = b[i];
    if (right === undefined) return 1;
    const order = compareIdentifiers(left, right);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Numbers are lower than text. */
function compareIdentifiers(a: string, b: string): number {
  const [numericA, numericB] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (numericA && numericB) return Number(a) - Number(b);
  if (numericA !== numericB) return numericA ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}
