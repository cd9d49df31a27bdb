/** Rule sets as data: short names for the expressions of rules.md, and a set with everything that does not matter filled in. */
import type { Json } from './jcs.ts'

/** An expression. */
export type Expression = { readonly [name: string]: Json | undefined }

export const value = (given: string | number | boolean, unit?: string): Expression => ({
  value: given,
  unit,
})
export const parameter = (name: string): Expression => ({ parameter: name })
export const field = (name: string): Expression => ({ field: name })
export const onSite = (name: string): Expression => ({ onSite: name })
export const and = (...of: readonly Expression[]): Expression => ({ op: 'and', of })
export const or = (...of: readonly Expression[]): Expression => ({ op: 'or', of })
export const not = (of: Expression): Expression => ({ op: 'not', of })
export const compare = (left: Expression, op: string, right: Expression): Expression => ({
  op,
  left,
  right,
})
export const isIn = (left: Expression, set: string): Expression => ({ op: 'in', left, set })
export const days = (of: Expression): Expression => ({ op: 'days', of })
export const years = (of: Expression): Expression => ({ op: 'years', of })
export const elapsed = (of: Expression): Expression => ({ op: 'elapsed', of })
export const some = (kind: string, where?: Expression): Expression => ({ op: 'some', kind, where })
export const every = (kind: string, where?: Expression): Expression => ({
  op: 'every',
  kind,
  where,
})
export const none = (kind: string, where?: Expression): Expression => ({ op: 'none', kind, where })
export const count = (kind: string, where?: Expression): Expression => ({
  op: 'count',
  kind,
  where,
})
export const countDays = (kind: string, by: string, where?: Expression): Expression => ({
  op: 'countDays',
  kind,
  by,
  where,
})
export const latest = (kind: string, by: string, of: string, where?: Expression): Expression => ({
  op: 'latest',
  kind,
  by,
  field: of,
  where,
})
export const earliest = (kind: string, by: string, of: string, where?: Expression): Expression => ({
  op: 'earliest',
  kind,
  by,
  field: of,
  where,
})

/** The rest of a rule: what it needs and what it exempts. */
export interface More {
  readonly unless?: Expression
  readonly requires?: readonly { readonly kind: string; readonly maxAge: string }[]
}

/** A rule. */
export const rule = (
  no: number,
  outcome: 'pass' | 'check' | 'stop',
  when: Expression,
  more: More = {},
): Expression => ({
  no,
  id: `rule-${no}`,
  outcome,
  when,
  unless: more.unless,
  requires: more.requires?.map((line) => ({ ...line })),
  reason: { zh: `规则${no}`, en: `rule ${no}` },
})

/** Asia/Shanghai since 1992: no summer time. */
export const shanghai: Expression = {
  id: 'Asia/Shanghai',
  tzdata: '2026b',
  offsets: [[694_224_000, 28_800]],
}

/** A rule set: what is given, and the rest of an ordinary one. */
export const ruleSet = (
  id: string,
  version: number,
  rules: readonly Expression[],
  more: Expression = {},
): Expression => ({
  id,
  version,
  engine: 1,
  title: { zh: '测试规则', en: 'test rules' },
  effective: { from: '2026-01-01T00:00:00Z', until: '2026-12-01T00:00:00Z' },
  zone: shanghai,
  change: {
    type: 'first',
    how: 'for test vectors',
    basis: ['test-vectors/README.md'],
    requestedBy: 'a recipe',
    reviewedBy: 'a reader',
  },
  accepts: { assessments: [] },
  parameters: {},
  valueSets: {},
  colours: { pass: 'green', check: 'yellow', stop: 'red' },
  rules,
  otherwise: 'check',
  ...more,
})
