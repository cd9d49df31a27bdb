/** What may be proposed in which matter: facts are corrected, a colour is never set. */
import { makeFactBase, type FactTypes, type Vocabulary } from 'greengate/rules'
import type { DeskStore } from '../store/open-store.ts'
import { ActRefused } from './act-refused.ts'
import { factNamed, type FoundFact } from './find-fact.ts'
import type { AddedFact, FactName, Matter, Proposal } from './matter.ts'

/** What rules may read: the fact types that are in force. */
export type KnownTypes = FactTypes | Vocabulary

/** Kinds that say a colour; of what is ordered the authority answers, of what others assessed their issuer. */
const colours: readonly string[] = ['order', 'assessment']

/** Longest basis, and longest name of a document. */
const maxLine = 200

/**
 * Asked when it is proposed, and again when it is agreed to: what it is about may have changed between.
 *
 * @throws {@link ActRefused} `not-now`, `not-found`, `order-stands`, `malformed`
 */
export function checkProposal(
  store: DeskStore,
  { person, subject }: Matter,
  proposal: Proposal,
  types: KnownTypes,
): void {
  const isHeld = subject.kind === 'held-fact'
  switch (proposal.do) {
    case 'refuse':
    case 'assess-again':
    case 'retract':
    case 'move':
    case 'add':
      if (isHeld) throw new ActRefused('not-now')
      break
    case 'assign':
    case 'drop':
      if (!isHeld) throw new ActRefused('not-now')
      if (!isSameName(subject.fact, proposal.fact)) throw new ActRefused('not-found')
      refuseColour(knownFact(store, proposal.fact, 'held'))
  }
  if (proposal.do === 'retract' || proposal.do === 'move') {
    const found = knownFact(store, proposal.fact, 'good')
    if (found.person !== person) throw new ActRefused('not-found')
    refuseColour(found)
  }
  if (proposal.do === 'move' || proposal.do === 'assign') {
    if (proposal.person === person && !isHeld) throw new ActRefused('malformed')
    const find = store.db.prepare('SELECT 1 FROM person WHERE id = ?')
    if (find.get(proposal.person) === undefined) throw new ActRefused('not-found')
  }
  if (proposal.do === 'add') checkAdded(proposal.added, types)
}

function isSameName(one: FactName, other: FactName): boolean {
  return one.source === other.source && one.id === other.id
}

function knownFact(store: DeskStore, name: FactName, state: FoundFact['state']): FoundFact {
  const found = factNamed(store, name)
  if (found?.state !== state) throw new ActRefused('not-found')
  return found
}

function refuseColour({ kind }: FoundFact): void {
  if (colours.includes(kind)) throw new ActRefused('order-stands')
}

/** Every field must be one that the rules can read: what is lost on them would be unknown for ever. */
function checkAdded({ kind, fields, basis, document }: AddedFact, types: KnownTypes): void {
  if (colours.includes(kind)) throw new ActRefused('order-stands')
  if (![basis, document].every(isLine)) throw new ActRefused('malformed')
  const names = types.types.get(kind)?.fields
  if (names === undefined) throw new ActRefused('malformed')
  const stated = [{ id: 'added', kind, fields }]
  const permission = { states: ['*'], covers: [], regions: ['*'] }
  const base = makeFactBase({ facts: stated, coverage: [], permission }, types)
  const place = [...types.types.keys()].indexOf(kind)
  const read = base.facts[place]?.[0]?.values
  const slots = [...names.keys()]
  const given = Object.keys(fields)
  const isRead = given.every((name) => read?.[slots.indexOf(name)] !== undefined)
  if (given.length === 0 || !isRead) throw new ActRefused('malformed')
}

function isLine(text: string): boolean {
  return text.trim() !== '' && text.length <= maxLine && !/[\p{Cc}\p{Cf}]/u.test(text)
}
