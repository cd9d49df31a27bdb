/** A format made up for tests of what becomes of decoded codes, whatever format they were: JSON after `TOY:`. */
import { utf8 } from '../encoding/bytes.ts'
import type { StatedFact } from '../facts/fact-base.ts'
import type { CodeFormat, OtherCredential, Proof } from '../formats/format.ts'
import type { StatedPerson } from '../formats/person.ts'
import { together } from '../formats/together.ts'
import { openOtherKey } from '../crypto/other-key.ts'
import { keyNamed } from './keys.ts'
import { now } from './world.ts'

/** What a toy code says. */
export interface Toy {
  readonly person: StatedPerson | null
  readonly facts: readonly StatedFact[]
  readonly payload?: unknown
  readonly validUntil?: number
}

/** A text of the format. */
export const toyText = (toy: Toy): string => `TOY:${JSON.stringify(toy)}`

const { d: _private, kid: _kid, ...jwk } = keyNamed('toy') as unknown as Record<string, string>
const key = {
  kid: 'toy',
  key: openOtherKey(jwk as never),
  from: 0,
  until: Infinity,
  states: ['*'],
  regions: ['*'],
  chain: [],
  revoked: [],
}
const words = { zh: '玩具', en: 'toy' }
const authority = {
  format: 'hcert',
  id: 'XX',
  name: words,
  keys: [key],
  roots: [],
  needsChain: false,
  revocations: [],
} as const

const genuine: Proof = {
  state: 'genuine',
  authority,
  key,
  holds: null,
  keyUsage: 'allowed',
  isRevoked: false,
}

/** Reads toy codes as if they were hcert; every one is genuine. */
export const toyFormat: CodeFormat = {
  name: 'hcert',
  together,
  recognises: (text) => text.startsWith('TOY:'),
  decode: (texts) =>
    texts.map((text): OtherCredential => {
      const { person, facts, payload = null, validUntil } = JSON.parse(text.slice(4)) as Toy
      return {
        format: 'hcert',
        issuer: 'XX',
        kid: 'toy',
        signed: utf8(text),
        signature: new Uint8Array(64),
        issuedAt: now - 1000,
        validFrom: null,
        validUntil: validUntil ?? null,
        person,
        facts,
        kinds: [],
        payload,
      }
    }),
  prove: () => Promise.resolve(genuine),
}
