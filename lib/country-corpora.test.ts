/** Real certificates at gates under real rules: the codes of the member states' test data, judged by published rules. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Bundle } from './bundle/bundle.ts'
import { hcert } from './formats/hcert/hcert.ts'
import { compileCountryRules } from './rules/country/compile-country-rules.ts'
import { countryRules } from './rules/country/country-engine.ts'
import { judgeCountry } from './rules/country/judge-country.ts'
import { countryRules as countrySet } from './testing/country-rules.ts'
import { corporaFolder, hasCorpora, readCorpus } from './testing/corpora.ts'
import { authoritiesOf, keyOfCertificate } from './testing/dcc-authorities.ts'
import { worldBundle } from './testing/world.ts'
import { verify } from './verify.ts'

interface Case {
  readonly JSON?: unknown
  readonly PREFIX: string
  readonly TESTCTX: { readonly CERTIFICATE?: string; readonly VALIDATIONCLOCK?: string }
}

const states = ['DE', 'ES', 'NL']

/** The rules of a state as one set in force for ever, as a bundle holds it. */
const setOf = (state: string): unknown => {
  const rules = readdirSync(join(corporaFolder, 'eu-dcc-rules/rules', state))
    .sort()
    .map((name) => readCorpus(`eu-dcc-rules/rules/${state}/${name}`) as { readonly rule: object })
  return countrySet({
    id: `eu-${state.toLowerCase()}`,
    country: state,
    effective: { from: '2021-01-01T00:00:00Z', until: '2040-01-01T00:00:00Z' },
    valueSets: readCorpus('eu-dcc-rules/valueSets/bf683fc4b68d.json'),
    rules: rules.map(({ rule }, i) => ({ no: i + 1, rule })),
  })
}

describe.skipIf(!hasCorpora)('corpora: certificates under country rules', () => {
  let world: Bundle
  beforeAll(async () => {
    const { root, trust, ...rest } = await worldBundle()
    const endless = { ...root, endsAt: Infinity }
    // Nothing of the gate’s own is too old: what is tried is what the rules make of the codes.
    const signedAt = 4e9
    const held = trust === undefined ? undefined : { ...trust, signedAt }
    world = {
      ...rest,
      root: endless,
      trust: held,
      timestamp: undefined,
      facts: undefined,
      floor: 0,
    }
  })

  test('every code that is good is judged as its published content is, and no other passes', async () => {
    const index = readCorpus('eu-dgc-testdata/index.json') as readonly { readonly file: string }[]
    const cases = index.map(({ file }) => readCorpus(`eu-dgc-testdata/${file}`) as Case)
    const figures: Record<string, number> = {}
    for (const state of states) {
      const rules = setOf(state)
      const compiled = compileCountryRules(rules)
      const held = { id: `eu-${state}`, version: 1, sha256: '', signedAt: 0, correction: false }
      const { from, until } = compiled
      const set = { ...held, from, until, use: { state: 'country', rules } } as const
      for (const { JSON: content, PREFIX: text, TESTCTX: made } of cases) {
        if (made.CERTIFICATE === undefined || content === undefined) continue
        const now = new Date(made.VALIDATIONCLOCK ?? '2021-06-01T00:00:00Z')
        if (Number.isNaN(now.getTime()) || world.trust === undefined) continue
        const key = keyOfCertificate(new Uint8Array(Buffer.from(made.CERTIFICATE, 'base64')))
        const bundle: Bundle = {
          ...world,
          trust: { ...world.trust, authorities: authoritiesOf('XX', key) },
          ruleSets: new Map([[set.id, [set]]]),
        }
        const context = { ruleSet: set.id, requireCard: false } as const
        const options = { bundle, now, context, formats: [hcert], countryRules }
        const { outcome, reasons, holdsUntil } = await verify(text, options)
        figures[outcome] = (figures[outcome] ?? 0) + 1
        expect(reasons.length).toBeGreaterThan(0)
        if (outcome === 'invalid' || outcome === 'unreadable') continue
        const seconds = Math.floor(now.getTime() / 1000)
        const question = { payload: content, now: seconds, countryOfArrival: state }
        expect([text.slice(-9), outcome]).toEqual([
          text.slice(-9),
          judgeCountry(compiled, question).outcome,
        ])
        if (holdsUntil !== null) expect(Date.parse(holdsUntil)).toBeGreaterThan(now.getTime())
      }
    }
    console.log(
      `corpora: certificates under the rules of ${states.join()} ${JSON.stringify(figures)}`,
    )
    for (const outcome of ['pass', 'stop', 'invalid'])
      expect([outcome, figures[outcome] ?? 0]).not.toEqual([outcome, 0])
  })
})
