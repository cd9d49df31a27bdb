/** Answers the routes of sources: every record has its answer, and what was answered is durable. */
import { takeCoverage } from '../facts/coverage.ts'
import { DeskProblem } from '../shared/problems.ts'
import type { AnswerOf } from '../shared/routes.ts'
import type { sourceRoutes } from '../shared/source-routes.ts'
import { pushRecords, type Push } from '../sources/push-records.ts'
import { openHeldMatters } from '../worklist/open-matter.ts'
import type { Handlers, KnownCaller } from './call.ts'
import { secondsOf, type Rooms } from './rooms.ts'

type Answer = AnswerOf<'POST /sources/records'>

/** Makes the handlers. */
export function sourceHandlers({ desk, terms }: Rooms): Handlers<keyof typeof sourceRoutes> {
  const { store, surroundings } = desk
  return {
    'POST /sources/records': async ({ caller, body, now, request }) => {
      const counts = { taken: 0, duplicate: 0, conflict: 0, held: 0, refused: 0 }
      const remarks: Answer['remarks'] = []
      let record = 0
      const signature = request.headers.get('Greengate-Signature')
      const push: Push = {
        source: sourceOf(caller),
        contentType: body.form === 'csv' ? 'text/csv' : 'application/x-ndjson',
        bytes: body.bytes,
        ...(signature !== null && { signature }),
      }
      for await (const answers of pushRecords(desk, push)) {
        for (const { id, state, reason } of answers) {
          record += 1
          counts[state] += 1
          if (state === 'taken' && reason === undefined) continue
          remarks.push({
            record,
            ...(id === null ? {} : { id }),
            state,
            ...(reason === undefined ? {} : { reason }),
          })
        }
        desk.wake()
      }
      if (counts.held > 0) {
        const random = (length: number): Uint8Array => surroundings.random(length)
        openHeldMatters(store, { now, random, terms })
      }
      return { ...counts, remarks }
    },
    'POST /sources/coverage': ({ caller, body, now }) => {
      const stated = body.covers.map(({ kind, until }) => {
        const at = Date.parse(until) / 1000
        if (!Number.isSafeInteger(at)) throw new DeskProblem('malformed')
        return { kind, until: at }
      })
      const refused = takeCoverage(store, sourceOf(caller), stated, secondsOf(now))
      desk.wake()
      return { refused: [...refused] }
    },
  }
}

/** The table lets nobody else here. */
function sourceOf(caller: KnownCaller): string {
  if (caller.kind !== 'source') throw new TypeError('the route must be one of sources')
  return caller.id
}
