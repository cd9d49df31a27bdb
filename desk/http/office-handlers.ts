/** Answers the routes of the office. */
import { OperatorError } from 'greengate-cli/bundle'
import { watchAudit } from '../audit/watch-audit.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { inForce } from '../current-rules.ts'
import { makeCode } from '../issuing/make-code.ts'
import { takeOrder } from '../orders/take-order.ts'
import { settleClaims } from '../people/claims.ts'
import { findPerson, personOf } from '../people/find-person.ts'
import { recordPerson } from '../people/record-person.ts'
import { DeskProblem } from '../shared/problems.ts'
import type { officeRoutes } from '../shared/office-routes.ts'
import { inTransaction } from '../store/open-store.ts'
import { colours } from '../worklist/check-proposal.ts'
import { agree, disagree, note, propose } from '../worklist/decide.ts'
import type { Matter, Proposal } from '../worklist/matter.ts'
import { namedReceipts, type NamedReceipt } from '../worklist/named-receipts.ts'
import { previewProposal } from '../worklist/preview-proposal.ts'
import { matters, readMatter } from '../worklist/read-matter.ts'
import type { Handlers, KnownCaller } from './call.ts'
import { kindsWire } from './kinds-wire.ts'
import { matterFile, matterWire } from './matter-wire.ts'
import { auditRows, sourcesWire, standingCounts } from './office-wire.ts'
import { ordersWire } from './orders-wire.ts'
import { codeWire, personFile, personWire } from './person-wire.ts'
import { previewWire } from './preview-wire.ts'
import { secondsOf, type Rooms } from './rooms.ts'
import { sendReadings } from './send-readings.ts'

/** Of the worklist, so many are told at once: what is due first. */
const mostMatters = 500

/** Makes the handlers. */
export function officeHandlers(rooms: Rooms): Handlers<keyof typeof officeRoutes> {
  const { desk, reader } = rooms
  const { store, surroundings } = desk
  /** Whoever looks somebody up leaves word of it. */
  const noted = (caller: KnownCaller, what: string, person: string, now: Date): void => {
    const entry = { who: `officer:${officerOf(caller)}`, what, about: `person:${person}` }
    inTransaction(store, () => {
      writeAudit(store, { ...entry, detail: {} }, now)
    })
  }

  const fileOf = async (matter: Matter): Promise<ReturnType<typeof matterFile>> =>
    matterFile(store, matter, await receiptsOf(rooms, matter))

  return {
    'POST /office/people/find': ({ caller, body, now }) => {
      const person = findPerson(store, { type: body.idType, number: body.number })
      if (person === undefined) throw new DeskProblem('not-found')
      noted(caller, 'person-found', person.id, now)
      return personWire(store, person)
    },
    'POST /office/people': ({ caller, body, now }) => {
      const { source, claims = [], ...card } = body
      // A number that was typed may be anybody's: only a card that was read says whose it is.
      const identity = source === 'typed' ? 'declared' : 'verified'
      // One that was typed confirms nothing: nobody has shown anything.
      if (source === 'typed' && claims.length > 0) throw new DeskProblem('identity-needed')
      const at = secondsOf(now)
      const person = inTransaction(store, () => {
        const known = recordPerson(store, { ...card, identity }, at)
        if (identity === 'verified') settleClaims(store, known.id, claims, desk.limits, at)
        return known
      })
      noted(caller, `person-read-${source}`, person.id, now)
      if (claims.length > 0) noted(caller, 'claim-confirmed', person.id, now)
      desk.wake()
      return personWire(store, person)
    },
    'GET /office/people/:id': ({ caller, params, now }) => {
      const person = personOf(store, params.id)
      noted(caller, 'person-seen', person.id, now)
      return personFile(desk, person, secondsOf(now))
    },
    'POST /office/people/:id/paper': async ({ caller, params, now }) => {
      const { id } = personOf(store, params.id)
      const made = await makeCode(desk, id, { class: 'paper', cause: 'applied' }, secondsOf(now))
      noted(caller, 'paper-made', id, now)
      return codeWire(made)
    },
    'GET /office/matters': ({ query }) => ({
      matters: matters(store, { ...query, limit: mostMatters }).map((matter) =>
        matterWire(store, matter),
      ),
    }),
    'GET /office/matters/:id': ({ params }) => fileOf(readMatter(store, params.id)),
    'POST /office/matters/:id/acts': ({ caller, params, body, now }) => {
      const random = (length: number): Uint8Array => surroundings.random(length)
      const by = { matter: params.id, officer: officerOf(caller), text: body.text, now, random }
      const { types } = desk.rules
      const done = (): ReturnType<typeof note> => {
        switch (body.what) {
          case 'proposed':
            return propose(store, { ...by, types }, wholeOf(body.proposal))
          case 'agreed':
            return agree(store, { ...by, types, proposal: body.proposal })
          case 'disagreed':
            return disagree(store, { ...by, proposal: body.proposal })
          case 'noted':
            return note(store, by, body.told)
        }
      }
      const matter = done()
      if (body.what === 'agreed') desk.wake()
      return fileOf(matter)
    },
    'POST /office/matters/:id/preview': ({ caller, params, body, now }) => {
      const by = { matter: params.id, officer: officerOf(caller), types: desk.rules.types, now }
      const after = previewProposal(store, by, wholeOf(body.proposal))
      // Whom the matter is about was looked at when it was opened.
      if ('person' in body.proposal) noted(caller, 'person-seen', body.proposal.person, now)
      return previewWire(desk, after, now)
    },
    // Who somebody is stands with the person, a colour with whoever ordered it.
    'GET /office/kinds': () => ({
      kinds: kindsWire(desk.rules, (kind) => kind !== 'person' && !colours.includes(kind)),
    }),
    'GET /office/orders': ({ now }) => ({ orders: ordersWire(store, secondsOf(now)) }),
    'POST /office/orders': async ({ caller, body, now }) => {
      const { fact } = await takeOrder(
        store,
        new TextEncoder().encode(body.order),
        {
          authorities: rooms.authorities,
          ruleSet: inForce(desk.rules, now),
          who: `officer:${officerOf(caller)}`,
        },
        now,
      )
      desk.wake()
      return { fact }
    },
    'GET /office/audit': async ({ query }) => {
      const { fault, reach } = await watchAudit(store)
      return {
        rows: auditRows(store, Number(query.before ?? Number.MAX_SAFE_INTEGER), query.about),
        isWhole: fault === undefined,
        verifiedTo: reach?.seq ?? 0,
        ...(fault === undefined ? {} : { fault }),
      }
    },
    'GET /office/sources': () => ({ sources: sourcesWire(store) }),
    'GET /office/standing': () => standingCounts(desk),
    'GET /office/reader': () => {
      if (reader === undefined) throw new DeskProblem('unavailable')
      return sendReadings(reader, rooms.stop)
    },
  }
}

/** Receipts that an appeal names; undefined: there is no collector here, or it cannot be read now. */
async function receiptsOf(
  { receipts, desk }: Rooms,
  { subject }: Matter,
): Promise<readonly NamedReceipt[] | undefined> {
  if (receipts === undefined || subject.kind !== 'appeal' || subject.receipt === undefined) {
    return undefined
  }
  try {
    return await namedReceipts(receipts, subject.receipt)
  } catch (error) {
    // An officer can decide all the same, by what they ask for.
    if (!(error instanceof OperatorError)) throw error
    desk.surroundings.log('receipts: the collector cannot be read')
    return undefined
  }
}

/** The table lets nobody else here. */
function officerOf(caller: KnownCaller): string {
  if (caller.kind !== 'officer') throw new TypeError('the route must be one of officers')
  return caller.id
}

/** Only answers may lack what is to be added. */
function wholeOf(proposal: { readonly do: Proposal['do'] }): Proposal {
  if (proposal.do === 'add' && !('added' in proposal)) throw new DeskProblem('malformed')
  return proposal as Proposal
}
