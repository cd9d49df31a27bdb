/** Overlays as data: what an overlay must state, and its base pinned by id, version and digest. */
import { base64url, sha256, utf8 } from './bytes.ts'
import { jcs } from './jcs.ts'
import type { Expression } from './rule-set.ts'

/** The digest by which a rule set is pinned. */
const digestOf = (set: Expression): string => base64url(sha256(utf8(jcs(set))))

/** How an overlay names its base. */
export const pin = (base: Expression, more: Expression = {}): Expression => ({
  id: base['id'],
  version: base['version'],
  sha256: digestOf(base),
  ...more,
})

/** An overlay that states nothing but what it must, and what is given. */
export const overlay = (
  id: string,
  version: number,
  base: Expression,
  more: Expression = {},
): Expression => ({
  id,
  version,
  engine: 1,
  title: { zh: '测试覆盖规则', en: 'test overlay' },
  effective: { from: '2026-02-01T00:00:00Z', until: '2026-11-01T00:00:00Z' },
  change: {
    type: 'first',
    how: 'for test vectors',
    basis: ['test-vectors/README.md'],
    requestedBy: 'a recipe',
    reviewedBy: 'a reader',
  },
  extends: pin(base),
  otherwise: 'check',
  ...more,
})

/** A rule set that lies in the same bundle, with its digest. */
export interface Base {
  readonly sha256: string
  readonly ruleSet: Expression
}

/** Rule sets as they lie in a bundle. */
export const bases = (...sets: readonly Expression[]): readonly Base[] =>
  sets.map((ruleSet) => ({ sha256: digestOf(ruleSet), ruleSet }))
