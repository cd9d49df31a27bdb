/** Whole sets of country rules over DCCs: ours compiled and judged, against certlogic-js evaluating the same rules. */
import { compileCountryRules, judgeCountry } from 'greengate/rules'
import { publishedRules, publishedValueSets } from './certlogic-rules.ts'
import { compared, type CertLogicPlan } from './certlogic-rounds.ts'
import { medianCell, medianFigure, targetCell, type Measured } from './measured.ts'
import { peer, versionOf } from './peers.ts'
import { medianOf } from './statistics.ts'

interface Rule {
  readonly CertificateType: string
  readonly ValidFrom: string
  readonly Logic: unknown
}

/** Whether a DCC, parsed for this call alone, may pass. */
type Judge = (payload: unknown) => boolean

interface Set {
  readonly texts: readonly string[]
  readonly sides: readonly Judge[]
}

const person = { ver: '1.3.0', dob: '1990-01-01', nam: { fnt: 'MUSTERMANN', gnt: 'ERIKA' } }
const issued = { tg: '840539006', co: 'AT', is: 'Ministry', ci: 'URN:UVCI:01:AT:1#A' }

/** A vaccination, a laboratory's test and a recovery, some days old, as text. */
const dccsAt = (now: number): readonly string[] => {
  const day = (days: number): string =>
    new Date((now - days * 86_400) * 1000).toISOString().slice(0, 10)
  const dose = { ...issued, vp: '1119349007', mp: 'EU/1/20/1528', ma: 'ORG-100030215' }
  return [
    { ...person, v: [{ ...dose, dn: 2, sd: 2, dt: day(60) }] },
    { ...person, t: [{ ...issued, tt: 'LP6464-4', tr: '260415000', sc: `${day(1)}T20:00:00Z` }] },
    { ...person, r: [{ ...issued, fr: day(40), df: day(30), du: day(-90) }] },
  ].map((dcc) => JSON.stringify(dcc))
}

type Evaluate = (logic: unknown, data: unknown) => unknown

const setOf = (state: string, rules: readonly Rule[], evaluate: Evaluate): Set => {
  const valueSets = publishedValueSets()
  const compiled = compileCountryRules({
    id: state,
    version: 1,
    engine: 'certlogic-1',
    title: { zh: state, en: state },
    effective: { from: '2021-01-01T00:00:00Z', until: '2040-01-01T00:00:00Z' },
    country: state,
    change: { type: '-', how: '-', basis: ['-'], requestedBy: '-', reviewedBy: '-' },
    valueSets,
    rules: rules.map((rule, i) => ({ no: i + 1, rule })),
    otherwise: 'check',
  })
  const now = Math.max(...rules.map(({ ValidFrom }) => Date.parse(ValidFrom) / 1000)) + 86_400
  const external = { validationClock: new Date(now * 1000).toISOString(), valueSets }
  const kinds = { v: 'Vaccination', t: 'Test', r: 'Recovery' }
  const byPeer: Judge = (payload) => {
    const stated = Object.entries(kinds).find(([list]) =>
      Object.hasOwn(payload as object, list),
    )?.[1]
    let [count, holds] = [0, true]
    for (const { CertificateType: kind, Logic } of rules) {
      if (kind !== 'General' && kind !== stated) continue
      if (kind === stated) count += 1
      if (evaluate(Logic, { payload, external }) !== true) holds = false
    }
    return holds && count > 0
  }
  const byUs: Judge = (payload) =>
    judgeCountry(compiled, { payload, now, countryOfArrival: state }).outcome === 'pass'
  return { texts: dccsAt(now), sides: [byUs, byPeer] }
}

const time = (judge: Judge, texts: readonly string[], expected: number, copies: number): number => {
  const payloads = Array.from({ length: copies }, () =>
    texts.map((text): unknown => JSON.parse(text)),
  ).flat()
  let passed = 0
  const started = performance.now()
  for (const payload of payloads) if (judge(payload)) passed++
  const took = performance.now() - started
  if (passed !== expected * copies) throw new Error('the sides do not agree')
  return (took * 1e6) / payloads.length
}

const atLeast = 1

/** Measures every set: all of them in turn in each round, the sides in turn within. */
export const measureCountryRules = ({ rounds, evaluations }: CertLogicPlan): Measured => {
  const { evaluate } = peer('certlogic-js') as { evaluate: Evaluate }
  const all = publishedRules()
  const states = [...new Set(all.map(({ state }) => state))]
  const sets = states.map((state) => {
    const rules = all.filter((rule) => rule.state === state).map(({ rule }) => rule as Rule)
    const set = setOf(state, rules, evaluate)
    const expected = set.texts.filter((text) => set.sides[0]?.(JSON.parse(text)) === true).length
    return { ...set, expected, times: set.sides.map((): number[] => []) }
  })
  const copies = Math.ceil(evaluations / 3)
  // Three rounds warm up.
  for (let round = -3; round < rounds; round++) {
    for (const { texts, sides, expected, times } of sets) {
      for (let k = 0; k < sides.length; k++) {
        const turn = (k + round + 3) % sides.length
        const took = time(sides[turn] as Judge, texts, expected, copies)
        if (round >= 0) times[turn]?.push(took)
      }
    }
  }
  const sideOf = (side: number): readonly (readonly number[])[] =>
    sets.map(({ times }) => times[side] ?? [])
  const ratio = compared(sideOf(0), sideOf(1))
  const micros = (side: number): string => {
    const medians = sideOf(side).map((times) => medianOf(times).median)
    return (medianOf(medians).median / 1000).toFixed(1)
  }
  const isMissed = ratio.mean.median < atLeast
  return {
    rows: [
      [
        `certlogic-js ${versionOf('certlogic-js')} over ${String(states.length)} whole sets, a DCC of each kind: ${micros(1)} µs, ours ${micros(0)} (median set)`,
        String(all.length),
        medianCell(ratio.mean, 2),
        targetCell(String(atLeast), isMissed),
        ...[ratio.least, ratio.median, ratio.most].map((each) => each.toFixed(2)),
        String(rounds),
      ],
    ],
    figures: { sets: medianFigure(ratio.mean) },
    said: `${medianCell(ratio.mean, 2)}; sets ${ratio.least.toFixed(2)} to ${ratio.most.toFixed(2)}; ${micros(0)} µs a DCC  country rules`,
    isMissed,
  }
}
