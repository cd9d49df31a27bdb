/** How a matter is decided: one officer proposes what is to be done, another agrees, and then it is done. */
import type { Vocabulary } from 'greengate/rules'
import { writeAudit } from '../audit/write-audit.ts'
import { DeskError } from '../desk-error.ts'
import { inTransaction, type DeskStore } from '../store/open-store.ts'
import { refused } from './refused.ts'
import { applyProposal } from './apply-proposal.ts'
import { refuseConcerned, refuseOutsider } from './check-officer.ts'
import { checkProposal } from './check-proposal.ts'
import { keepBody, maxText, sealBody, type MatterBody } from './matter-text.ts'
import type { Matter, MatterAct, Proposal, Told } from './matter.ts'
import { readMatter } from './read-matter.ts'

/** Who acts, when, and on what ground. */
export interface OfficersAct {
  readonly matter: string
  readonly officer: string
  /** Why; the person reads that of a proposal once it is agreed to. */
  readonly text: string
  readonly now: Date
  readonly random: (length: number) => Uint8Array
}

/** An act on what somebody proposed. */
export interface ActOnProposal extends OfficersAct {
  /** `seq` of the proposal that they saw: nobody agrees to one that came in its place. */
  readonly proposal: number
  /** The fact types in force. */
  readonly types: Vocabulary['types']
}

/**
 * Proposes what is to be done.
 *
 * @throws DeskError
 */
export function propose(
  store: DeskStore,
  act: OfficersAct & { readonly types: Vocabulary['types'] },
  proposal: Proposal,
): Matter {
  return inMatter(store, act, (matter) => {
    if (matter.state !== 'open') throw refused('ERR_DESK_MATTER_NOT_NOW')
    refuseConcerned(store, act.officer, concerned(matter, proposal))
    checkProposal(store, matter, proposal, act.types)
    const { added, ...detail } = { added: undefined, ...proposal }
    const body = { text: act.text, ...(added === undefined ? {} : { added }) }
    const seq = writeAct(store, act, 'proposed', detail, body)
    setState(store, matter.id, 'proposed')
    audit(store, act, 'matter-proposed', { does: proposal.do, act: seq })
  })
}

/**
 * Agrees to what another proposed: it is done, all of it or, where that is no longer possible, nothing.
 *
 * @throws DeskError
 */
export function agree(store: DeskStore, act: ActOnProposal): Matter {
  return inMatter(store, act, (matter) => {
    const { officer: proposer, proposal } = standing(matter, act)
    if (proposer === undefined || proposal === undefined) throw refused('ERR_DESK_MATTER_NOT_NOW')
    if (proposer === act.officer) throw refused('ERR_DESK_MATTER_ANOTHER')
    // Two who are in office and whom it does not concern, now and not only when it was proposed.
    refuseOutsider(store, proposer)
    if (proposal.do === 'add' && proposal.added === undefined)
      throw refused('ERR_DESK_MATTER_STALE')
    const whole = proposal
    for (const officer of [proposer, act.officer]) {
      refuseConcerned(store, officer, concerned(matter, whole))
    }
    recheck(store, matter, whole, act.types)
    writeAct(store, act, 'agreed', { proposal: act.proposal }, { text: act.text })
    const isRefused = whole.do === 'refuse' || whole.do === 'drop'
    setState(store, matter.id, isRefused ? 'refused' : 'granted')
    const fact = applyProposal(store, matter, whole, act.now)
    audit(store, act, 'matter-agreed', {
      does: whole.do,
      act: act.proposal,
      ...(fact === undefined ? {} : { fact }),
    })
  })
}

/**
 * Disagrees with what was proposed, or takes one's own proposal back: the matter is open again.
 *
 * @throws DeskError
 */
export function disagree(store: DeskStore, act: Omit<ActOnProposal, 'types'>): Matter {
  return inMatter(store, act, (matter) => {
    standing(matter, act)
    writeAct(store, act, 'disagreed', { proposal: act.proposal }, { text: act.text })
    setState(store, matter.id, 'open')
    audit(store, act, 'matter-disagreed', { act: act.proposal })
  })
}

/**
 * Writes down what was found out; nothing changes by it.
 *
 * @param told - In an appeal, what the receipt says that the gate's number names.
 * @throws DeskError
 */
export function note(store: DeskStore, act: OfficersAct, told?: Told): Matter {
  return inMatter(store, act, ({ subject }) => {
    if (told !== undefined && subject.kind !== 'appeal') throw refused('ERR_DESK_MATTER_NOT_NOW')
    writeAct(store, act, 'noted', told === undefined ? {} : { told }, { text: act.text })
    audit(store, act, 'matter-noted', {})
  })
}

/** The matter as it is after the act. */
function inMatter(store: DeskStore, act: OfficersAct, work: (matter: Matter) => void): Matter {
  if (act.text.trim() === '' || act.text.length > maxText) throw refused('ERR_DESK_MATTER_FORM')
  return inTransaction(store, () => {
    refuseOutsider(store, act.officer)
    const matter = readMatter(store, act.matter)
    if (!['open', 'proposed'].includes(matter.state)) throw refused('ERR_DESK_MATTER_DECIDED')
    work(matter)
    return readMatter(store, act.matter)
  })
}

/** The people whom a decision is about. */
function concerned({ person }: Matter, proposal: Proposal): readonly (string | undefined)[] {
  return [person, 'person' in proposal ? proposal.person : undefined]
}

/** What is proposed now, which must be what the officer saw. */
function standing(
  { state, acts }: Matter,
  { proposal }: Pick<ActOnProposal, 'proposal'>,
): MatterAct {
  const last = acts.findLast(({ what }) => what === 'proposed')
  if (state !== 'proposed' || last === undefined) throw refused('ERR_DESK_MATTER_NOT_NOW')
  if (last.seq !== proposal) throw refused('ERR_DESK_MATTER_STALE')
  return last
}

/** What could be proposed then and cannot be done now is stale; whoever sees that disagrees, and proposes anew. */
function recheck(
  store: DeskStore,
  matter: Matter,
  proposal: Proposal,
  types: Vocabulary['types'],
): void {
  try {
    checkProposal(store, matter, proposal, types)
  } catch (error) {
    if (error instanceof DeskError) throw refused('ERR_DESK_MATTER_STALE')
    throw error
  }
}

function writeAct(
  store: DeskStore,
  { matter, officer, now, random }: OfficersAct,
  what: MatterAct['what'],
  detail: object,
  body: MatterBody,
): number {
  const sealed = sealBody(body, random)
  const { lastInsertRowid } = store.db
    .prepare('INSERT INTO matterAct (matter, what, officer, at, detail) VALUES (?, ?, ?, ?, ?)')
    .run(
      ...[matter, what, officer, Math.floor(now.getTime() / 1000)],
      JSON.stringify({ ...detail, digest: sealed.digest }),
    )
  const seq = Number(lastInsertRowid)
  keepBody(store, matter, seq, sealed)
  return seq
}

function setState({ db }: DeskStore, id: string, state: Matter['state']): void {
  db.prepare('UPDATE matter SET state = ? WHERE id = ?').run(state, id)
}

function audit(
  store: DeskStore,
  { officer, matter, now }: OfficersAct,
  what: string,
  detail: Readonly<Record<string, string | number>>,
): void {
  writeAudit(store, { who: `officer:${officer}`, what, about: `matter:${matter}`, detail }, now)
}
