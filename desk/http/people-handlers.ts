/** Answers the routes of applicants. */
import { challengeOf, openRequest } from 'greengate/issue'
import { verify } from 'greengate'
import { codeOf, makeCode } from '../issuing/make-code.ts'
import { actsFor, becomeGuardian, endGuardianship, peopleOf } from '../people/guardians.ts'
import { personOf } from '../people/find-person.ts'
import { recordPerson } from '../people/record-person.ts'
import { DeskProblem } from '../shared/problems.ts'
import type { peopleRoutes } from '../shared/people-routes.ts'
import { makeThrottle } from '../sign-in/throttle.ts'
import { openMatter } from '../worklist/open-matter.ts'
import { matters } from '../worklist/read-matter.ts'
import { withdraw } from '../worklist/withdraw.ts'
import type { Handlers, KnownCaller } from './call.ts'
import { keepChallenges } from './challenges.ts'
import { historyWire } from './history-wire.ts'
import { instantText } from './instant-text.ts'
import { matterOfHolder } from './matter-wire.ts'
import { codeWire, personFile, personWire } from './person-wire.ts'
import { secondsOf, type Rooms } from './rooms.ts'
import { takeDeclarations } from './take-declarations.ts'

/** Makes the handlers. */
export function peopleHandlers(rooms: Rooms): Handlers<keyof typeof peopleRoutes> {
  const { desk, terms } = rooms
  const { store, surroundings, limits } = desk
  const challenges = keepChallenges((length) => surroundings.random(length))
  // Whoever guesses numbers learns of one at a time whether it is known under another name.
  const applying = makeThrottle({ most: 20, seconds: 3600 })
  const asking = makeThrottle({ most: 60, seconds: 600 })
  const verifying = makeThrottle({ most: 200, seconds: 10 })
  const moment = (now: Date) => ({ now, random: (n: number) => surroundings.random(n), terms })

  return {
    'GET /people': ({ caller }) => ({
      people: peopleOf(store, accountOf(caller)).map(({ person, relation }) =>
        personWire(store, person, relation),
      ),
    }),
    'POST /people': ({ caller, body, now }) => {
      const account = accountOf(caller)
      applying(account, now)
      const { relation, ...card } = body
      const at = secondsOf(now)
      const person = recordPerson(store, { ...card, identity: 'declared' }, at)
      // Where saying who one is is not enough, it is not enough to act for who has shown it either.
      const isShown = !desk.policy.issuesToDeclared && person.identity === 'verified'
      if (isShown && !actsFor(store, account, person.id)) throw new DeskProblem('identity-needed')
      becomeGuardian(store, account, person.id, relation, limits, at)
      desk.wake()
      return personWire(store, person, relation)
    },
    'POST /people/:id/leave': ({ caller, params, now }) => {
      endGuardianship(store, accountOf(caller), params.id, secondsOf(now))
      return undefined
    },
    'GET /people/:id': ({ caller, params, now }) => {
      const charge = peopleOf(store, accountOf(caller)).find(
        ({ person }) => person.id === params.id,
      )
      return personFile(desk, personOf(store, params.id), secondsOf(now), charge?.relation)
    },
    'POST /people/:id/health': ({ params, body, now }) =>
      takeDeclarations(desk, params.id, body, (kind) => kind !== 'stay' && kind !== 'checkin', now),
    'POST /people/:id/trips': ({ params, body, now }) =>
      takeDeclarations(desk, params.id, body, (kind) => kind === 'stay', now),
    'POST /people/:id/checkins': ({ params, body, now }) =>
      takeDeclarations(desk, params.id, body, (kind) => kind === 'checkin', now),
    'GET /people/:id/history': ({ params }) => historyWire(desk, params.id),
    'POST /people/:id/challenges': ({ caller, params, now }) => {
      const account = accountOf(caller)
      asking(account, now)
      const { challenge, validUntil } = challenges.give({ account, person: params.id }, now)
      return {
        challenge: Buffer.from(challenge).toString('base64url'),
        validUntil: instantText(validUntil),
      }
    },
    'POST /people/:id/codes': async ({ caller, params, body, now }) => {
      const challenge = challengeOf(body.request)
      challenges.take(challenge, { account: accountOf(caller), person: params.id }, now)
      const { holderKey, class: kind } = await openRequest(body.request, challenge)
      // Paper is made at a counter, where somebody looks at the card.
      if (kind !== 'app') throw new DeskProblem('request-refused')
      const order = { class: 'app', holderKey, cause: 'applied' } as const
      return codeWire(await makeCode(desk, params.id, order, secondsOf(now)))
    },
    'GET /people/:id/code': async ({ params, query, now }) => {
      const made = await codeOf(desk, params.id, query.holder, secondsOf(now))
      if (made === undefined) throw new DeskProblem('no-code')
      return codeWire(made)
    },
    'POST /codes/verify': ({ body, now }) => {
      verifying('', now)
      const context = { ruleSet: desk.rules.ruleSet }
      return verify(body.texts, { bundle: rooms.bundle(), now, context })
    },
    'POST /people/:id/corrections': ({ caller, params, body, now }) => {
      const { text, ...subject } = body
      const asked = { person: params.id, by: { account: accountOf(caller) }, text }
      const correction = { kind: 'correction', ...subject } as const
      return matterOfHolder(openMatter(store, { ...asked, subject: correction }, moment(now)))
    },
    'POST /people/:id/appeals': ({ caller, params, body, now }) => {
      const { text, ...subject } = body
      const asked = { person: params.id, by: { account: accountOf(caller) }, text }
      const appeal = { kind: 'appeal', ...subject } as const
      return matterOfHolder(openMatter(store, { ...asked, subject: appeal }, moment(now)))
    },
    'POST /people/:id/matters/:matter/withdraw': ({ caller, params, now }) => {
      const isTheirs = matters(store, { person: params.id }).some(({ id }) => id === params.matter)
      if (!isTheirs) throw new DeskProblem('not-found')
      return matterOfHolder(withdraw(store, params.matter, accountOf(caller), now))
    },
    'GET /people/:id/matters': ({ params }) => ({
      matters: matters(store, { person: params.id }).map(matterOfHolder),
    }),
  }
}

/** The table lets nobody else here. */
function accountOf(caller: KnownCaller): string {
  if (caller.kind !== 'account') throw new TypeError('the route must be one of accounts')
  return caller.id
}
