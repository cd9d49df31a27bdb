/** Who calls a desk over HTTP in tests: browsers with a session, an applicant with a holder's key, and a gate that polls. */
import { createHolderKey, livePresentation, requestText, type HolderKey } from 'greengate/holder'
import { httpSource, memoryStore, openBundle } from 'greengate/update'
import {
  decideCard,
  openingMatches,
  openStationKeys,
  verify,
  type Bundle,
  type Committed,
  type Decision,
} from 'greengate'
import { assess, thumbprint } from 'greengate/issue'
import type { Demo } from 'greengate-cli/demo'
import { deskClient, type DeskClient } from '../../desk/shared/desk-client.ts'
import type { AnswerOf } from '../../desk/shared/routes.ts'
import { instantText } from './source-client.ts'

/** A desk that listens, and the code of a sign-in as the terminal shows it. */
export interface CalledDesk {
  readonly url: string
  readonly now: () => Date
  readonly codeFor: (contact: string) => string | undefined | Promise<string | undefined>
}

/** Fetches as one browser does: with its cookies, and saying whose page asks. */
function browserOf(origin: string): typeof fetch {
  const cookies = new Map<string, string>()
  return async (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('Origin', origin)
    if (cookies.size > 0)
      headers.set('Cookie', [...cookies].map((pair) => pair.join('=')).join('; '))
    const response = await fetch(input, { ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split('=')
      cookies.set(name, value)
    }
    return response
  }
}

/** Signs somebody in by the one-time code, and gives the client that is signed in. */
export async function signIn(
  { url, codeFor }: CalledDesk,
  as: 'account' | 'officer',
  contact: string,
): Promise<DeskClient> {
  const ask = deskClient(browserOf(new URL(url).origin), new URL('/api', url).href)
  const { attempt } = await ask('POST /sign-in/start', { body: { as, contact } })
  const code = (await codeFor(contact)) ?? ''
  await ask('POST /sign-in/finish', { body: { attempt, code } })
  return ask
}

type Code = AnswerOf<'POST /people/:id/codes'>

/** Somebody who applied, with a phone. */
export interface Applicant {
  readonly ask: DeskClient
  readonly id: string
  readonly number: string
  /** Says that there are no symptoms and no trips but those given, and checks in. */
  declare(stays?: readonly Readonly<Record<string, string>>[]): Promise<void>
  checkIn(): Promise<void>
  file(): Promise<AnswerOf<'GET /people/:id'>>
  /** Asks for a code that this phone alone can show. */
  make(): Promise<Code>
  /** The newest code of this phone. */
  code(): Promise<Code>
  /** What the phone shows of a code now. */
  live(text: string): Promise<string>
}

/** Signs in, and applies for oneself. */
export async function apply(desk: CalledDesk, contact: string, number: string): Promise<Applicant> {
  const ask = await signIn(desk, 'account', contact)
  const key: HolderKey = await createHolderKey()
  const card = { idType: 'cn-resident-id', number, name: '王小明', relation: 'self' } as const
  const { id } = await ask('POST /people', { body: card })
  const params = { id }
  const holder = await thumbprint(key.publicJwk)
  const checkIn = async (): Promise<void> => {
    const fields = { at: instantText(desk.now()), temperature: 36.5, unwell: false }
    const body = { declarations: [{ kind: 'checkin', facts: [fields] }] }
    await ask('POST /people/:id/checkins', { params, body })
  }
  return {
    ...{ ask, id, number, checkIn },
    async declare(stays = []) {
      const of = (kind: string, facts: Readonly<Record<string, string>>[]) => ({
        ...{ params, body: { declarations: [{ kind, facts }] } },
      })
      await ask('POST /people/:id/health', of('symptom', []))
      await ask('POST /people/:id/trips', of('stay', [...stays]))
      await checkIn()
    },
    file: () => ask('GET /people/:id', { params }),
    async make() {
      const { challenge } = await ask('POST /people/:id/challenges', { params })
      const request = await requestText(key, { challenge: Buffer.from(challenge, 'base64url') })
      return ask('POST /people/:id/codes', { params, body: { request } })
    },
    code: () => ask('GET /people/:id/code', { params, query: { holder } }),
    live: (text) => livePresentation(text, key, desk.now()),
  }
}

/** Somebody shows their card at the counter, and the number on their phone with it: from then on they read all of theirs. */
export async function showCard(counter: DeskClient, { ask, number }: Applicant): Promise<void> {
  const me = await ask('GET /me', {})
  const claims = me.kind === 'account' ? [me.number] : []
  const card = { idType: 'cn-resident-id', number, name: '王小明', source: 'chip' } as const
  await counter('POST /office/people', { body: { ...card, claims } })
}

/** A gate that takes what the desk publishes. */
export interface PollingGate {
  /** Asks for what is new. */
  refresh(): Promise<void>
  /** What it says of texts: the outcome, and why. */
  says(text: string): Promise<string>
  /** And of a card that lies on its reader. */
  saysOf(number: string): Promise<string>
  readonly bundle: Bundle
}

/** Opens one, which trusts the demo's root and nothing else. */
export async function openGate({ url, now }: CalledDesk, demo: Demo): Promise<PollingGate> {
  const client = await openBundle({
    ...{ root: demo.rootBytes, worlds: ['demo'], store: memoryStore() },
    source: httpSource(new URL('/bundle/', url)),
  })
  const asked = () => ({
    ...{ bundle: client.bundle, now: now(), context: { ruleSet: demo.ruleSet } },
  })
  // Sets name no rule for whoever passes: 0.
  const told = ({ outcome, reasons }: Decision): string =>
    [
      outcome,
      ...reasons.map((reason) => {
        const no = 'rule' in reason ? reason.rule.no : 0
        return no === 0 ? reason.code : `${reason.code} ${String(no)}`
      }),
    ].join(' ')
  return {
    async refresh() {
      await client.refresh(now())
    },
    says: async (text) => told(await verify(text, asked())),
    saysOf: async (number) => {
      const stationKeys = await openStationKeys(client.bundle, demo.secrets.groupKey)
      const card = { type: 'cn-resident-id', number, source: 'chip' } as const
      return told(await decideCard(card, { ...asked(), stationKeys }))
    },
    get bundle() {
      return client.bundle
    },
  }
}

/** An opening as its holder shows it (docs/receipt.md 8). */
interface Shown {
  readonly facts: Committed['facts']
  readonly covers: Committed['covers']
  readonly assessment: Omit<Committed, 'salt' | 'facts' | 'covers'>
  readonly salt: string
}

/** Recomputes a colour from what everybody can fetch and what the holder shows. */
export async function thirdParty(
  bundle: Bundle,
  { text, opening = '' }: { readonly text: string; readonly opening?: string },
  otherwise: Partial<Shown> = {},
) {
  const shown = { ...(JSON.parse(opening) as Shown), ...otherwise }
  const { facts, covers, assessment, salt } = shown
  const committed = { ...assessment, salt: Buffer.from(salt, 'base64url'), facts, covers }
  const isOfCode = await openingMatches(text, committed)
  const { version, assessedAt } = assessment
  const held = bundle.ruleSets.get('demo-hz')?.find((each) => each.version === version)
  if (held?.use.state !== 'ready') throw new Error('the bundle lacks the version')
  const again = { ruleSet: held.use.compiled, now: new Date(assessedAt) }
  const { outcome, rule } = await assess(facts, covers, again)
  return { isOfCode, outcome, rule }
}
