/** The names that a rule set declares, its bases' among them: even of one that is not sound yet. */
import type { Bases } from 'greengate/rules'
import { asObject } from '../edges/json-file.ts'
import type { Judgement } from './studio-api.ts'

type Names = NonNullable<Judgement['names']>
type Members = Readonly<Record<string, unknown>>

/** Deeper than any chain of bases may be. */
const maxBases = 8

/** Lists what may be named in conditions, and the rules; what is no such thing is left out. */
export function setNames(value: unknown, bases: Bases): Names {
  const chain = chainOf(value, bases)
  const parameters = merged(chain, 'parameters')
  const valueSets = merged(chain, 'valueSets')
  return {
    parameters: Object.entries(parameters).flatMap(([name, parameter]) => {
      const { value: amount, unit } = asObject(parameter) ?? {}
      if (typeof amount !== 'number') return []
      return [{ name, value: String(amount), unit: typeof unit === 'string' ? unit : null }]
    }),
    valueSets: Object.entries(valueSets).flatMap(([name, members]) =>
      Array.isArray(members) ? [{ name, count: members.length }] : [],
    ),
    rules: chain
      .flatMap((set) => listOf(set['rules']))
      .flatMap((rule): Names['rules'] => {
        const { no, id, outcome } = asObject(rule) ?? {}
        if (typeof no !== 'number' || typeof id !== 'string') return []
        if (outcome !== 'pass' && outcome !== 'check' && outcome !== 'stop') return []
        return [{ no, id, outcome }]
      })
      .toSorted((a, b) => a.no - b.no),
  }
}

/** The record of change, with nothing where something is missing yet: it is there to be filled in. */
export function changeRecord(value: unknown): Judgement['change'] {
  const change = asObject(asObject(value)?.['change'])
  if (change === undefined) return null
  const text = (name: string): string => {
    const found = change[name]
    return typeof found === 'string' ? found : ''
  }
  return {
    type: text('type'),
    how: text('how'),
    basis: listOf(change['basis']).filter((each) => typeof each === 'string'),
    requestedBy: text('requestedBy'),
    reviewedBy: text('reviewedBy'),
  }
}

/** The base of all first. */
function chainOf(value: unknown, bases: Bases): readonly Members[] {
  const chain: Members[] = []
  let set = asObject(value)
  while (set !== undefined && chain.length < maxBases) {
    chain.unshift(set)
    const { id, version } = asObject(set['extends']) ?? {}
    if (typeof id !== 'string' || typeof version !== 'number') break
    set = asObject(bases(id, version)?.value)
  }
  return chain
}

function merged(chain: readonly Members[], member: string): Members {
  return Object.fromEntries(chain.flatMap((set) => Object.entries(asObject(set[member]) ?? {})))
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
