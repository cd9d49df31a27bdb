/** One synthetic person as people are: nothing forced, nothing gone wrong. */
import type { Coverage, Fact } from 'greengate/issue'
import { recordPlight } from './befallen.ts'
import { daySeconds, secondText } from './calendar.ts'
import { drawOf, type Draw } from './draw.ts'
import { celsiusOf, recordEveryday, recordFamily } from './everyday.ts'
import { householdOf, plightOf, purposes, type Plight } from './household.ts'
import { marginals } from './marginals.ts'
import type { Person } from './person.ts'
import { kinds, notebookOf } from './notebook.ts'

/**
 * Makes person `n` of a seed.
 *
 * @param now - Unix seconds; facts lie around it.
 * @param isPlain - Nothing befell the person, and everything is covered and filled in: a ground to force things on.
 */
export function ordinaryPerson(seed: number, n: number, now: number, isPlain = false): Person {
  const household = householdOf(seed, n)
  const plight: Plight = isPlain ? { name: 'well', daysAgo: 0 } : plightOf(seed, n)
  const draw = drawOf(seed, n, purposes.facts)
  const notebook = notebookOf(draw, now, `cn-${household.region.slice(0, 4)}`)
  recordEveryday(draw, notebook, plight)
  recordPlight(draw, notebook, plight)
  recordFamily(draw, notebook, household, seed, n)
  const facts =
    !isPlain && draw.chance(marginals.blank) ? blankOne(draw, notebook.facts) : notebook.facts
  const covers = coverageOf(draw, now, isPlain)
  const person = { id: `${seed}-${n}`, region: household.region, facts, covers }
  if (!draw.chance(marginals.measured)) return person
  return { ...person, onSite: { temperature: celsiusOf(draw, draw.chance(marginals.fever)) } }
}

/** Takes one field out of one fact. */
function blankOne(draw: Draw, facts: readonly Fact[]): readonly Fact[] {
  if (facts.length === 0) return facts
  const at = draw.below(facts.length)
  return facts.map((fact, i) => {
    if (i !== at) return fact
    const lost = draw.pick(Object.keys(fact.fields))
    const left = Object.entries(fact.fields).filter(([name]) => name !== lost)
    return { ...fact, fields: Object.fromEntries(left) }
  })
}

/** Everything, as of the last hours; for some people a few kinds are not covered, or not lately. */
function coverageOf(draw: Draw, now: number, isPlain: boolean): readonly Coverage[] {
  const until = secondText(now - draw.below(21_600))
  const covers = kinds.map((kind) => ({ kind, until }))
  if (isPlain) return covers
  if (draw.chance(marginals.uncovered)) {
    for (let left = draw.between(1, 3); left > 0; left--)
      covers.splice(draw.below(covers.length), 1)
  }
  if (draw.chance(marginals.stale)) {
    const old = secondText(now - daySeconds - draw.below(9 * daySeconds))
    const at = draw.below(covers.length)
    return covers.map((cover, i) => (i === at ? { ...cover, until: old } : cover))
  }
  return covers
}
