/** Signing in at an OpenID Connect provider: authorization code with PKCE, state and nonce; what it vouches for is mapped. */
import * as oidc from 'openid-client'
import { DeskProblem } from '../shared/problems.ts'
import type { RedirectSignIn, SignsInAs, VouchedIdentity } from './sign-in.ts'
import { makeThrottle, type Rate } from './throttle.ts'

/** What a provider is used with. */
export interface OidcOptions {
  /** https; on this machine also http, for a provider beside the desk. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret?: string
  /** The address of `/api/sign-in/oidc/callback`, as the provider knows it. */
  readonly redirect: string
  readonly scope?: string
  readonly random: (length: number) => Uint8Array
  /** The claims that vouch for who somebody is, where the provider checked it; without it nobody is verified. */
  readonly vouches?: VouchingClaims
  readonly overall?: Rate
}

/** Names of claims; the type of card is the provider's for all, or a claim's. */
export interface VouchingClaims {
  readonly idType: { readonly always: string } | { readonly claim: string }
  readonly number: string
  readonly name: string
  readonly birthDate?: string
}

interface Started {
  readonly as: SignsInAs
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly endsAt: number
}

const lifeSeconds = 600
const mostStarted = 10_000
const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost'])

/** Opens the provider; its own description is fetched when first needed, and again until that succeeds. */
export function oidcSignIn(options: OidcOptions): RedirectSignIn {
  const { random, redirect, vouches } = options
  const overall = makeThrottle(options.overall ?? { most: 120, seconds: 60 })
  const started = new Map<string, Started>()
  let known: Promise<oidc.Configuration> | undefined
  const configuration = async (): Promise<oidc.Configuration> => {
    try {
      known ??= discover(options)
      return await known
    } catch (error) {
      known = undefined
      throw new DeskProblem('unavailable', { cause: error })
    }
  }

  return {
    way: 'oidc',
    async begin(as, now) {
      overall('', now)
      const config = await configuration()
      forgetOld(started, now)
      const ticket = Buffer.from(random(32)).toString('base64url')
      const verifier = oidc.randomPKCECodeVerifier()
      const [state, nonce] = [oidc.randomState(), oidc.randomNonce()]
      started.set(ticket, {
        as,
        state,
        nonce,
        verifier,
        endsAt: now.getTime() + lifeSeconds * 1000,
      })
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirect,
        scope: options.scope ?? 'openid',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      })
      return { url, ticket, seconds: lifeSeconds }
    },
    begunAs: (ticket) => (ticket === undefined ? undefined : started.get(ticket)?.as),
    async finish(search, ticket, now) {
      const begun = ticket === undefined ? undefined : started.get(ticket)
      // Used once, whatever comes of it.
      if (ticket !== undefined) started.delete(ticket)
      if (begun === undefined || now.getTime() >= begun.endsAt) {
        throw new DeskProblem('sign-in-refused')
      }
      const config = await configuration()
      const { claims, accessToken } = await claimsOf(config, new URL(search, redirect), begun)
      const vouched =
        vouches === undefined
          ? undefined
          : vouchedIn({ ...(await moreOf(config, accessToken, claims)), ...claims }, vouches)
      return {
        as: begun.as,
        provider: claims.iss,
        subject: claims.sub,
        ...(vouched === undefined ? {} : { vouched }),
      }
    },
  }
}

async function discover(options: OidcOptions): Promise<oidc.Configuration> {
  const issuer = new URL(options.issuer)
  const isNear = issuer.protocol === 'http:' && loopback.has(issuer.hostname)
  const authentication =
    options.clientSecret === undefined ? oidc.None() : oidc.ClientSecretPost(options.clientSecret)
  return oidc.discovery(issuer, options.clientId, undefined, authentication, {
    // The library marks it as deprecated so that nobody overlooks it: here it is for this machine alone.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    ...(isNear ? { execute: [oidc.allowInsecureRequests] } : {}),
    timeout: 10,
  })
}

async function claimsOf(
  config: oidc.Configuration,
  url: URL,
  { state, nonce, verifier }: Started,
): Promise<{ readonly claims: oidc.IDToken; readonly accessToken: string }> {
  try {
    const tokens = await oidc.authorizationCodeGrant(config, url, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (claims !== undefined) return { claims, accessToken: tokens.access_token }
  } catch (error) {
    // Whoever came back with it is told no more than that it did not do; the library throws for nothing else.
    throw new DeskProblem('sign-in-refused', { cause: error })
  }
  throw new DeskProblem('sign-in-refused')
}

/** Many providers tell who somebody is at an address of its own, not in the token. */
async function moreOf(
  config: oidc.Configuration,
  accessToken: string,
  { sub }: oidc.IDToken,
): Promise<oidc.UserInfoResponse | undefined> {
  if (config.serverMetadata().userinfo_endpoint === undefined) return undefined
  try {
    return await oidc.fetchUserInfo(config, accessToken, sub)
  } catch (error) {
    throw new DeskProblem('unavailable', { cause: error })
  }
}

type SaidClaims = Readonly<Record<string, unknown>>

/** All of what is asked for, or nothing: half an identity vouches for nobody. */
function vouchedIn(claims: SaidClaims, vouches: VouchingClaims): VouchedIdentity | undefined {
  const textOf = (name: string): string | undefined => {
    const value = Object.hasOwn(claims, name) ? claims[name] : undefined
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const idType = 'always' in vouches.idType ? vouches.idType.always : textOf(vouches.idType.claim)
  const [number, name] = [textOf(vouches.number), textOf(vouches.name)]
  const birthDate = vouches.birthDate === undefined ? undefined : textOf(vouches.birthDate)
  if (idType === undefined || number === undefined || name === undefined) return undefined
  return { idType, number, name, ...(birthDate === undefined ? {} : { birthDate }) }
}

function forgetOld(started: Map<string, Started>, now: Date): void {
  for (const [ticket, { endsAt }] of started) {
    if (endsAt <= now.getTime() || started.size >= mostStarted) started.delete(ticket)
    else break
  }
}
