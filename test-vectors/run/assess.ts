/** Runs assess/: what an issuer makes of facts, the code that states it, and its opening, by both hands. */
import type { Api, Assessed, Read, Trial } from './api.ts'
import { base64url, fromBase64url, fromHex, json } from './bytes.ts'
import { compile, type Given, type Reason } from './rules.ts'

interface Person {
  readonly id: string
  readonly now: string
  readonly facts: readonly unknown[]
  readonly covers: readonly unknown[]
  readonly permission?: unknown
  readonly salt: string
}

interface Opening {
  readonly format: string
  readonly facts: unknown
  readonly covers: unknown
  readonly assessment: object
  readonly salt: string
  readonly commitment: string
}

interface AssessCase extends Person {
  readonly cti: string
  readonly outcome: string
  readonly reasons: readonly Reason[]
  readonly rule: number | null
  readonly holdsUntil: string
  readonly opening: Opening | null
  readonly code: string | null
}

interface AssessFile {
  readonly factTypes: unknown
  readonly groups: readonly { readonly given: Given; readonly cases: readonly AssessCase[] }[]
}

const assessed = (api: Api, ruleSet: unknown, given: Person): Promise<Assessed> =>
  api.assess(given.facts, given.covers, {
    ruleSet,
    now: new Date(given.now),
    salt: fromBase64url(given.salt),
    ...(given.permission !== undefined && { permission: given.permission }),
  })

/** An opening as it is written: docs/receipt.md 8. */
const written = ({ opening, commitment }: Assessed): unknown => {
  if (opening === undefined || commitment === undefined) return null
  const { facts, covers, salt, ...assessment } = opening
  const bytes = { salt: base64url(salt), commitment: base64url(commitment) }
  return { format: 'greengate-opening-1', facts, covers, assessment, ...bytes }
}

const judged = (api: Api, ruleSet: unknown, given: AssessCase): Trial => ({
  id: `${given.id} (assessed)`,
  expected: {
    outcome: given.outcome,
    rule: given.rule,
    fired: given.reasons.flatMap(({ rule }) => rule?.no ?? []),
    missing: given.reasons.flatMap(({ kinds }) => kinds ?? []),
    holdsUntil: given.holdsUntil,
    opening: given.opening,
    isStated: given.opening !== null,
  },
  got: async () => {
    const found = await assessed(api, ruleSet, given)
    const { outcome, rule = null, fired, missing, holdsUntil, assessment } = found
    const opening = written(found)
    return {
      outcome,
      rule,
      fired,
      missing,
      holdsUntil,
      opening,
      isStated: assessment !== undefined,
    }
  },
})

/** The code of the second hand comes out, and the opening of the first fits it; the commitment is made of the other's too. */
const stated = async (
  api: Api,
  read: Read,
  ruleSet: unknown,
  given: AssessCase,
): Promise<Trial> => {
  const { jwk } = json(await read('keys/issuer-good.json')) as { readonly jwk: unknown }
  const { now, code, cti, holdsUntil } = given
  const shown = given.opening as Opening
  return {
    id: `${given.id} (stated)`,
    expected: { text: code, fits: [true, true], commitment: shown.commitment },
    got: async () => {
      const { assessment, commitment, opening } = await assessed(api, ruleSet, given)
      const dayLater = new Date(Date.parse(now) + 86_400_000).toISOString().replace('.000Z', 'Z')
      const claims = {
        ...{ issuer: 'cn-3301', class: 'app', issuedAt: now, assessment },
        validUntil: holdsUntil < dayLater ? holdsUntil : dayLater,
      }
      const signer = await api.jwkSigner(jwk)
      const { facts, covers, assessment: named, salt } = shown
      const other = { facts, covers, ...named, salt: fromBase64url(salt) }
      return {
        text: await api.issue(claims, {
          signer,
          cti: fromHex(cti),
          commitment: commitment as Uint8Array,
        }),
        fits: [
          await api.openingMatches(code as string, opening),
          await api.openingMatches(code as string, other),
        ],
        commitment: base64url(await api.commit(other)),
      }
    },
  }
}

/** Every person of every set. */
export const assess = async (api: Api, read: Read, file: AssessFile): Promise<Trial[]> => {
  const types = api.parseFactTypes(file.factTypes)
  const trials: Trial[] = []
  for (const { given, cases } of file.groups) {
    const ruleSet = compile(api, given, types)
    for (const one of cases) {
      trials.push(judged(api, ruleSet, one))
      if (one.code !== null) trials.push(await stated(api, read, ruleSet, one))
    }
  }
  return trials
}

interface RefusedFile extends Given {
  readonly factTypes: unknown
  readonly cases: readonly (Person & { readonly error: string })[]
}

/** The caller's own mistake has no code: any error will do. */
const named = async (call: () => Promise<unknown>): Promise<unknown> => {
  try {
    return await call()
  } catch (error) {
    if (error instanceof TypeError) return { error: 'TypeError' }
    throw error
  }
}

/** What must be refused. */
export const assessRefused = (api: Api, file: RefusedFile): Trial[] => {
  const ruleSet = compile(api, file, api.parseFactTypes(file.factTypes))
  return file.cases.map((one) => ({
    id: one.id,
    expected: { error: one.error },
    got: () => named(() => assessed(api, ruleSet, one)),
  }))
}
