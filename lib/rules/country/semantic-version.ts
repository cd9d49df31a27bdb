/** Versions such as `1.0.2`, of published rules, of the DCC schema and of CertLogic. */

/** Major, minor and patch. */
export type SemanticVersion = readonly [major: number, minor: number, patch: number]

/** Reads a version; undefined where the text is none. */
export function parseVersion(text: unknown): SemanticVersion | undefined {
  if (typeof text !== 'string' || !/^\d{1,6}\.\d{1,6}\.\d{1,6}$/.test(text)) return undefined
  const [major, minor, patch] = text.split('.').map(Number) as [number, number, number]
  return [major, minor, patch]
}

/** Negative where the first is older, 0 where they are the same. */
export function compareVersions(a: SemanticVersion, b: SemanticVersion): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}
