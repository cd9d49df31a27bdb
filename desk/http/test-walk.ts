/** Walks the desk's interface as everybody at once, and says after each call what changed that only two officers may change. */
import { registerOfficer } from '../sign-in/register-officer.ts'
import { role, type Role } from '../shared/schemas.ts'
import { routeNames, type RouteName } from '../shared/routes.ts'
import type { DeskStore } from '../store/open-store.ts'
import { anyRequest, oneOfAll, type AtHand, type Draw } from './test-any-request.ts'
import { pathOf, type SampleRequest } from './test-every-route.ts'
import { sourceKey, type TestService } from './test-service.ts'
import {
  acts,
  breaches,
  isInOffice,
  isOfAccount,
  personOf,
  rows,
  standing,
  undecided,
  type Act,
  type Proposed,
  type Undecided,
} from './test-standing.ts'

/** Somebody who calls: by several sessions of theirs, with a key, or as nobody. */
export interface Walker {
  /** The person behind it: the officer's id, or a name of the test's own. */
  readonly who: string
  readonly as?: 'account' | 'officer'
  readonly contact?: string
  readonly cookies: string[]
}

/** An act before it is sent. */
type AimedAct = { proposal?: unknown }

/** What the walk found. */
export interface Walked {
  readonly breaches: string[]
  /** How often each code was answered, `ok` for what was taken. */
  readonly codes: Map<string, number>
  /** Routes that were called, by who called them. */
  readonly called: Set<string>
  /** Matters that two decided. */
  decided: number
}

/** What it walks on. */
export interface WalkParts {
  readonly service: TestService
  /** Who is both an officer and the account. */
  readonly both: { readonly officer: string; readonly account: string }
  readonly people: readonly string[]
  /** Opens another matter. */
  readonly ask: () => Promise<unknown>
  readonly atHand: () => AtHand
  readonly draw: Draw
}

/** Opens one. */
export function openWalk({ service, both, people, ask, atHand, draw }: WalkParts) {
  const { store, clock, send, signIn } = service
  const proposals = new Map<number, Proposed>()
  const sent: { readonly who: string; readonly request: SampleRequest }[] = []
  const walked: Walked = { breaches: [], codes: new Map(), called: new Set(), decided: 0 }

  /** By the walk's own book of who proposed what, never by the desk's. */
  const isOfTwo = (who: string, { name, params, body }: SampleRequest): Proposed | undefined => {
    const { what, proposal } = (body ?? {}) as Act
    const proposed = typeof proposal === 'number' ? proposals.get(proposal) : undefined
    if (name !== acts || what !== 'agreed' || proposed === undefined) return undefined
    const two = [proposed.by, who]
    const about = [personOf(store, proposed.matter), proposed.does.person]
    const isOwn = two.includes(both.officer) && about.some((one) => isOfAccount(store, both, one))
    const isGood = proposed.matter === params['id'] && proposed.by !== who && !isOwn
    return isGood && two.every((officer) => isInOffice(store, officer)) ? proposed : undefined
  }

  /** A sound request, and now and then one that claims to be somebody else's. */
  const made = (who: string, name: RouteName): SampleRequest => {
    const others = sent.filter((one) => one.who !== who && one.request.name === name)
    if (others.length > 0 && draw(10) === 0) return oneOfAll(others, draw).request
    const [matter] = name.includes('/matters/:id') ? [oneOfAll(undecided(store), draw)] : []
    const id = matter?.id ?? oneOfAll(people, draw)
    let request = anyRequest(name, atHand(), draw)
    for (let tries = 0; name === acts && tries < 6 && matter !== undefined; tries++) {
      if (fitsTo(matter, request.body as Act)) break
      request = anyRequest(name, atHand(), draw)
    }
    if (name === acts && matter !== undefined && draw(4) > 0) aim(matter, request.body as AimedAct)
    const params = request.route.params === undefined ? {} : { ...request.params, id }
    const lie = { [oneOfAll(['officer', 'by', 'who', 'account', 'roles'], draw)]: 'second' }
    const isLie = typeof request.body === 'object' && draw(12) === 0
    return {
      ...request,
      params,
      ...(isLie ? { body: { ...(request.body as object), ...lie } } : {}),
    }
  }

  const call = async (walker: Walker, name: RouteName): Promise<void> => {
    const { who, cookies } = walker
    clock.now = new Date(clock.now.getTime() + 1000)
    const request = made(who, name)
    const two = isOfTwo(who, request)
    const before = standing(store)
    const cookie = cookies.length === 0 ? undefined : oneOfAll(cookies, draw)
    const response = await send(request.method, pathOf(request), {
      body: request.body,
      ...(cookie === undefined ? {} : { cookie }),
      headers: {
        ...(who === 'hospital' ? { Authorization: `Bearer ${sourceKey}` } : {}),
        ...(request.route.body === 'records' ? { 'Content-Type': 'application/x-ndjson' } : {}),
        'X-Officer': 'second',
      },
    })
    const answer = /json/.test(response.headers.get('Content-Type') ?? '')
      ? ((await response.json()) as { code?: string; acts?: { seq: number }[] })
      : {}
    const code = response.status < 400 ? 'ok' : (answer.code ?? String(response.status))
    walked.codes.set(code, (walked.codes.get(code) ?? 0) + 1)
    walked.called.add(`${who} ${name}`)
    sent.push({ who, request })
    const body = (request.body ?? {}) as Act
    const after = standing(store)
    const found = [...breaches(before, after, { who, request, two })]
    if (code === 'fault') found.push('the desk itself erred')
    if (code === 'ok' && name === acts) {
      const seq = answer.acts?.at(-1)?.seq ?? 0
      const [{ officer } = {}] = rows(store, `SELECT officer FROM matterAct WHERE seq = ${seq}`)
      if (officer !== who) found.push('an act in another name')
      if (body.what === 'proposed')
        proposals.set(seq, {
          by: who,
          matter: request.params['id'] ?? '',
          does: body.proposal as Proposed['does'],
        })
      if (two !== undefined) walked.decided++
    }
    walked.breaches.push(...found.map((one) => `${who}, ${name}: ${one}`))
    await comeBack(walker, name, code, cookie)
  }

  /** Whoever signed out, or no longer acts for their own, would try nothing more. */
  const comeBack = async (walker: Walker, name: RouteName, code: string, cookie?: string) => {
    const { as, contact, cookies } = walker
    if (name === 'POST /people/:id/leave') store.db.exec('UPDATE guardian SET until = NULL')
    const isOut = code === 'not-signed-in' || (name === 'POST /sign-out' && code === 'ok')
    if (!isOut || as === undefined || contact === undefined || cookie === undefined) return
    cookies[cookies.indexOf(cookie)] = await signIn(as, contact)
  }

  return {
    walked,
    proposals,
    /** Every route as each of them, in an order that is drawn. */
    everywhere: async (walkers: readonly Walker[]) => {
      const all = walkers.flatMap((walker) => routeNames.map((name) => ({ walker, name })))
      for (let left = all.length; left > 0; left--) {
        for (const { walker, name } of all.splice(draw(left), 1)) await call(walker, name)
      }
    },
    /** So many calls, most of them to decide. */
    onward: async (walkers: readonly Walker[], calls: number) => {
      for (let n = 0; n < calls; n++) {
        if (n % 20 === 19) changeRoles(store, both.officer, draw, clock.now)
        if (undecided(store).length < 5) await ask()
        const walker = oneOfAll(walkers, draw)
        const isAct = walker.as === 'officer' ? draw(6) > 0 : draw(6) === 0
        await call(walker, isAct ? acts : oneOfAll(routeNames, draw))
      }
      changeRoles(store, both.officer, () => 0, clock.now)
    },
  }
}

const every = (role as unknown as { readonly enum: readonly Role[] }).enum

/** What the operator does between: now this role, now another, most of the time all. */
function changeRoles(store: DeskStore, id: string, draw: Draw, now: Date): void {
  const roles =
    draw(3) === 0 ? every : draw(2) === 0 ? [oneOfAll(every, draw)] : ['worklist' as const]
  const officer = { id, provider: 'one-time-code', subject: `${id}@office.example`, name: id }
  registerOfficer(store, { ...officer, roles }, now)
}

/** Whether it is the time for it; what nobody waits for comes often enough. */
function fitsTo({ isProposed }: Undecided, { what = '' }: Act): boolean {
  return what === (isProposed ? 'agreed' : 'proposed')
}

/** Names what the matter is about. */
function aim({ last, fact }: Undecided, act: AimedAct): void {
  if (typeof act.proposal === 'number') act.proposal = last
  else if (typeof act.proposal === 'object' && fact !== undefined && 'fact' in (act.proposal ?? {}))
    act.proposal = { ...act.proposal, fact }
}
