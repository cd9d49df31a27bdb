/** What comes after a pass: a newer bundle that takes it back, the older one offered once more, the instant when it ends. */
import type { MutantCase, MutantGroup } from './mutants.ts'
import type { Hello } from './protocol.ts'
import { decide, know, knowMore, type Knowledge } from './reference.ts'
import type { VectorCase, VectorGroup, Vectors } from './vectors.ts'

type HelloOf = (group: VectorGroup) => Hello

/**
 * Makes them. Chance would seldom meet the two bundles of which one follows the other, nor the very second in which a
 * decision ends; a gate that ignores updates, or keeps its answers, is seen by nothing else.
 */
export async function makeSequels(
  { files, groups }: Vectors,
  helloOf: HelloOf,
): Promise<readonly MutantGroup[]> {
  const givers = groups.filter(({ bundle, cases }) => bundle !== null && cases.some(isPass))
  const made: MutantGroup[] = []
  const tried = new Set<string>()
  for (const group of givers) {
    const knowledge = await know(helloOf(group))
    made.push({ given: group, cases: await endings(group.cases, knowledge) })
    for (const rival of groups) {
      const { bundle } = rival
      if (knowledge === undefined || bundle === null || bundle === group.bundle) continue
      const pair = [group.topic, group.bundle, bundle].join(' ')
      if (rival.root !== group.root || tried.has(pair)) continue
      tried.add(pair)
      const offered = { bundle: files[bundle] ?? '', now: group.acceptedAt }
      const next = await knowMore(knowledge, { type: 'update', id: '', ...offered })
      if (next === undefined) continue
      const takenBack = await othersUnder(next, group.cases.filter(isPass))
      made.push({ given: group, offered: bundle, cases: takenBack })
      if (group.bundle !== null) {
        made.push({ given: { ...group, bundle }, offered: group.bundle, cases: takenBack })
      }
    }
  }
  return made.filter(({ cases }) => cases.length > 0)
}

const isPass = ({ outcome }: VectorCase): boolean => outcome === 'pass'

/** A few that pass, each shown again when its decision ends. */
async function endings(
  cases: readonly VectorCase[],
  knowledge: Knowledge | undefined,
): Promise<readonly MutantCase[]> {
  const found: MutantCase[] = []
  for (const one of cases.filter(isPass)) {
    const shown = shownOf(one)
    const { holdsUntil } = await decide(knowledge, { type: 'case', id: '', ...shown })
    if (holdsUntil === null) continue
    found.push({ how: 'as-it-was', of: one.id, shown })
    found.push({ how: 'when-it-ends', of: one.id, shown: { ...shown, now: holdsUntil } })
    if (found.length >= 6) break
  }
  return found
}

/** Those that no longer pass under what is newer. */
async function othersUnder(
  next: Knowledge,
  cases: readonly VectorCase[],
): Promise<readonly MutantCase[]> {
  const found: MutantCase[] = []
  for (const one of cases) {
    const shown = shownOf(one)
    const { outcome } = await decide(next, { type: 'case', id: '', ...shown })
    if (outcome !== 'pass') found.push({ how: 'as-it-was', of: one.id, shown })
  }
  return found
}

function shownOf({ id: _, outcome: __, ...shown }: VectorCase): MutantCase['shown'] {
  return shown
}
