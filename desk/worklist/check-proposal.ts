/** What may be proposed in which matter: facts are corrected, a colour is never set. */
import type { Vocabulary } from 'greengate/rules'
import { checkFields } from '../facts/check-fields.ts'
import type { DeskStore } from '../store/open-store.ts'
import { refused } from './refused.ts'
import { factNamed, type FoundFact } from './find-fact.ts'
import type { AddedFact, FactName, Matter, Proposal } from './matter.ts'

/** Kinds that say a colour; of what is ordered the authority answers, of what others assessed their issuer. */
export const colours: readonly string[] = ['order', 'assessment']

/** Longest basis, and longest name of a document. */
const maxLine = 200

/**
 * Asked when it is proposed, and again when it is agreed to: what it is about may have changed between.
 *
 * @throws DeskError `ERR_DESK_MATTER_NOT_NOW`, `ERR_DESK_MATTER_UNKNOWN`, `ERR_DESK_MATTER_ORDER`, `ERR_DESK_MATTER_FORM`
 */
export function checkProposal(
  store: DeskStore,
  { person, subject }: Matter,
  proposal: Proposal,
  types: Vocabulary['types'],
): void {
  const isHeld = subject.kind === 'held-fact'
  switch (proposal.do) {
    case 'refuse':
    case 'assess-again':
    case 'retract':
    case 'move':
    case 'add':
      if (isHeld) throw refused('ERR_DESK_MATTER_NOT_NOW')
      break
    case 'assign':
    case 'drop':
      if (!isHeld) throw refused('ERR_DESK_MATTER_NOT_NOW')
      if (!isSameName(subject.fact, proposal.fact)) throw refused('ERR_DESK_MATTER_UNKNOWN')
      refuseColour(knownFact(store, proposal.fact, 'held'))
  }
  if (proposal.do === 'retract' || proposal.do === 'move') {
    const found = knownFact(store, proposal.fact, 'good', 'moved')
    if (found.person !== person) throw refused('ERR_DESK_MATTER_UNKNOWN')
    refuseColour(found)
  }
  if (proposal.do === 'move' || proposal.do === 'assign') {
    if (proposal.person === person && !isHeld) throw refused('ERR_DESK_MATTER_FORM')
    const find = store.db.prepare('SELECT 1 FROM person WHERE id = ?')
    if (find.get(proposal.person) === undefined) throw refused('ERR_DESK_MATTER_UNKNOWN')
  }
  if (proposal.do === 'add') checkAdded(proposal.added, types)
}

function isSameName(one: FactName, other: FactName): boolean {
  return one.source === other.source && one.id === other.id
}

function knownFact(
  store: DeskStore,
  name: FactName,
  ...states: readonly FoundFact['state'][]
): FoundFact {
  const found = factNamed(store, name)
  if (found === undefined || !states.includes(found.state)) throw refused('ERR_DESK_MATTER_UNKNOWN')
  return found
}

function refuseColour({ kind }: FoundFact): void {
  if (colours.includes(kind)) throw refused('ERR_DESK_MATTER_ORDER')
}

/** Every field must be one that the rules can read: what is lost on them would be unknown for ever. */
function checkAdded(
  { kind, fields, basis, document }: AddedFact,
  types: Vocabulary['types'],
): void {
  if (colours.includes(kind)) throw refused('ERR_DESK_MATTER_ORDER')
  const isWhole = [basis, document].every(isLine) && Object.keys(fields).length > 0
  if (!isWhole || checkFields(fields, kind, types, ['*']) !== undefined) {
    throw refused('ERR_DESK_MATTER_FORM')
  }
}

function isLine(text: string): boolean {
  return text.trim() !== '' && text.length <= maxLine && !/[\p{Cc}\p{Cf}]/u.test(text)
}
