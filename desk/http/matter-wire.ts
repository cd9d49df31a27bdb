/** Matters as the wire has them: to their holder, and to officers. */
import { personById } from '../people/find-person.ts'
import type { AnswerOf } from '../shared/routes.ts'
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import type { Matter, MatterAct } from '../worklist/matter.ts'
import { instantText } from './instant-text.ts'
import { factsWire, personWire } from './person-wire.ts'

type MatterWire = AnswerOf<'GET /office/matters'>['matters'][number]
type MatterFile = AnswerOf<'GET /office/matters/:id'>
type ActWire = MatterFile['acts'][number]

/** For whom it is about. */
export function matterOfHolder(matter: Matter): AnswerOf<'POST /people/:id/appeals'> {
  const { id, state, subject, openedAt, dueAt, text, acts } = matter
  const isDecided = state === 'granted' || state === 'refused'
  // The ground of a decision is that of the proposal which two agreed to.
  const ground = isDecided ? acts.findLast(({ what }) => what === 'proposed')?.text : undefined
  return {
    id,
    kind: subject.kind,
    state,
    openedAt: instantText(openedAt),
    dueAt: instantText(dueAt),
    ...(text === undefined ? {} : { text }),
    ...askedOf(subject),
    ...(ground === undefined ? {} : { answer: ground }),
  }
}

/** In the worklist. */
export function matterWire(store: DeskStore, matter: Matter): MatterWire {
  const { id, state, subject, openedAt, dueAt, text, acts } = matter
  const person = matter.person === undefined ? undefined : personById(store, matter.person)
  const proposed =
    state === 'proposed' ? acts.findLast(({ what }) => what === 'proposed') : undefined
  const proposer = officerWire(store, proposed?.officer)
  return {
    id,
    kind: subject.kind,
    state,
    openedAt: instantText(openedAt),
    dueAt: instantText(dueAt),
    ...(person === undefined ? {} : { person: personWire(store, person) }),
    ...(text === undefined ? {} : { text }),
    ...askedOf(subject),
    ...(proposer === undefined ? {} : { proposedBy: proposer }),
  }
}

/** Of a correction, what is wished; of an appeal, what was told. */
function askedOf(subject: Matter['subject']): Pick<MatterWire, 'told' | 'wish'> {
  if (subject.kind === 'correction') return { wish: subject.wish }
  return subject.kind === 'appeal' ? { told: toldOf(subject) } : {}
}

/** With what was done, and the record that it is about. */
export function matterFile(store: DeskStore, matter: Matter): MatterFile {
  const { subject, acts } = matter
  const fact = 'fact' in subject ? subject.fact : undefined
  return {
    ...matterWire(store, matter),
    facts:
      fact === undefined
        ? []
        : factsWire(store, 'fact.source = ? AND fact.id = ?', fact.source, fact.id),
    acts: acts.map((act) => actWire(store, act)),
  }
}

function toldOf(subject: Extract<Matter['subject'], { kind: 'appeal' }>) {
  const { outcome, ruleSet, version, rule, receipt } = subject
  return { outcome, ruleSet, version, rule, ...(receipt === undefined ? {} : { receipt }) }
}

function actWire(store: DeskStore, act: MatterAct): ActWire {
  const { seq, what, at, text, proposal } = act
  const officer = officerWire(store, act.officer)
  const isGiven = proposal !== undefined && 'person' in proposal
  const to = isGiven ? personById(store, proposal.person) : undefined
  return {
    seq,
    what,
    at: instantText(at),
    ...(officer === undefined ? {} : { officer }),
    ...(text === undefined ? {} : { text }),
    ...(proposal === undefined ? {} : { proposal: proposalWire(proposal) }),
    ...(to === undefined ? {} : { to: personWire(store, to) }),
  }
}

function officerWire(store: DeskStore, id: string | undefined): ActWire['officer'] {
  if (id === undefined) return undefined
  const row = prepared(store, 'SELECT id, name FROM officer WHERE id = ?').get(id)
  return row === undefined ? undefined : { id: row['id'] as string, name: row['name'] as string }
}

function proposalWire(
  proposal: NonNullable<MatterAct['proposal']>,
): NonNullable<ActWire['proposal']> {
  if (proposal.do !== 'add') return proposal
  const { added } = proposal
  return added === undefined ? { do: 'add' } : { do: 'add', added: { ...added } }
}
