/** Injects the faults that records have in the world, each labelled, and keeps beside them what a correction makes of them. */
import type { Coverage, Fact } from 'greengate/issue'
import { secondText } from './calendar.ts'
import type { Draw } from './draw.ts'
import { faultClasses, type FaultClass, type FaultyPerson, type Person } from './person.ts'

type Records = Pick<Person, 'facts' | 'covers'>

/** The records as they are stated, and as they are stated when all is repaired. */
interface Spoilt {
  readonly stated: Records
  readonly corrected: Records
  /** The fact that is wrong, or that is not there. */
  readonly about: Fact
}

/**
 * Spoils a person's records in one way.
 *
 * - late: a fact has not arrived yet, and the issuer covers the kind only up to before it;
 * - missing: a fact never arrived, and the issuer knows of no gap: it covers the kind all the same;
 * - duplicate: a fact came twice;
 * - retracted: what is stated was wrong, and is taken back by the correction;
 * - wrong-person: a fact of somebody else was filed under this person.
 *
 * A correction takes a fact out, or states that it is taken back: one way as often as the other.
 *
 * @param other - Whose fact is filed wrongly.
 */
export function faultyPerson(
  draw: Draw,
  person: Person,
  other: Person,
  now: number,
): FaultyPerson | Person {
  const fault = draw.pick(faultClasses)
  const spoilt = spoil(draw, fault, person, other, now)
  // Nothing can be missing where there is nothing.
  if (spoilt === undefined) return person
  const { stated, corrected, about } = spoilt
  const faults = [{ fault, kind: about.kind, fact: about.id }]
  return { ...person, ...stated, faults, corrected }
}

function spoil(
  draw: Draw,
  fault: FaultClass,
  person: Person,
  other: Person,
  now: number,
): Spoilt | undefined {
  const { facts, covers } = person
  // Who somebody is hardly ever gets lost; what befell them does.
  const dated = facts.filter(({ kind, retracts }) => kind !== 'person' && retracts === undefined)
  const about = dated.length === 0 ? undefined : draw.pick(dated)
  switch (fault) {
    case 'late':
    case 'missing': {
      if (about === undefined) return undefined
      const before = facts.filter((fact) => fact !== about)
      const stated = { facts: before, covers: fault === 'late' ? behind(covers, about) : covers }
      return { stated, corrected: { facts: [...before, about], covers }, about }
    }
    case 'duplicate':
      if (about === undefined) return undefined
      return undone(draw, person, { ...about, id: `${about.id}-2` }, now)
    case 'retracted':
      return undone(draw, person, mistake(draw, now), now)
    case 'wrong-person': {
      const theirs = other.facts.filter(({ kind }) => kind !== 'person')
      if (theirs.length === 0) return undefined
      const fact = draw.pick(theirs)
      return undone(draw, person, { ...fact, id: `${fact.id}-w` }, now)
    }
  }
}

/** The coverage of an issuer who knows that its feed is behind: up to before the fact was recorded. */
function behind(covers: readonly Coverage[], { kind, recordedAt }: Fact): readonly Coverage[] {
  const until = secondText(Date.parse(recordedAt) / 1000 - 1)
  return covers.map((cover) =>
    cover.kind === kind && cover.until > until ? { kind, until } : cover,
  )
}

/** A fact too many, and its correction. */
function undone(draw: Draw, { facts, covers }: Person, about: Fact, now: number): Spoilt {
  const stated = { facts: [...facts, about], covers }
  if (draw.chance(500_000)) return { stated, corrected: { facts, covers }, about }
  // Of a kind that no rule reads: a retraction states nothing of its own.
  const retraction: Fact = {
    id: `${about.id}-r`,
    kind: 'retraction',
    source: about.source,
    recordedAt: secondText(now),
    fields: {},
    retracts: about.id,
  }
  return { stated, corrected: { facts: [...stated.facts, retraction], covers }, about }
}

/** What offices get wrong: a result that was somebody's slip, a contact that was none, a visit of a namesake. */
function mistake(draw: Draw, now: number): Fact {
  const date = (daysAgo: number): string => secondText(now - daysAgo * 86_400).slice(0, 10)
  const daysAgo = draw.between(0, 13)
  const [kind, fields] = draw.pick<readonly [string, Fact['fields']]>([
    [
      'test',
      { sampledAt: secondText(now - 1 - draw.below(259_200)), method: 'pcr', result: 'positive' },
    ],
    ['contact', { at: date(daysAgo), closeness: 'close' }],
    ['contact', { at: date(daysAgo), closeness: 'secondary' }],
    ['stay', { region: '420106', from: date(daysAgo + 2), until: date(daysAgo) }],
    ['symptom', { at: date(daysAgo), name: 'fever' }],
  ])
  return { id: 'm1', kind, source: 'cn-33', recordedAt: secondText(now), fields }
}
