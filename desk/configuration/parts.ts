/** What the sections of desk.yaml become for the rooms that they are for. */
import { readFile } from 'node:fs/promises'
import { publicJwk } from 'greengate/issue'
import { OperatorError, readKeyFile } from 'greengate-cli/bundle'
import type { Listening } from '../desk-settings.ts'
import type { OrderAuthority } from '../orders/order-authority.ts'
import { defaultPeriods, type Period, type Periods } from '../retention/periods.ts'
import { oidcSignIn, type VouchingClaims } from '../sign-in/oidc-sign-in.ts'
import { oneTimeCodeSignIn } from '../sign-in/one-time-code-sign-in.ts'
import type { SessionLives } from '../sign-in/sessions.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { defaultTerms, type WorklistTerms } from '../worklist/due-at.ts'
import type { DeskConfiguration } from './read-desk-file.ts'

/** Periods: the defaults, and what is said otherwise. */
export function periodsOf({ retention }: DeskConfiguration): Periods {
  const { facts, ...others } = defaultPeriods
  const said = new Map(retention.map(({ of, days, reason }) => [of, { days, reason }]))
  const kinds = [...said].filter(([of]) => of.startsWith('facts.'))
  const own = (name: keyof typeof others): Period => said.get(name) ?? others[name]
  return {
    ...{ codes: own('codes'), held: own('held'), matters: own('matters') },
    ...{ remarks: own('remarks'), sessions: own('sessions'), people: own('people') },
    facts: {
      ...facts,
      ...Object.fromEntries(kinds.map(([of, period]) => [of.slice('facts.'.length), period])),
    },
  }
}

/** When the office answers. */
export function termsOf({ worklist }: DeskConfiguration): WorklistTerms {
  const { correctionDays, appealDays, heldDays, utcOffsetMinutes, holidays, workdays } = worklist
  return {
    ...{ ...defaultTerms, holidays, workdays, offsetSeconds: utcOffsetMinutes * 60 },
    days: { correction: correctionDays, appeal: appealDays, 'held-fact': heldDays },
  }
}

/** How long sessions last. */
export function livesOf({ sessions }: DeskConfiguration): SessionLives {
  const account = sessions.accountDays * 86_400
  return {
    account: { idle: account, whole: account },
    officer: { idle: sessions.officerIdleMinutes * 60, whole: sessions.officerHours * 3600 },
  }
}

/** Where it listens. */
export async function listenOf(
  { listen: { host, port, origin, tls } }: DeskConfiguration,
  instead: number | undefined,
): Promise<Listening> {
  return {
    ...{ host, port: instead ?? port },
    ...(origin === undefined ? {} : { origin }),
    ...(tls === undefined
      ? {}
      : { tls: { cert: await readFile(tls.cert, 'utf8'), key: await readFile(tls.key, 'utf8') } }),
  }
}

/** Who may order. */
export async function authoritiesOf(
  { orders }: DeskConfiguration,
  world: OrderAuthority['world'],
): Promise<readonly OrderAuthority[]> {
  return Promise.all(
    orders.map(async ({ keys, ...order }) => ({
      ...{ ...order, world },
      keys: await Promise.all(keys.map(async (key) => publicJwk(await readKeyFile(key)))),
    })),
  )
}

/** Ways of signing in; a provider must know the address that people come back to. */
export async function waysOf(
  { signIn: { development, oidc } }: DeskConfiguration,
  around: {
    readonly random: (length: number) => Uint8Array
    readonly show: (contact: string, code: string) => void
  },
): Promise<(origin: string) => readonly SignIn[]> {
  const { random } = around
  const clientSecret =
    oidc?.clientSecret === undefined
      ? undefined
      : (await readFile(oidc.clientSecret, 'utf8')).trim()
  if (clientSecret === '') throw new OperatorError('signIn.oidc.clientSecret: the file is empty')
  return (origin) => [
    ...(development ? [oneTimeCodeSignIn(around)] : []),
    ...(oidc === undefined
      ? []
      : [
          oidcSignIn({
            ...{ issuer: oidc.issuer, clientId: oidc.clientId, scope: oidc.scope, random },
            redirect: `${origin}/api/sign-in/oidc/callback`,
            ...(clientSecret === undefined ? {} : { clientSecret }),
            ...(oidc.vouches === undefined ? {} : { vouches: vouchesOf(oidc.vouches) }),
          }),
        ]),
  ]
}

type Said = NonNullable<NonNullable<DeskConfiguration['signIn']['oidc']>['vouches']>

function vouchesOf({ idType, idTypeClaim, number, name, birthDate }: Said): VouchingClaims {
  return {
    idType: idType === undefined ? { claim: idTypeClaim ?? '' } : { always: idType },
    ...{ number, name },
    ...(birthDate === undefined ? {} : { birthDate }),
  }
}
