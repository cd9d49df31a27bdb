/** The oracle's list of thresholds against the rule sets: no number that decides may be left out of it. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { rulesOf } from '../../test-vectors/oracle/judge.ts'
import { thresholds, thresholdsOf } from '../../test-vectors/oracle/thresholds.ts'
import { parseDuration } from './duration.ts'
import type { RuleSet } from './rule-set.ts'

interface Node {
  readonly [member: string]: unknown
}
interface Counted {
  readonly rule: number
  readonly kind: string
  /** Undefined where facts are counted and not their days. */
  readonly field: string | undefined
  readonly unit: string
  readonly value: number
}

const read = (version: number, id: string): RuleSet => {
  const path = `hangzhou/${String(version).padStart(2, '0')}/${id}.json`
  const url = new URL(`../../test-vectors/rule-sets/${path}`, import.meta.url)
  return JSON.parse(readFileSync(url, 'utf8')) as RuleSet
}

const text = (member: unknown): string | undefined =>
  typeof member === 'string' ? member : undefined

const comparisons = ['<', '<=', '>', '>=', '==', '!=']
const secondsIn: Readonly<Record<string, number>> = { hour: 3600, minute: 60 }

/** Every comparison of something that is counted with a number, wherever it stands. */
const numbersOf = (set: RuleSet, rule: number, node: unknown, kind: string): readonly Counted[] => {
  if (typeof node !== 'object' || node === null) return []
  const members = node as Node
  const here = text(members['kind']) ?? kind
  const below = Object.values(members).flatMap((member) => numbersOf(set, rule, member, here))
  if (!comparisons.includes(text(members['op']) ?? '')) return below
  const right = members['right'] as Node
  const given = ('parameter' in right ? set.parameters[String(right['parameter'])] : right) as {
    readonly value: unknown
    readonly unit?: string
  }
  if (typeof given.value !== 'number') return below
  const counted = members['left'] as Node
  const inner = (counted['of'] ?? counted) as Node
  const unit = given.unit ?? 'count'
  const number: Counted = {
    rule,
    kind: text(counted['kind']) ?? text(inner['onSite']) ?? here,
    field: 'onSite' in inner ? 'onSite' : (text(inner['field']) ?? text(counted['by'])),
    unit: unit in secondsIn ? 'second' : unit,
    value: given.value * (secondsIn[unit] ?? 1),
  }
  return [...below, number]
}

const alone = [
  ...[1, 2].map((version) => [version, 'cn-3301'] as const),
  ...Array.from({ length: 12 }, (_, i) => [i + 3, 'cn-33'] as const),
]

test('every number that a rule compares with is a threshold, at most one unit aside', () => {
  const left: string[] = []
  let count = 0
  for (const [version, id] of alone) {
    const set = read(version, id)
    const known = thresholdsOf(version, id)
    for (const { no, when, unless, requires = [] } of set.rules) {
      const numbers = [
        ...numbersOf(set, no, when, ''),
        ...numbersOf(set, no, unless, ''),
        ...requires.map(({ kind, maxAge }): Counted => {
          const value = parseDuration(maxAge) ?? NaN
          return { rule: no, kind, field: 'covers.until', unit: 'second', value }
        }),
      ]
      for (const { rule, kind, field, unit, value } of numbers) {
        count++
        const isKnown = known.some(
          (one) =>
            one.rule === rule &&
            one.kind === kind &&
            (one.field === field || field === undefined) &&
            one.unit === unit &&
            Math.abs(one.threshold - value) <= 1,
        )
        if (!isKnown)
          left.push(
            `${id}/${String(version)}#${String(rule)} ${kind}.${String(field)} ${String(value)} ${unit}`,
          )
      }
    }
  }
  expect(left).toEqual([])
  expect(count).toBeGreaterThan(400)
})

test('every threshold is of a rule that its set has', () => {
  const strange = thresholds.filter(
    ({ edition, set, rule }) => !rulesOf(edition, set).some(({ no }) => no === rule),
  )
  expect(strange).toEqual([])
  expect(new Set(thresholds.map(({ edition, set }) => `${set}/${String(edition)}`)).size).toBe(147)
})
