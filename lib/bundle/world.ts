/** Worlds keep what was made for tests apart from what opens gates: each signature is of one of them. */

/** What a root is for. */
export type World = 'test' | 'demo' | 'production'

/** All of them. */
export const worlds: readonly World[] = ['test', 'demo', 'production']

/** The `typ` that signatures of a role carry in a world (docs/bundle.md 1). */
export function typOf(role: string, world: World): string {
  return world === 'production' ? `greengate-${role}` : `greengate-${world}-${role}`
}
