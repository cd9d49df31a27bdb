/** The rule set that people are assessed by in assess/, and the facts that they are of. */
import type { Claims, Fact } from '../hand/claims.ts'
import { byRule, check, missing, pass, stop, type Expected } from '../hand/reasons.ts'
import {
  and,
  compare,
  elapsed,
  field,
  isIn,
  onSite,
  rule,
  ruleSet,
  some,
  value,
} from '../hand/rule-set.ts'
import { begun, daysAtMost, hoursAtMost, says } from '../rule-sets/forms.ts'
import { fact, noon } from './people.ts'
import { assesses } from './assess-case.ts'

const ordered = (outcome: string) =>
  some(
    'order',
    and(
      says('outcome', outcome),
      begun('from'),
      compare(elapsed(field('until')), '<', value(0, 'second')),
    ),
  )
const recovered = some('recovery', daysAtMost('at', 180))

/** Pass: a negative test of 72 hours, and contacts stated within a day. Rules 30 and 31 are of the gate. */
export const setOfIssuer = ruleSet(
  'cn-3301',
  3,
  [
    rule(1, 'pass', some('test', and(says('result', 'negative'), hoursAtMost('sampledAt', 72))), {
      requires: [{ kind: 'contact', maxAge: 'P1D' }],
    }),
    rule(
      4,
      'check',
      some('stay', and(isIn(field('region'), 'riskRegions'), daysAtMost('until', 14))),
    ),
    rule(7, 'stop', some('contact', daysAtMost('at', 14)), { unless: recovered }),
    rule(8, 'stop', some('test', and(says('result', 'positive'), daysAtMost('sampledAt', 10)))),
    rule(22, 'stop', ordered('stop')),
    rule(23, 'check', ordered('check')),
    rule(30, 'stop', compare(onSite('temperature'), '>=', value(37.3, 'Cel'))),
    rule(31, 'check', compare(onSite('temperature'), '>=', value(37, 'Cel'))),
  ],
  { valueSets: { riskRegions: ['4401', '81'] } },
)
export const assess = assesses('assess', setOfIssuer)

/** Every kind that the set reads, covered until noon. */
export const kinds = ['contact', 'order', 'recovery', 'stay', 'test'] as const
export const covered = (
  until: Readonly<Record<string, string>> = {},
): NonNullable<Claims['covers']> => kinds.map((kind) => ({ kind, until: until[kind] ?? noon }))
export const coveredBut = (...left: readonly string[]): NonNullable<Claims['covers']> =>
  covered().filter(({ kind }) => !left.includes(kind))

export const tested = (sampledAt: string, result = 'negative', id = 't1'): Fact =>
  fact(id, 'test', { sampledAt, result, method: 'pcr' })
/** Six hours ago. */
export const negative = tested('2026-03-01T22:00:00Z')
export const met = (at: string, id = 'c1', more = {}): Fact =>
  fact(id, 'contact', { at, closeness: 'close' }, { source: 'cdc-1', ...more })
export const stayed = (region: string, until: string): Fact =>
  fact('s1', 'stay', { region, from: '2026-02-10', until })
export const order = (outcome: string, from: string, until: string, more = {}): Fact =>
  fact(
    'o1',
    'order',
    { outcome, from, until, authority: 'office-1', basis: 'article 39' },
    { source: 'office-1', ...more },
  )

const by =
  (outcome: 'pass' | 'check' | 'stop', make: typeof pass) =>
  (...rules: readonly number[]): Expected =>
    make(...rules.map((no) => byRule(`rule-${outcome}`, `cn-3301/3#${no}`)))
export const passes = by('pass', pass)
export const stops = by('stop', stop)
export const checks = by('check', check)
export const lacks = (...names: readonly string[]): Expected => check(missing(...names))
export const notGranted = check('not-granted')
