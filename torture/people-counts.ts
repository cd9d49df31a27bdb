/** What a trial of people must have seen: every rule, every threshold from both sides, every two rules together. */
import type { Tally } from '../house/endurance.ts'
import { rules, rulesOf } from '../test-vectors/oracle/judge.ts'
import { setsOf } from '../test-vectors/oracle/terms.ts'
import { thresholds } from '../test-vectors/oracle/thresholds.ts'
import { nameOf } from './boundaries.ts'
import { editionCount } from './fourteen.ts'

/**
 * Two rules that no person can have at once, with why. 1 and 2: declared, and not. 15, 24 and 26 each stand in
 * place of the declaration that 2 misses; 12 spares whoever 15 lets pass; 106 is for those without any test, which
 * 15 has, and spares the children of 24.
 */
const exclusive = new Set(['1 2', '2 15', '2 24', '2 26', '12 15', '15 106', '24 106'])

/** Every two rules that stand in one set of one version. */
const pairs: readonly string[] = [
  ...new Set(
    Array.from({ length: editionCount }, (_, i) => i + 1).flatMap((edition) =>
      setsOf(edition).flatMap((set) => {
        const numbers = rulesOf(edition, set).map(({ no }) => no)
        return numbers.flatMap((one, i) => numbers.slice(i + 1).map((other) => `${one} ${other}`))
      }),
    ),
  ),
]

const names = [...new Set(thresholds.map(nameOf))]

/** The sides of a threshold at which nobody stood. */
const sidesMissed = (tally: Tally, name: string): readonly number[] =>
  [-1, 0, 1].filter((side) =>
    ['yes', 'no'].every((answer) => tally[`side ${name}: ${side} ${answer}`] === undefined),
  )

/** Whether the rule holds for far more people on one side of a threshold than one unit further. */
const isSharp = (tally: Tally, name: string): boolean => {
  const [less = 0, on = 0, more = 0] = [-1, 0, 1].map((side) => {
    const yes = tally[`side ${name}: ${side} yes`] ?? 0
    return yes / (yes + (tally[`side ${name}: ${side} no`] ?? 0))
  })
  return Math.max(Math.abs(less - on), Math.abs(on - more)) > 0.3
}

/**
 * Names what was seen too seldom.
 *
 * @param firings - How often each rule must have been true at least.
 */
export const shortOf = (tally: Tally, firings: number): readonly string[] => {
  const count = (name: string): number => tally[name] ?? 0
  return [
    ...rules
      .filter(({ no }) => count(`rule ${no}`) < firings)
      .map(({ no }) => `rule ${no} fired ${count(`rule ${no}`)} times only`),
    ...names.flatMap((name) =>
      sidesMissed(tally, name).map((side) => `nobody stood at ${name}, side ${side}`),
    ),
    ...names
      .filter((name) => !isSharp(tally, name))
      .map((name) => `${name} makes no difference to who stands at it`),
    ...pairs
      .filter((pair) => !exclusive.has(pair) && count(`pair ${pair}`) === 0)
      .map((pair) => `rules ${pair} never held together`),
    // Were it possible after all, the list would be a lie.
    ...[...exclusive]
      .filter((pair) => count(`pair ${pair}`) > 0)
      .map((pair) => `rules ${pair} cannot hold together, and did`),
    ...['pass', 'check', 'stop']
      .filter((outcome) => count(`outcome ${outcome}`) === 0)
      .map((outcome) => `nobody got ${outcome}`),
  ]
}

const number = (n: number): string => n.toLocaleString('en-GB')

/** Says what was seen, as lines of Markdown. */
export const report = (tally: Tally): readonly string[] => {
  const count = (name: string): number => tally[name] ?? 0
  const outcomes = ['pass', 'check', 'stop'].map(
    (name) => `${name} ${number(count(`outcome ${name}`))}`,
  )
  const seen = pairs.filter((pair) => count(`pair ${pair}`) > 0).length
  const stoodAt = names.filter((name) => sidesMissed(tally, name).length === 0).length
  const least = Math.min(...rules.map(({ no }) => count(`rule ${no}`)))
  return [
    `Outcomes: ${outcomes.join(', ')}. Thresholds seen at -1, 0 and +1: ${stoodAt} of ${names.length}.`,
    `Two rules together: ${seen} of ${pairs.length}, the other ${exclusive.size} exclude each other.`,
    `Each rule fired at least ${number(least)} times:`,
    '',
    rules.map(({ no }) => `${no}: ${number(count(`rule ${no}`))}`).join(' · '),
  ]
}
