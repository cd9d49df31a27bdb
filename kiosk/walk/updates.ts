/** Versions of the demo's rules for a gate to learn: what version 2 checks version 3 stops, and version 4 checks again. */
import { decodeBundle } from 'greengate/issue'
import { deltaContainer, digest, payloadBytes, publish, type Demo } from 'greengate-cli/demo'
import type { Rule, RuleSet } from 'greengate/rules'

/** Containers, each newer than the one before. */
export interface Updates {
  /** What the gate begins with: version 2 is in force, and there is no later one. */
  readonly begun: Uint8Array
  /** What version 3 brings to whoever has the first, and version 4 to whoever has that. */
  readonly third: Uint8Array
  readonly fourth: Uint8Array
  /** Version 5, in which somebody made a pass of a stop after it was signed. */
  readonly forged: Uint8Array
}

const hourMs = 3_600_000

/** Publishes them, signed by the demo's own keys. */
export async function makeUpdates(demo: Demo): Promise<Updates> {
  const { publication, now } = demo
  const [first, second] = publication.ruleSets as unknown as readonly [RuleSet, RuleSet]
  const third = next(second, stricter(second.rules))
  const fourth = next(third, second.rules)
  const fifth = next(fourth, stricter(second.rules))
  const sets = [first, second, third, fourth, fifth]
  const published = (count: number) =>
    publish({ ...publication, version: count, signedAt: now, ruleSets: sets.slice(0, count) })
  const containers = await Promise.all([2, 3, 4, 5].map(published))
  const [begun, withThird, withFourth, withFifth] = containers as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ]
  return {
    begun,
    third: delta(withThird, begun),
    fourth: delta(withFourth, withThird),
    forged: forge(delta(withFifth, withFourth)),
  }
}

/** The number of the rule about a temperature. */
export const feverRule = 20

/** A bundle under whose version 3 whoever is hot at the gate is sent to staff. */
export async function makeFeverBundle({ publication, now }: Demo): Promise<Uint8Array> {
  const [first, second] = publication.ruleSets as unknown as readonly [RuleSet, RuleSet]
  const fever: Rule = {
    no: feverRule,
    id: 'fever',
    outcome: 'check',
    when: {
      op: '>=',
      left: { onSite: 'temperature' },
      right: { value: 37.3, unit: 'Cel' },
    },
    reason: { zh: '体温偏高', en: 'A high temperature' },
  }
  const ruleSets = [first, second, next(second, [...second.rules, fever])]
  return publish({ ...publication, version: 2, signedAt: now, ruleSets })
}

/** A version that takes effect an hour after the one before, and so in the past. */
function next(before: RuleSet, rules: readonly Rule[]): RuleSet {
  const from = new Date(Date.parse(before.effective.from) + hourMs)
  return {
    ...before,
    version: before.version + 1,
    effective: { ...before.effective, from: `${from.toISOString().slice(0, 19)}Z` },
    previous: { version: before.version, sha256: digest(payloadBytes(before)) },
    rules,
  }
}

const stricter = (rules: readonly Rule[]): readonly Rule[] =>
  rules.map((rule) => (rule.outcome === 'check' ? { ...rule, outcome: 'stop' } : rule))

const delta = (bytes: Uint8Array, since: Uint8Array): Uint8Array =>
  deltaContainer(decodeBundle(bytes).documents, decodeBundle(since).documents)

/** Of one length: the container stays whole, and only the signed payload is another. */
function forge(container: Uint8Array): Uint8Array {
  const text = Buffer.from(container).toString('latin1')
  const forged = text.replace('"outcome":"stop"', '"outcome":"pass"')
  if (forged === text) throw new Error('there is no stop to be forged')
  return new Uint8Array(Buffer.from(forged, 'latin1'))
}

/** The code of a person whom a rule of version 2 sends to staff. */
export function checkedByRule({ people }: Demo): string {
  const person = people.find(({ reasons }) => reasons.join() === 'rule-check')
  if (person === undefined) throw new Error('the demo has nobody whom a rule checks')
  return person.text
}
