/** Answers the routes of applicants. */
import { challengeOf, openRequest } from 'greengate/issue'
import { verify } from 'greengate'
import { DeskError } from '../desk-error.ts'
import type { MadeCode } from '../issuing/made-code.ts'
import { codeOf, makeCode } from '../issuing/make-code.ts'
import { endClaim, isConfirmed, noteClaim } from '../people/claims.ts'
import { actsFor, becomeGuardian, peopleOf } from '../people/guardians.ts'
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
import { claimedFile, claimedHistory, claimedWire, mayName, wasTold } from './claimed-wire.ts'
import { instantText } from './instant-text.ts'
import { matterOfHolder } from './matter-wire.ts'
import { codeWire } from './person-wire.ts'
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
  /** Of whoever only says that they act for the person, those that they opened themselves. */
  const mattersFor = (account: string, person: string) => {
    const isKnown = isConfirmed(store, account, person)
    return matters(store, { person }).filter(
      ({ openedBy }) => isKnown || openedBy === `account:${account}`,
    )
  }
  /** What opens a code shows the facts that it was made of. */
  const handedOut = (account: string, person: string, made: MadeCode) => {
    const { opening, ...wire } = codeWire(made)
    const isShown = opening !== undefined && isConfirmed(store, account, person)
    return { ...wire, ...(isShown ? { opening } : {}) }
  }

  return {
    'GET /people': ({ caller }) => {
      const account = accountOf(caller)
      const people = peopleOf(store, account)
      return { people: people.map((charge) => claimedWire(desk, { account, ...charge })) }
    },
    'POST /people': ({ caller, body, now }) => {
      const account = accountOf(caller)
      applying(account, now)
      const { relation, ...card } = body
      const at = secondsOf(now)
      const person = recordPerson(store, { ...card, identity: 'declared' }, at)
      // Where saying who one is is not enough, it is not enough to act for who has shown it either.
      const isShown = !desk.policy.issuesToDeclared && person.identity === 'verified'
      if (isShown && !actsFor(store, account, person.id)) {
        // The counter may confirm it, when the person is there.
        noteClaim(store, account, person.id, relation, at)
        throw new DeskProblem('identity-needed')
      }
      try {
        becomeGuardian(store, account, person.id, relation, limits, at)
      } catch (error) {
        // Where somebody else was first, the card says whose word is good.
        if (error instanceof DeskError) noteClaim(store, account, person.id, relation, at)
        throw error
      }
      desk.wake()
      return claimedWire(desk, { account, person, relation })
    },
    'POST /people/:id/leave': ({ caller, params, now }) => {
      endClaim(store, accountOf(caller), params.id, 'decision', secondsOf(now))
      desk.wake()
      return undefined
    },
    'GET /people/:id': ({ caller, params, now }) => {
      const account = accountOf(caller)
      const charge = peopleOf(store, account).find(({ person }) => person.id === params.id)
      const claim = charge ?? { person: personOf(store, params.id) }
      return claimedFile(desk, { account, ...claim }, secondsOf(now))
    },
    'POST /people/:id/health': ({ caller, params, body, now }) =>
      takeDeclarations(
        desk,
        params.id,
        body,
        (kind) => kind !== 'stay' && kind !== 'checkin',
        now,
        accountOf(caller),
      ),
    'POST /people/:id/trips': ({ caller, params, body, now }) =>
      takeDeclarations(desk, params.id, body, (kind) => kind === 'stay', now, accountOf(caller)),
    'POST /people/:id/checkins': ({ caller, params, body, now }) =>
      takeDeclarations(desk, params.id, body, (kind) => kind === 'checkin', now, accountOf(caller)),
    'GET /people/:id/history': ({ caller, params }) =>
      claimedHistory(desk, accountOf(caller), params.id),
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
      const account = accountOf(caller)
      const order = { class: 'app', holderKey, cause: 'applied', account } as const
      return handedOut(account, params.id, await makeCode(desk, params.id, order, secondsOf(now)))
    },
    'GET /people/:id/code': async ({ caller, params, query, now }) => {
      const account = accountOf(caller)
      const made = await codeOf(desk, params.id, query.holder, secondsOf(now), account)
      if (made === undefined) throw new DeskProblem('no-code')
      return handedOut(account, params.id, made)
    },
    'POST /codes/verify': ({ body, now }) => {
      verifying('', now)
      const context = { ruleSet: desk.rules.ruleSet }
      return verify(body.texts, { bundle: rooms.bundle(), now, context })
    },
    'POST /people/:id/corrections': ({ caller, params, body, now }) => {
      const { text, ...subject } = body
      const account = accountOf(caller)
      if (!mayName(desk, account, params.id, body)) throw new DeskProblem('not-found')
      const asked = { person: params.id, by: { account }, text }
      const correction = { kind: 'correction', ...subject } as const
      return matterOfHolder(openMatter(store, { ...asked, subject: correction }, moment(now)))
    },
    'POST /people/:id/appeals': ({ caller, params, body, now }) => {
      const { text, ...subject } = body
      const account = accountOf(caller)
      if (!wasTold(desk, account, params.id, body)) throw new DeskProblem('not-found')
      const asked = { person: params.id, by: { account }, text }
      const appeal = { kind: 'appeal', ...subject } as const
      return matterOfHolder(openMatter(store, { ...asked, subject: appeal }, moment(now)))
    },
    'POST /people/:id/matters/:matter/withdraw': ({ caller, params, now }) => {
      const account = accountOf(caller)
      const isTheirs = mattersFor(account, params.id).some(({ id }) => id === params.matter)
      if (!isTheirs) throw new DeskProblem('not-found')
      return matterOfHolder(withdraw(store, params.matter, account, now))
    },
    'GET /people/:id/matters': ({ caller, params }) => ({
      matters: mattersFor(accountOf(caller), params.id).map(matterOfHolder),
    }),
  }
}

/** The table lets nobody else here. */
function accountOf(caller: KnownCaller): string {
  if (caller.kind !== 'account') throw new TypeError('the route must be one of accounts')
  return caller.id
}
