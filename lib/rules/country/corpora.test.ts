/** The published rules of EU states, wrapped: every published test through the set, and every set over DCCs that lose what it reads. */
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../encoding/canonical-json.ts'
import { countryRules } from '../../testing/country-rules.ts'
import { hasCorpora, readCorpus } from '../../testing/corpora.ts'
import { checkCountryRules } from './check-country-rules.ts'
import { compileCountryRules, type CompiledCountryRules } from './compile-country-rules.ts'
import type { NumberedRule, PublishedRule } from './country-rules.ts'
import { judgeCountry } from './judge-country.ts'

interface RuleFile {
  readonly ruleId: string
  readonly rule: PublishedRule
  readonly tests: readonly {
    readonly payload?: unknown
    readonly expected: boolean
    readonly external?: { readonly valueSets?: { readonly $valueSets: string } }
  }[]
}

const base = new URL('../../../../shared/corpora/eu-dcc-rules/', import.meta.url)
const states = hasCorpora ? readdirSync(new URL('rules/', base)).sort() : []
const filesOf = (state: string): readonly RuleFile[] =>
  readdirSync(new URL(`rules/${state}/`, base))
    .sort()
    .map((name) => readCorpus(`eu-dcc-rules/rules/${state}/${name}`) as RuleFile)
const valueSets = (id: string): Record<string, string[]> =>
  readCorpus(`eu-dcc-rules/valueSets/${id}.json`) as Record<string, string[]>

const wrapped = (state: string, files: readonly RuleFile[]): unknown =>
  countryRules({
    id: `eu-${state.toLowerCase()}`,
    country: state,
    effective: { from: '2021-01-01T00:00:00Z', until: '2040-01-01T00:00:00Z' },
    valueSets: valueSets('bf683fc4b68d'),
    rules: files.map(({ rule }, i): NumberedRule => ({ no: i + 1, rule })),
  })

describe.skipIf(!hasCorpora)('corpora: country rules', () => {
  test('every published test answers through its wrapped set as it was published', () => {
    const wrong: unknown[] = []
    let [held, rules] = [0, 0]
    for (const state of states) {
      const files = filesOf(state)
      const set = wrapped(state, files)
      expect(checkCountryRules(set).filter(({ severity }) => severity === 'error')).toEqual([])
      // The way of a signed document, there and back: nothing of the published rules is lost.
      const signed: unknown = JSON.parse(canonicalJson(set))
      const compiled = compileCountryRules(signed)
      expect(compiled.set.rules.map(({ rule }) => rule)).toEqual(files.map(({ rule }) => rule))
      for (const [i, { rule, tests }] of files.entries()) {
        const [found] = compiled.rules[i]!
        expect(found?.rule.Identifier).toBe(rule.Identifier)
        rules += 1
        for (const [place, { payload, external, expected }] of tests.entries()) {
          const named = external?.valueSets?.$valueSets
          const sets = named === undefined ? {} : { valueSets: valueSets(named) }
          const result = found!.evaluate({ payload, external: { ...external, ...sets } })
          if (result === expected) held += 1
          else wrong.push({ state, rule: rule.Identifier, place, result })
        }
      }
    }
    console.log(
      `corpora: country rules ${states.length} sets, ${rules} rules, ${held} tests hold, ${wrong.length} do not`,
    )
    expect(wrong).toEqual([])
    expect(held).toBeGreaterThan(800)
  })

  test('a certificate passes somewhere, never under a country that has no rule for it, and never without an affected field', () => {
    const counts = { pass: 0, check: 0, stop: 0 }
    let lost = 0
    for (const state of states) {
      const compiled = compileCountryRules(wrapped(state, filesOf(state)))
      for (const payload of travellers) {
        const now = newest(compiled)
        const verdict = ask(compiled, payload(now), state, now)
        counts[verdict.outcome] += 1
        const kinds = compiled.set.rules.map(({ rule }) => rule.CertificateType)
        if (!kinds.includes(verdict.kinds[0]!)) expect(verdict.outcome).not.toBe('pass')
        if (verdict.outcome !== 'pass') continue
        const identifiers = new Set(verdict.rules.map(({ identifier }) => identifier))
        const fields = compiled.set.rules
          .filter(({ rule }) => identifiers.has(rule.Identifier))
          .flatMap(({ rule }) => rule.AffectedFields)
        for (const field of new Set(fields)) {
          const less = without(payload(now), field)
          if (less === undefined) continue
          lost += 1
          expect([state, field, ask(compiled, less, state, now).outcome]).toEqual([
            state,
            field,
            'check',
          ])
        }
      }
    }
    console.log(
      `corpora: country rules over ${travellers.length} DCCs: ${JSON.stringify(counts)}, ${lost} fields lost`,
    )
    expect(counts.pass).toBeGreaterThan(20)
    expect(lost).toBeGreaterThan(50)
  })
})

const ask = (
  compiled: CompiledCountryRules,
  payload: unknown,
  countryOfArrival: string,
  now: number,
) => judgeCountry(compiled, { payload, now, countryOfArrival })

/** An instant at which all rules of a set have begun. */
const newest = ({ rules }: CompiledCountryRules): number =>
  Math.max(...rules.flat().map(({ from }) => from)) + 86_400

type Payload = Record<string, Record<string, unknown>[] | string | object>

const day = (now: number, days: number): string =>
  new Date((now - days * 86_400) * 1000).toISOString().slice(0, 10)
const person = { ver: '1.3.0', dob: '1990-01-01', nam: { fnt: 'MUSTERMANN' } }
const issued = { tg: '840539006', co: 'AT', is: 'Ministry', ci: 'URN:UVCI:01:AT:1#A' }

/** People with a whole vaccination, a laboratory test of yesterday, a recovery, a first dose and a positive test. */
const travellers: readonly ((now: number) => Payload)[] = [
  (now) => ({
    ...person,
    v: [
      {
        ...issued,
        mp: 'EU/1/20/1528',
        ma: 'ORG-100030215',
        vp: '1119349007',
        dn: 3,
        sd: 3,
        dt: day(now, 60),
      },
    ],
  }),
  (now) => ({
    ...person,
    t: [{ ...issued, tt: 'LP6464-4', tr: '260415000', sc: `${day(now, 1)}T20:00:00Z` }],
  }),
  (now) => ({
    ...person,
    r: [{ ...issued, fr: day(now, 40), df: day(now, 20), du: day(now, -100) }],
  }),
  (now) => ({
    ...person,
    v: [
      {
        ...issued,
        mp: 'EU/1/20/1528',
        ma: 'ORG-100030215',
        vp: '1119349007',
        dn: 1,
        sd: 2,
        dt: day(now, 60),
      },
    ],
  }),
  (now) => ({
    ...person,
    t: [{ ...issued, tt: 'LP6464-4', tr: '260373001', sc: `${day(now, 1)}T20:00:00Z` }],
  }),
]

/** A DCC without a field of one of its entries; undefined where it has none. */
const without = (payload: Payload, field: string): Payload | undefined => {
  const [list = '', place, name] = field.split('.')
  const entry = (payload[list] as Record<string, unknown>[] | undefined)?.[Number(place)]
  if (name === undefined || entry === undefined || !(name in entry)) return undefined
  const { [name]: _, ...rest } = entry
  return { ...payload, [list]: [rest] }
}
