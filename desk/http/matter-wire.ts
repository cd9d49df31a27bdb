/** Matters as the wire has them: to their holder, and to officers. */
import { heldFact } from '../facts/list-facts.ts'
import type { NamedPerson } from '../facts/record.ts'
import { personById } from '../people/find-person.ts'
import { lastFour, maskedName } from '../people/masked-name.ts'
import type { AnswerOf } from '../shared/routes.ts'
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import type { Appeal, FactName, Matter, MatterAct, Told } from '../worklist/matter.ts'
import { toldByReceipts, type NamedReceipt } from '../worklist/named-receipts.ts'
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
    ...askedOf(subject, acts),
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
    ...askedOf(subject, acts),
    ...(subject.kind === 'held-fact' ? { held: heldWire(store, subject.fact) } : {}),
    ...(proposer === undefined ? {} : { proposedBy: proposer }),
  }
}

/** Of a correction, what is wished; of an appeal, what was told. */
function askedOf(
  subject: Matter['subject'],
  acts: Matter['acts'],
): Pick<MatterWire, 'told' | 'wish'> {
  if (subject.kind === 'correction') return { wish: subject.wish }
  return subject.kind === 'appeal' ? { told: toldOf(subject, acts) } : {}
}

/** With what was done, and the record that it is about. */
export function matterFile(
  store: DeskStore,
  matter: Matter,
  receipts?: readonly NamedReceipt[],
): MatterFile {
  const { subject, acts } = matter
  const fact = 'fact' in subject ? subject.fact : undefined
  const wire = matterWire(store, matter)
  return {
    ...wire,
    ...(receipts === undefined || subject.kind !== 'appeal'
      ? {}
      : { receipts: [...receipts], told: toldOf(subject, acts, toldByReceipts(receipts)) }),
    facts:
      fact === undefined
        ? []
        : factsWire(store, 'fact.source = ? AND fact.id = ?', fact.source, fact.id),
    acts: acts.map((act) => actWire(store, act)),
  }
}

/** What an officer needs to say whose it is: neither the name nor the number whole, of nobody. */
function heldWire(store: DeskStore, { source, id }: FactName): NonNullable<MatterWire['held']> {
  const held = heldFact(store, source, id)
  const row = prepared(store, 'SELECT zh, en FROM source WHERE id = ?').get(source)
  if (held === undefined || row === undefined) throw new TypeError('a matter must be of a record')
  const { kind, recordedAt, takenAt, stated } = held
  const candidate = held.person === undefined ? undefined : personById(store, held.person)
  return {
    ...{ source, id, kind },
    sourceName: { zh: row['zh'] as string, en: row['en'] as string },
    recordedAt: instantText(recordedAt),
    takenAt: instantText(takenAt),
    ...(stated === undefined ? {} : { why: stated.reason, names: namesWire(stated.names) }),
    ...(candidate === undefined ? {} : { candidate: personWire(store, candidate) }),
  }
}

function namesWire({ idType, number, name }: NamedPerson) {
  const masked = name === undefined ? {} : { name: maskedName(name) }
  return { idType, lastFour: lastFour(number), ...masked }
}

/** As the person says; what the receipt says stands before that, and what an officer noted of it before both. */
function toldOf(
  { kind: _, ...said }: Appeal,
  acts: Matter['acts'],
  byReceipt: Partial<Told> = {},
): NonNullable<MatterWire['told']> {
  return { ...said, ...byReceipt, ...acts.findLast(({ told }) => told !== undefined)?.told }
}

function actWire(store: DeskStore, act: MatterAct): ActWire {
  const { seq, what, at, text, proposal, told } = act
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
    ...(told === undefined ? {} : { told }),
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
