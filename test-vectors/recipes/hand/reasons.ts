/** Expectations, as a recipe writes them down: an outcome and its reasons. */

/** The five outcomes. */
export type Outcome = 'pass' | 'check' | 'stop' | 'invalid' | 'unreadable'

/** A reason as it stands in a decision. */
export type Reason = { readonly code: string } & Readonly<Record<string, unknown>>

/** What must come out. */
export interface Expected {
  readonly outcome: Outcome
  readonly reasons: readonly Reason[]
}

const reason = (given: string | Reason): Reason =>
  typeof given === 'string' ? { code: given } : given

const outcome =
  (name: Outcome) =>
  (...given: readonly (string | Reason)[]): Expected => ({
    outcome: name,
    reasons: given.map(reason),
  })

export const pass = outcome('pass')
export const check = outcome('check')
export const stop = outcome('stop')
export const invalid = outcome('invalid')
export const unreadable = outcome('unreadable')

/** A reason that names a rule, as `cn-3301/14#7`. */
export const byRule = (code: string, rule: string): Reason => {
  const [, set, version, no] = /^(.*)\/(\d+)#(\d+)$/.exec(rule) ?? []
  if (set === undefined) throw new TypeError(`not a rule: ${rule}`)
  return { code, rule: { set, version: Number(version), no: Number(no) } }
}

/** `fact-missing` or `fact-type-unknown`, with what it is about. */
export const missing = (...kinds: readonly string[]): Reason => ({ code: 'fact-missing', kinds })
export const stale = (role: 'timestamp' | 'trust' | 'facts' | 'status'): Reason => ({
  code: 'bundle-stale',
  role,
})
