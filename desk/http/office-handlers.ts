/** Answers the routes of the office. */
import { verifyAudit } from '../audit/verify-audit.ts'
import { readAudit } from '../audit/read-audit.ts'
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
import type { Proposal } from '../worklist/matter.ts'
import { matters, readMatter } from '../worklist/read-matter.ts'
import type { Handlers, KnownCaller } from './call.ts'
import { kindsWire } from './kinds-wire.ts'
import { matterFile, matterWire } from './matter-wire.ts'
import { auditRows, sourcesWire, standingCounts } from './office-wire.ts'
import { codeWire, personFile, personWire } from './person-wire.ts'
import { secondsOf, type Rooms } from './rooms.ts'
import { sendReadings } from './send-readings.ts'

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
      matters: matters(store, query).map((matter) => matterWire(store, matter)),
    }),
    'GET /office/matters/:id': ({ params }) => matterFile(store, readMatter(store, params.id)),
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
            return note(store, by)
        }
      }
      const matter = done()
      if (body.what === 'agreed') desk.wake()
      return matterFile(store, matter)
    },
    // Who somebody is stands with the person, a colour with whoever ordered it.
    'GET /office/kinds': () => ({
      kinds: kindsWire(desk.rules, (kind) => kind !== 'person' && !colours.includes(kind)),
    }),
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
    'GET /office/audit': ({ query }) => ({
      rows: auditRows(store, Number(query.before ?? Number.MAX_SAFE_INTEGER), query.about),
      isWhole: verifyAudit(readAudit(store)).fault === undefined,
    }),
    'GET /office/sources': () => ({ sources: sourcesWire(store) }),
    'GET /office/standing': () => standingCounts(desk),
    'GET /office/reader': () => {
      if (reader === undefined) throw new DeskProblem('unavailable')
      return sendReadings(reader, rooms.stop)
    },
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
