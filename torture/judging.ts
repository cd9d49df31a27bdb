/** What both hands make of one synthetic person under one version: the engine of the library, and the oracle. */
import type { Person } from 'greengate-cli/people'
import {
  evaluate,
  makeFactBase,
  type CompiledRuleSet,
  type FactBase,
  type FactTypes,
  type Verdict,
} from 'greengate/rules'
import { judge, type Judgement } from '../test-vectors/oracle/judge.ts'
import { loadFourteen, standardTypes } from './fourteen.ts'

/** An issuer that may say everything. */
const permission = { states: ['*'], covers: ['*'], regions: ['*'] }

/** Both hands, ready. */
export interface Judges {
  /** The facts of a person as the engine takes them: once, for all versions. */
  readonly baseOf: (person: Pick<Person, 'facts' | 'covers'>) => FactBase
  readonly setAt: (edition: number, set: string) => CompiledRuleSet
  readonly engine: (
    edition: number,
    set: string,
    base: FactBase,
    onSite: Person['onSite'],
    now: number,
  ) => Verdict
}

/** Makes the engine ready. */
export const openJudges = (types: FactTypes = standardTypes()): Judges => {
  const fourteen = loadFourteen(types)
  const setAt = (edition: number, set: string): CompiledRuleSet => {
    const compiled = fourteen.get(`${edition}/${set}`)
    if (compiled === undefined) throw new Error(`version ${edition} has no set ${set}`)
    return compiled
  }
  return {
    setAt,
    baseOf: ({ facts, covers }) => {
      const coverage = covers.map(({ kind, until }) => ({ kind, until: Date.parse(until) / 1000 }))
      return makeFactBase({ facts, coverage, permission }, types)
    },
    engine: (edition, set, base, onSite, now) =>
      evaluate(setAt(edition, set), base, now, onSite ?? {}),
  }
}

/** Where the two hands differ, if they do: nothing of the person is said, the seed and the number make it again. */
export const difference = (verdict: Verdict, judgement: Judgement): string | undefined => {
  const { outcome, fired, missing } = verdict
  const ours = `${outcome} ${fired.join(',')} ${missing.length > 0 ? 'missing' : ''}`
  const theirs = `${judgement.outcome} ${judgement.fired.join(',')} ${judgement.missing ? 'missing' : ''}`
  return ours === theirs ? undefined : `${ours.trim()}, not ${theirs.trim()}`
}

/** What the oracle says. */
export const oracle = judge
