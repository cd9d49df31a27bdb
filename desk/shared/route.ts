/** What the desk knows of a route: who may call it, what it takes and gives, how it refuses. Data, no code. */
import type { Words } from 'greengate'
import type { TObject, TSchema } from 'typebox'
import type { ProblemCode } from './problems.ts'
import type { Role } from './schemas.ts'

/**
 * Who may call a route. `account`: signed in for themselves and their family; `guardian`: an account that may act for
 * the person in the path; `source`: whoever has a source's key; roles: an officer who has one of them.
 */
export type Caller = 'anyone' | 'signed-in' | 'account' | 'guardian' | 'source' | readonly Role[]

/** A route, by its method and path in the table. */
export interface Route {
  readonly summary: Words
  readonly caller: Caller
  /** Programs without a page call it too; it changes nothing and looks at no cookie. */
  readonly fromPrograms?: true
  readonly params?: TObject
  readonly query?: TObject
  /** JSON; `records` takes a stream of NDJSON or CSV. */
  readonly body?: TSchema | 'records'
  readonly status: 200 | 201 | 204 | 303
  /** JSON unless `media` says otherwise; nothing where there is none. */
  readonly answer?: TSchema
  readonly media?: 'text/event-stream' | 'application/pdf' | 'application/octet-stream'
  /** What it refuses with, beside what every route of its kind may. */
  readonly problems: readonly ProblemCode[]
}
