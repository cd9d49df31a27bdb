/** What would be known of those whom a proposal concerns, were it agreed to now; nothing is changed by asking. */
import type { Fact } from 'greengate/issue'
import type { Vocabulary } from 'greengate/rules'
import { factsOf, type KnownFacts } from '../facts/facts-of.ts'
import { aboutOfHeld } from '../facts/held-about.ts'
import { instantOf } from '../facts/read-time.ts'
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import { officeSource } from './apply-proposal.ts'
import { refuseConcerned, refuseOutsider } from './check-officer.ts'
import { checkProposal } from './check-proposal.ts'
import type { FactName, Matter, Proposal } from './matter.ts'
import { readMatter } from './read-matter.ts'
import { refused } from './refused.ts'

/** Who asks, of which matter, and when. */
export interface PreviewAsked {
  readonly matter: string
  readonly officer: string
  /** The fact types in force. */
  readonly types: Vocabulary['types']
  readonly now: Date
}

/** A person, and what would be known of them. */
export interface KnownAfter {
  readonly person: string
  readonly known: KnownFacts
}

/**
 * Tells whom a proposal concerns and what would be known of them.
 *
 * @throws DeskError for what could not be proposed
 */
export function previewProposal(
  store: DeskStore,
  { matter: id, officer, types, now }: PreviewAsked,
  proposal: Proposal,
): readonly KnownAfter[] {
  refuseOutsider(store, officer)
  const matter = readMatter(store, id)
  if (!['open', 'proposed'].includes(matter.state)) throw refused('ERR_DESK_MATTER_DECIDED')
  const people = [matter.person, 'person' in proposal ? proposal.person : undefined]
  refuseConcerned(store, officer, people)
  checkProposal(store, matter, proposal, types)
  const seconds = Math.floor(now.getTime() / 1000)
  const settled = 'fact' in proposal ? proposal.fact : undefined
  const about = settled === undefined ? undefined : heldAbout(store, settled)
  const concerned = new Set([...people, about].filter((person) => person !== undefined))
  return [...concerned].map((person) => {
    const { facts, covers } = factsOf(store, person, seconds, settled)
    return {
      person,
      known: { facts: changed(store, facts, { matter, proposal, person, now }), covers },
    }
  })
}

interface Change {
  readonly matter: Matter
  readonly proposal: Proposal
  readonly person: string
  readonly now: Date
}

/** The facts of one of them, as an agreement would leave them. */
function changed(
  store: DeskStore,
  facts: readonly Fact[],
  { matter, proposal, person, now }: Change,
): readonly Fact[] {
  const without = (...gone: readonly string[]) => facts.filter(({ id }) => !gone.includes(id))
  switch (proposal.do) {
    case 'refuse':
    case 'drop':
    case 'assess-again':
      return facts
    case 'retract':
      return without(idOf(proposal.fact))
    case 'move':
    case 'assign': {
      const { fact, retracts } = storedFact(store, proposal.fact)
      const kept = without(idOf(proposal.fact), retracts)
      return person === proposal.person && fact.kind !== 'retraction' ? [...kept, fact] : kept
    }
    case 'add': {
      const { kind, fields } = proposal.added
      const said = { source: officeSource, id: matter.id }
      return [
        ...facts,
        {
          ...said,
          id: idOf(said),
          kind,
          recordedAt: instantOf(Math.floor(now.getTime() / 1000)),
          fields,
        },
      ]
    }
  }
}

/** Whoever has the number that a held record names. */
function heldAbout(store: DeskStore, { source, id }: FactName): string | undefined {
  const select = `SELECT ${aboutOfHeld} AS about FROM fact WHERE source = ? AND id = ? AND state = 'held'`
  return (prepared(store, select).get(source, id)?.['about'] ?? undefined) as string | undefined
}

/** As {@link factsOf} names them. */
function idOf({ source, id }: FactName): string {
  return `${source}:${id}`
}

function storedFact(
  store: DeskStore,
  name: FactName,
): { readonly fact: Fact; readonly retracts: string } {
  const select =
    'SELECT kind, recordedAt, fields, state, retracts FROM fact WHERE source = ? AND id = ?'
  const row = prepared(store, select).get(name.source, name.id)
  if (row === undefined) throw refused('ERR_DESK_MATTER_UNKNOWN')
  const retracts = row['state'] === 'held' ? (row['retracts'] as string | null) : null
  return {
    fact: {
      ...{ id: idOf(name), source: name.source, kind: row['kind'] as string },
      recordedAt: instantOf(row['recordedAt'] as number),
      fields: JSON.parse(row['fields'] as string) as Fact['fields'],
    },
    // What a held record takes back is taken back with the decision.
    retracts: retracts === null ? '' : idOf({ source: name.source, id: retracts }),
  }
}
