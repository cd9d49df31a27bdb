/** Cases made of those that may pass, each with something changed: the text, the time, the circumstances, what the gate knows. */
import { drawOf, type Draw } from '../people/draw.ts'
import { textMutations } from './mutate-text.ts'
import type { ContextLine } from './protocol.ts'
import type { VectorCase, VectorGroup, Vectors } from './vectors.ts'

/** What a mutant shows. */
export interface MutantCase {
  /** What was changed. */
  readonly how: string
  /** The vector that it was made of. */
  readonly of: string
  readonly shown: Omit<VectorCase, 'id' | 'outcome'>
}

/** Mutants that a gate is asked after the same set-up. */
export interface MutantGroup {
  readonly given: Omit<VectorGroup, 'cases' | 'topic'>
  /** What is changed in what the gate is given at the start. */
  readonly setUp?: { readonly how: string; readonly place: number }
  /** The name of a bundle that is offered to it afterwards. */
  readonly offered?: string
  readonly cases: readonly MutantCase[]
}

const isPass = ({ outcome }: VectorCase): boolean => outcome === 'pass'
const day = 86_400_000

/** What is changed but the text. */
const changes: Readonly<Record<string, (one: VectorCase, draw: Draw) => Partial<VectorCase>>> = {
  later: ({ now }, draw) => at(now, draw.pick([1, 30, 3_600, 86_400, 40 * 86_400]) * 1_000),
  'much-later': ({ now }, draw) => at(now, draw.between(1, 3_000) * day),
  earlier: ({ now }, draw) => at(now, -draw.pick([1, 60, 3_600, 86_400]) * 1_000),
  'much-earlier': ({ now }, draw) => at(now, -draw.between(1, 3_000) * day),
  replayed: inContext({ seenBefore: 'proof' }),
  'already-used': inContext({ seenBefore: 'code' }),
  'replay-unknown': inContext({ seenBefore: 'unknown' }),
  'station-without-memory': inContext({ station: 'north-1' }),
  'must-be-live': inContext({ requireLive: true }),
  'must-show-card': inContext({ requireCard: true }),
  'card-of-another': inContext({
    card: { type: 'passport', number: 'X00000000', source: 'chip' },
  }),
  'hot-forehead': inContext({ onSite: { temperature: 40 } }),
  'no-rule-set': ({ context: { ruleSet: _, ...context } }) => ({ context }),
  'another-rule-set': inContext({ ruleSet: 'xx-0000' }),
}

function at(now: string, ms: number): { readonly now: string } {
  return { now: `${new Date(Date.parse(now) + ms).toISOString().slice(0, 19)}Z` }
}

function inContext(more: ContextLine): (one: VectorCase) => Partial<VectorCase> {
  return ({ context }) => ({ context: { ...context, ...more } })
}

/** What is changed of several texts, or of one that becomes several. */
const companies: Readonly<Record<string, (own: readonly string[], other: string) => string[]>> = {
  'nothing-shown': () => [],
  'another-beside': (own, other) => [...own, other],
  'rubbish-beside': (own) => [...own, 'WIFI:T:WPA;S:station;P:12345678;;'],
  'an-empty-text-beside': (own) => ['', ...own],
}

/** Set-ups that are spoiled, or fit for another gate. */
const setUps = ['flip-bundle', 'cut-bundle', 'flip-root', 'another-world', 'no-bundle', 'too-late']

/**
 * Makes mutants.
 *
 * @param groups - Those of the vectors to make them of.
 * @param rounds - How many.
 */
export function makeMutants(
  { groups }: Pick<Vectors, 'groups'>,
  seed: number,
  rounds: number,
): readonly MutantGroup[] {
  const givers = groups.filter(({ cases, bundle }) => bundle !== null && cases.some(isPass))
  if (givers.length === 0) return []
  const draw = drawOf(seed, 0, 1)
  const texts = givers.flatMap(({ cases }) =>
    cases.filter(isPass).flatMap(({ texts = [] }) => texts),
  )
  const foreign = groups.flatMap(({ cases }) => cases.flatMap(({ texts = [] }) => texts))
  const byGroup = new Map<VectorGroup, MutantCase[]>(givers.map((group) => [group, []]))
  const passing = givers.flatMap((group) =>
    group.cases.filter(isPass).map((one) => ({ group, one })),
  )
  const others: MutantGroup[] = []
  for (let made = 0; made < rounds; made += 1) {
    const { group, one } = draw.pick(passing)
    const { topic: _, cases, ...given } = group
    const asItWas = [toCase('as-it-was', draw.pick(cases.filter(isPass)), {})]
    // A bundle takes a gate longer than a code does: one mutant in ten.
    const kind = draw.below(20)
    if (kind === 0) {
      const setUp = { how: draw.pick(setUps), place: draw.below(1_000_000) }
      others.push({ given, setUp, cases: asItWas })
    } else if (kind === 1) {
      const rivals = groups.filter(({ root, bundle }) => root === group.root && bundle !== null)
      const offered = draw.pick(rivals)
      // What the other lets pass: revoked in the newer, it shows who took up the older.
      const rivalPasses = offered.cases.filter(isPass)
      const more = Array.from({ length: rivalPasses.length === 0 ? 0 : 3 }, () =>
        toCase('of-the-offered', draw.pick(rivalPasses), {}),
      )
      const { bundle } = offered
      others.push({
        given,
        ...(bundle !== null && { offered: bundle }),
        cases: [...asItWas, ...more],
      })
    } else byGroup.get(group)?.push(mutate(one, draw, texts, foreign))
  }
  const inPlace = [...byGroup].map(([{ topic: _, cases: __, ...given }, cases]) => ({
    given,
    cases,
  }))
  return [...inPlace.filter(({ cases }) => cases.length > 0), ...others]
}

/** Changes one thing. */
function mutate(
  one: VectorCase,
  draw: Draw,
  texts: readonly string[],
  foreign: readonly string[],
): MutantCase {
  const own = one.texts
  const kind = own === undefined ? 0 : draw.below(10)
  if (own === undefined || kind < 3) {
    const [how, change] = draw.pick(Object.entries(changes))
    return toCase(how, one, change(one, draw))
  }
  const other = texts.length === 0 ? '' : draw.pick(texts)
  if (kind === 3) {
    const [how, company] = draw.pick(Object.entries(companies))
    return toCase(how, one, { texts: company(own, other) })
  }
  if (kind === 4) return toCase('another-code', one, { texts: [draw.pick(foreign)] })
  const [how, spoil] = draw.pick(Object.entries(textMutations))
  const at = draw.below(own.length)
  const spoiled = own.map((text, index) =>
    index === at && text.length > 8 ? spoil(text, other, draw) : text,
  )
  return toCase(how, one, { texts: spoiled })
}

function toCase(how: string, one: VectorCase, changed: Partial<VectorCase>): MutantCase {
  const { id, outcome: _, ...shown } = { ...one, ...changed }
  return { how, of: id, shown }
}
