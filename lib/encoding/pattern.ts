/** Patterns of ids: a text, or a prefix followed by `*` (docs/bundle.md 2). */

/** Whether an id fits a pattern. */
export function matchesPattern(pattern: string, id: string): boolean {
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : pattern === id
}
