/** Answers the routes of signing in and out. */
import { claimNumber } from '../people/claims.ts'
import { eraseAccount } from '../retention/erase-account.ts'
import { DeskProblem } from '../shared/problems.ts'
import type { AnswerOf } from '../shared/routes.ts'
import { knownAs } from '../sign-in/accounts.ts'
import {
  endSession,
  openSession,
  readSession,
  sweepSessions,
  type Session,
  type SessionLives,
} from '../sign-in/sessions.ts'
import type {
  OneTimeCodeSignIn,
  RedirectSignIn,
  SignedIn,
  SignIn,
  SignsInAs,
} from '../sign-in/sign-in.ts'
import type { DeskStore } from '../store/open-store.ts'
import type { Call, Handlers } from './call.ts'
import type { DeskVerbs } from './desk-verbs.ts'
import { instantText } from './instant-text.ts'
import { sessionCookie, ticketCookie } from './session-cookie.ts'
import type { ServiceSurroundings } from './surroundings.ts'

/** The routes that are answered here. */
export type SignInRoute =
  | 'POST /sign-in/start'
  | 'POST /sign-in/finish'
  | 'GET /sign-in/oidc'
  | 'GET /sign-in/oidc/callback'
  | 'POST /sign-out'
  | 'POST /me/erase'
  | 'GET /me'

/** What signing in stands on. */
export interface SigningIn {
  readonly store: DeskStore
  readonly ways: readonly SignIn[]
  readonly lives: SessionLives
  /** How many people beside themselves an account may act for. */
  readonly family: number
  readonly verbs: Pick<DeskVerbs, 'takeVouched'>
  /** Says that codes were revoked. */
  readonly wake: () => void
  readonly surroundings: ServiceSurroundings
  /** As browsers know the desk. */
  readonly origin: string
}

/** Makes the handlers. */
export function signInHandlers(parts: SigningIn): Handlers<SignInRoute> {
  const { store, ways, lives, verbs, surroundings, origin } = parts
  const cookie = sessionCookie(origin)
  const ticket = ticketCookie(origin)
  const oneTimeCode = ways.find((way): way is OneTimeCodeSignIn => way.way === 'one-time-code')
  const oidc = ways.find((way): way is RedirectSignIn => way.way === 'oidc')

  /** Whatever the browser showed before is over: who knew that token knows nothing now. */
  const open = (signedIn: SignedIn, { request, now, header }: SignInCall): Session => {
    const newId = Buffer.from(surroundings.random(16)).toString('base64url')
    const who = knownAs(store, signedIn, `a-${newId}`, now)
    if (who === undefined) throw new DeskProblem('sign-in-refused')
    if (who.kind === 'account' && signedIn.vouched !== undefined) {
      verbs.takeVouched(who.id, signedIn.vouched, now)
    }
    const before = cookie.read(request)
    if (before !== undefined) endSession(store, before)
    sweepSessions(store, lives, now)
    const token = openSession(store, who, lives, {
      now,
      random: (length) => surroundings.random(length),
    })
    header('Set-Cookie', cookie.set(token, lives[who.kind].whole))
    const session = readSession(store, token, lives, now)
    if (session === undefined) throw new DeskProblem('sign-in-refused')
    return session
  }

  return {
    'POST /sign-in/start': ({ body, now }) => {
      if (oneTimeCode === undefined) throw new DeskProblem('not-found')
      const { attempt, validUntil } = oneTimeCode.start(body.as, body.contact, now)
      return { attempt, validUntil: instantText(validUntil) }
    },
    'POST /sign-in/finish': (call) => {
      if (oneTimeCode === undefined) throw new DeskProblem('not-found')
      const { attempt, code } = call.body
      return meOf(open(oneTimeCode.finish(attempt, code, call.now), call), parts.family)
    },
    'GET /sign-in/oidc': async ({ query, request, now, header }) => {
      if (oidc === undefined) throw new DeskProblem('not-found')
      const as = query.as ?? 'account'
      return toldOnPage(request, as, async () => {
        const begun = await oidc.begin(as, now)
        header('Set-Cookie', ticket.set(begun.ticket, begun.seconds))
        return goTo(begun.url.href)
      })
    },
    'GET /sign-in/oidc/callback': async (call) => {
      if (oidc === undefined) throw new DeskProblem('not-found')
      const { request, now, header } = call
      header('Set-Cookie', ticket.clear())
      const shown = ticket.read(request)
      return toldOnPage(request, oidc.begunAs(shown) ?? 'account', async () => {
        const signedIn = await oidc.finish(new URL(request.url).search, shown, now)
        open(signedIn, call)
        return goTo(pageOf[signedIn.as])
      })
    },
    'POST /sign-out': ({ request, header }) => {
      const token = cookie.read(request)
      if (token !== undefined) endSession(store, token)
      header('Set-Cookie', cookie.clear())
      return undefined
    },
    'POST /me/erase': ({ caller, now, header }) => {
      if (caller.kind !== 'account') throw new TypeError('the route must be one of accounts')
      if (!eraseAccount(store, caller.id, now)) throw new DeskProblem('account-needed')
      header('Set-Cookie', cookie.clear())
      parts.wake()
      return undefined
    },
    'GET /me': ({ caller }) => {
      if (caller.kind === 'nobody' || caller.kind === 'source') {
        throw new DeskProblem('not-signed-in')
      }
      return meOf(caller, parts.family)
    },
  }
}

const pageOf = { account: '/', officer: '/office/' } as const

/** Whoever comes with a browser is told of a refusal by the page where they began. */
async function toldOnPage(
  request: Request,
  as: SignsInAs,
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    const isBrowser = request.headers.get('Sec-Fetch-Mode') === 'navigate'
    if (!isBrowser || !(error instanceof DeskProblem)) throw error
    return goTo(`${pageOf[as]}?refused=${error.code}`)
  }
}

type SignInCall = Pick<Call<'GET /me'>, 'request' | 'now' | 'header'>

function meOf(session: Session, family: number): AnswerOf<'GET /me'> {
  const endsAt = instantText(session.endsAt)
  if (session.kind === 'account') {
    const number = claimNumber(session.id)
    return { kind: 'account', id: session.id, family, number, endsAt }
  }
  const { id, name, roles } = session
  return { kind: 'officer', id, name, roles: [...roles], endsAt }
}

function goTo(url: string): Response {
  return new Response(null, { status: 303, headers: { Location: url } })
}
