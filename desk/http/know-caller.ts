/** Who calls a route, and whether they may: asked before anything of the request is read. */
import { DeskProblem } from '../shared/problems.ts'
import type { Route } from '../shared/route.ts'
import { readSession, type SessionLives } from '../sign-in/sessions.ts'
import type { DeskStore } from '../store/open-store.ts'
import type { KnownCaller } from './call.ts'
import type { DeskVerbs } from './desk-verbs.ts'
import { sessionCookie } from './session-cookie.ts'

/** What callers are known by. */
export interface KnowingCallers {
  readonly store: DeskStore
  readonly lives: SessionLives
  readonly verbs: DeskVerbs
  readonly origin: string
}

/**
 * Finds who calls.
 *
 * @param person - The person in the path, if there is one.
 * @throws DeskProblem `not-signed-in`, `forbidden`, `wrong-key`; `not-found` for a person of somebody else, so that
 * nobody learns who is known here
 */
export function knowCaller(
  parts: KnowingCallers,
  { caller: wanted }: Route,
  request: Request,
  person: string | undefined,
  now: Date,
): KnownCaller {
  if (wanted === 'anyone') return { kind: 'nobody' }
  if (wanted === 'source') return { kind: 'source', id: sourceOf(parts, request, now) }
  const token = sessionCookie(parts.origin).read(request)
  const session =
    token === undefined ? undefined : readSession(parts.store, token, parts.lives, now)
  if (session === undefined) throw new DeskProblem('not-signed-in')
  switch (wanted) {
    case 'signed-in':
      return session
    case 'account':
    case 'guardian':
      if (session.kind !== 'account') throw new DeskProblem('forbidden')
      if (wanted === 'guardian' && !parts.verbs.guards(session.id, person ?? '')) {
        throw new DeskProblem('not-found')
      }
      return session
    default:
      if (session.kind !== 'officer' || !session.roles.some((role) => wanted.includes(role))) {
        throw new DeskProblem('forbidden')
      }
      return session
  }
}

/** Found by the digest of the secret: how long that takes says nothing of any. */
function sourceOf({ verbs }: KnowingCallers, request: Request, now: Date): string {
  const key = /^Bearer ([\w.~+/=-]{16,200})$/.exec(request.headers.get('Authorization') ?? '')?.[1]
  const source = key === undefined ? undefined : verbs.sourceOf(key, now)
  if (source === undefined) throw new DeskProblem('wrong-key')
  return source
}
