/** Answers the routes of the counter. */
import { writeAudit } from '../audit/write-audit.ts'
import { contentsOf } from '../paper/contents-of.ts'
import { paperSheet } from '../paper/paper-sheet.ts'
import { paperSlip } from '../paper/paper-slip.ts'
import { personOf } from '../people/find-person.ts'
import type { counterRoutes } from '../shared/counter-routes.ts'
import { DeskProblem } from '../shared/problems.ts'
import { inTransaction } from '../store/open-store.ts'
import { matters } from '../worklist/read-matter.ts'
import type { Handlers, KnownCaller } from './call.ts'
import { takeDeclarations } from './take-declarations.ts'
import { matterOfHolder } from './matter-wire.ts'
import { reasonOf } from './person-wire.ts'
import { secondsOf, type Rooms } from './rooms.ts'

/** Makes the handlers. */
export function counterHandlers(rooms: Rooms): Handlers<keyof typeof counterRoutes> {
  const { desk, reader, printer, offsetMinutes = 480 } = rooms
  const { store } = desk
  const noted = (caller: KnownCaller, what: string, person: string, now: Date): void => {
    if (caller.kind !== 'officer') throw new TypeError('the route must be one of officers')
    const entry = { who: `officer:${caller.id}`, what, about: `person:${person}` }
    inTransaction(store, () => {
      writeAudit(store, { ...entry, detail: {} }, now)
    })
  }
  const contents = ({ id, cti }: { readonly id: string; readonly cti: string }, now: Date) => {
    const {
      version,
      rule = 0,
      ...found
    } = contentsOf(desk, personOf(store, id), cti, {
      ...{ now: secondsOf(now), offsetMinutes },
    })
    const reason = reasonOf(desk, version, rule)
    return { ...found, version, reason, ...(rule === 0 ? {} : { rule }) }
  }

  return {
    'GET /office/counter': () => ({
      reader: reader !== undefined,
      printer: printer !== undefined,
    }),
    'POST /office/people/:id/declarations': ({ caller, params, body, now }) => {
      const { id } = personOf(store, params.id)
      const declared = takeDeclarations(desk, id, body, () => true, now)
      noted(caller, 'declared-for', id, now)
      return declared
    },
    'GET /office/people/:id/matters': ({ params }) => {
      const { id } = personOf(store, params.id)
      return { matters: matters(store, { person: id }).map(matterOfHolder) }
    },
    'GET /office/people/:id/paper/:cti': async ({ caller, params, now }) => {
      const { pdf } = await paperSheet(contents(params, now))
      noted(caller, 'paper-drawn', params.id, now)
      return new Response(Uint8Array.from(pdf), {
        headers: {
          'Content-Type': 'application/pdf',
          'Content-Disposition': 'inline; filename="health-code.pdf"',
          'Cache-Control': 'no-store',
        },
      })
    },
    'POST /office/people/:id/paper/:cti/slip': async ({ caller, params, now }) => {
      if (printer === undefined) throw new DeskProblem('unavailable')
      const parts = paperSlip(contents(params, now), printer.columns)
      try {
        await printer.printParts(parts)
      } catch (error) {
        // Without paper, or switched off: the officer mends it, or prints the sheet.
        throw new DeskProblem('unavailable', { cause: error })
      }
      noted(caller, 'paper-printed', params.id, now)
      return undefined
    },
  }
}
