/** Runs credential/: claims to code and back, and codes with one line broken. */
import type { Api, Read, Trial } from './api.ts'
import { fromHex, hex, json } from './bytes.ts'
import { decide, verifierOf, type Given } from './verify.ts'

interface EncodeCase {
  readonly id: string
  readonly key: string
  readonly cti: string
  readonly deterministic: boolean
  readonly claims: Record<string, unknown>
  readonly stages: { readonly payload: string; readonly protected: string; readonly text: string }
  readonly presentationId: string
}

const signerOf = async (api: Api, read: Read, name: string): Promise<unknown> =>
  api.jwkSigner((json(await read(`keys/${name}.json`)) as { readonly jwk: unknown }).jwk)

/** Protected header and payload of a code, as hex. */
const parts = (api: Api, text: string): readonly string[] => {
  const bytes = api.decodeBase45(text.slice(4))
  const items = api.decodeCbor(bytes, { maxBytes: 1024, tags: [1, 4, 100] }) as Uint8Array[]
  return [items[0], items[2]].map((item) => hex(item ?? new Uint8Array()))
}

const issued = async (api: Api, read: Read, given: Omit<EncodeCase, 'stages'>): Promise<string> =>
  api.issue(given.claims, {
    signer: await signerOf(api, read, given.key),
    cti: fromHex(given.cti),
  })

const encode = (api: Api, read: Read, given: EncodeCase): Trial => {
  const { id, stages, deterministic } = given
  return {
    id: `${id} (issued)`,
    expected: {
      parts: [stages.protected, stages.payload],
      ...(deterministic && { text: stages.text }),
    },
    got: async () => {
      const text = await issued(api, read, given)
      return { parts: parts(api, text), ...(deterministic && { text }) }
    },
  }
}

const without = (value: object, ...names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))

/** What a code still knows of its claims: not until when the assessment holds, and a set only where it is another's. */
const readable = (claims: Record<string, unknown>): unknown => {
  const { assessment } = claims as { assessment?: { readonly ruleSet?: string } }
  if (assessment === undefined) return claims
  const own = assessment.ruleSet === claims['issuer'] ? ['ruleSet'] : []
  return { ...claims, assessment: without(assessment, 'holdsUntil', ...own) }
}

const decode = (api: Api, { id, stages, claims, presentationId }: EncodeCase): Trial => ({
  id: `${id} (read)`,
  expected: { format: 'greengate', claims: readable(claims), presentationId },
  got: async () => {
    const now = new Date('2026-03-02T04:00:00Z')
    const { format, payload } = await api.inspect(stages.text, { now })
    return {
      format,
      claims: readable(without(payload ?? {}, 'id', 'keyId')),
      presentationId: (await api.presentationId(stages.text))?.code,
    }
  },
})

/** Issued, and read again. */
export const credentialEncode = (
  api: Api,
  read: Read,
  file: { readonly cases: readonly EncodeCase[] },
): Trial[] => file.cases.flatMap((given) => [encode(api, read, given), decode(api, given)])

interface RefusedCase extends Omit<EncodeCase, 'stages'> {
  readonly error: string
}

/** Claims that must not be issued. */
export const credentialRefused = (
  api: Api,
  read: Read,
  file: { readonly cases: readonly RefusedCase[] },
): Trial[] =>
  file.cases.map((given) => ({
    id: given.id,
    expected: { error: given.error },
    got: () => issued(api, read, given),
  }))

interface SizeCase extends EncodeCase {
  readonly bytes: number
  readonly characters: number
  readonly now: string
  readonly context: Readonly<Record<string, unknown>>
  readonly outcome: string
  readonly reasons: readonly unknown[]
  readonly holdsUntil: string | null
}

/** The pinned code: its size, and that it is decided like any other. */
export const credentialSize = (
  api: Api,
  read: Read,
  file: { readonly given: Given; readonly cases: readonly SizeCase[] },
): Trial[] =>
  file.cases.map(({ id, stages, bytes, characters, presentationId, ...given }) => ({
    id,
    expected: {
      size: [bytes, characters],
      presentationId,
      decided: [given.outcome, given.reasons, given.holdsUntil],
    },
    got: async () => {
      const verifier = await verifierOf(api, read, file.given)
      const decision = await decide(api, verifier, { ...given, id, text: stages.text })
      return {
        size: [api.decodeBase45(stages.text.slice(4)).length, stages.text.length],
        presentationId: (await api.presentationId(stages.text))?.code,
        decided: [decision.outcome, decision.reasons, decision.holdsUntil],
      }
    },
  }))

interface DamagedCase {
  readonly id: string
  readonly now: string
  readonly text: string
  readonly outcome: string
  readonly reasons: readonly unknown[]
}

/** Decoding needs no bundle: what is damaged is damaged for everybody. */
export const credentialDamaged = (
  api: Api,
  file: { readonly cases: readonly DamagedCase[] },
): Trial[] =>
  file.cases.map(({ id, now, text, outcome, reasons }) => ({
    id,
    expected: { outcome, reasons },
    got: async () => {
      const options = { bundle: undefined, now: new Date(now), context: {} }
      const decision = await api.verify(text, options)
      return { outcome: decision.outcome, reasons: decision.reasons }
    },
  }))
