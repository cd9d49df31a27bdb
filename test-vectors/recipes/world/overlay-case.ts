/** Cases of overlays: who is asked about, which rules are true, and the rule that decides. */
import type { Fact } from '../hand/claims.ts'
import { bases, overlay } from '../hand/overlay.ts'
import { byRule, check, missing, pass, stop, type Expected } from '../hand/reasons.ts'
import type { Expression } from '../hand/rule-set.ts'
import { fact, negative } from './people.ts'
import { province } from './province.ts'
import { asks, type Asked, type RuleGroup, type Truth } from './rule-case.ts'

/** Somebody of whom everything is stated: a test of six hours ago, and these facts. */
export const known = (...facts: readonly Fact[]): Asked => ({
  facts: facts.some(({ kind }) => kind === 'test') ? facts : [negative, ...facts],
  covers: ['checkin', 'contact', 'recovery', 'stay', 'test'],
})
export const contact = (at: string): Fact => fact('k1', 'contact', { at })
export const recovery = (on: string): Fact => fact('r1', 'recovery', { on })
export const stay = (region: string, until: string): Fact => fact('s1', 'stay', { region, until })
export const tested = (at: string): Fact => fact('t1', 'test', { at, result: 'negative' })
export const visits = (many: number): readonly Fact[] =>
  Array.from({ length: many }, (_, i) => fact(`v${i}`, 'checkin', { at: '2026-03-01T04:00:00Z' }))
export const checkin = fact('c1', 'checkin', { at: '2026-03-01T04:00:00Z' })

/** 14, 15, 21 and 22 days before noon of 2 March. */
export const ago = {
  14: '2026-02-16T04:00:00Z',
  15: '2026-02-15T04:00:00Z',
  21: '2026-02-09T04:00:00Z',
  22: '2026-02-08T04:00:00Z',
} as const

/** A line: who is asked about, which rules are true beside rule 9, the outcome and its rule, or none. */
type Line = readonly [
  id: string,
  asked: Asked,
  truths: Readonly<Record<string, Truth>>,
  expected: 'pass' | 'nothing' | 'contact or recovery missing' | `${'stop' | 'check'} ${number}`,
  comment: string,
]

/** The table of an overlay; rules that are not named are false, and rule 9 is true. */
export const laid = (
  id: string,
  set: Expression,
  numbers: readonly number[],
  lines: readonly Line[],
  below: readonly Expression[] = [province],
): RuleGroup => {
  const name = `${set['id'] as string}/${set['version'] as number}`
  const expected = (what: Line[3]): Expected => {
    if (what === 'nothing') return check('not-granted')
    if (what === 'pass') return pass(byRule('rule-pass', `${name}#9`))
    if (what.endsWith('missing')) return check(missing('contact', 'recovery'))
    const [outcome, no] = what.split(' ')
    return (outcome === 'stop' ? stop : check)(byRule(`rule-${outcome}`, `${name}#${no}`))
  }
  return {
    given: { ruleSet: set, bases: bases(...below) },
    cases: lines.map(([line, asked, truths, what, comment]) => {
      const all = Object.fromEntries(
        [...new Set([1, 2, 9, ...numbers])].map((no): [string, Truth] => [
          String(no),
          truths[no] ?? (no === 9 ? 'true' : 'false'),
        ]),
      )
      return asks(`${id}-${line}`, asked, all, expected(what), comment)
    }),
  }
}

/** An overlay of a province. */
export const city = (more: Expression, base = province): Expression =>
  overlay('vector-city', 3, base, more)
