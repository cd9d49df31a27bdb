/** What is tried of the library on every platform: the vectors, and signatures by others. Knows no platform. */
import * as greengate from 'greengate'
import * as holding from 'greengate/holder'
import * as issuing from 'greengate/issue'
import * as ruling from 'greengate/rules'
import { checkSignature, importVerifyKey, type VerifyKey } from '../../lib/crypto/verify-key.ts'
import type { PublicJwk } from '../../lib/crypto/jwk.ts'
import { decodeBase45, encodeBase45 } from '../../lib/encoding/base45.ts'
import { parseCanonicalJson } from '../../lib/encoding/canonical-json.ts'
import { decodeCbor } from '../../lib/encoding/cbor.ts'
import { encodeCbor } from '../../lib/encoding/cbor-encode.ts'
import { GreengateError } from '../../lib/errors.ts'
import { outcomesOf, type Told } from '../../test-vectors/run/outcomes.ts'
import { runVectors, type Api, type Failure, type Read } from '../../test-vectors/run.ts'

/** A signature to check; bytes as hexadecimal digits, so that a case can be sent into a browser. */
export interface SignatureCase {
  readonly id: string
  readonly jwk: PublicJwk
  readonly message: string
  readonly signature: string
}

/** What a platform says of a signature; a key may be refused before. */
export type Answer = 'right' | 'wrong' | 'key refused'

const api = {
  ...greengate,
  ...holding,
  ...issuing,
  ...ruling,
  encodeBase45,
  decodeBase45,
  encodeCbor,
  decodeCbor,
  parseCanonicalJson,
} as unknown as Api

/** Runs every vector; says how many were tried, and which came out otherwise. */
export async function tryVectors(
  read: Read,
): Promise<{ readonly ran: number; readonly failures: readonly Failure[] }> {
  let ran = 0
  const failures = await runVectors(api, read, () => {
    ran++
  })
  return { ran, failures }
}

/** All that is decided of each `every`-th case from `first` on, whole. */
export const tellOutcomes = (read: Read, every = 1, first = 0): Promise<readonly Told[]> =>
  outcomesOf(api, read, (at) => at % every === first)

/** Where two runtimes differ: for want of a reader of certificates, which is never a pass, or otherwise. */
export function differencesOf(
  here: readonly Told[],
  there: readonly Told[],
): { readonly without: readonly string[]; readonly otherwise: readonly unknown[] } {
  const without: string[] = []
  const otherwise: unknown[] = []
  for (let at = 0; at < Math.max(here.length, there.length); at++) {
    const [id = '', expected = ''] = here[at] ?? []
    const [other, outcome = ''] = there[at] ?? []
    if (id === other && expected === outcome) continue
    const told = outcome === '' ? {} : (JSON.parse(outcome) as Readonly<Record<string, unknown>>)
    const isHeld = told['outcome'] === 'check' || told['signature'] === 'unknown-key'
    const isWithout =
      outcome.includes('"unsupported-key"') && !expected.includes('"unsupported-key"')
    if (id === other && isHeld && isWithout) without.push(id)
    else otherwise.push({ id, other, expected, outcome })
  }
  return { without, otherwise }
}

/** Checks every signature, without and with the demand for a low s. */
export async function trySignatures(
  cases: readonly SignatureCase[],
): Promise<readonly (readonly [Answer, Answer])[]> {
  const keys = new Map<string, Promise<VerifyKey | undefined>>()
  const keyOf = (jwk: PublicJwk): Promise<VerifyKey | undefined> => {
    const name = JSON.stringify(jwk)
    const known = keys.get(name) ?? importVerifyKey(jwk).catch(refused)
    keys.set(name, known)
    return known
  }
  const answers: [Answer, Answer][] = []
  for (const { jwk, message, signature } of cases) {
    const key = await keyOf(jwk)
    const check = async (lowS: boolean): Promise<Answer> => {
      if (key === undefined) return 'key refused'
      const isRight = await checkSignature(key, fromHex(signature), fromHex(message), lowS)
      return isRight ? 'right' : 'wrong'
    }
    answers.push([await check(false), await check(true)])
  }
  return answers
}

function refused(error: unknown): undefined {
  if (error instanceof GreengateError) return undefined
  throw error
}

function fromHex(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
