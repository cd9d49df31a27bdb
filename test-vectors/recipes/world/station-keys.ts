/** The group of stations of the vectors' world: its roster, and the keys that are sealed to it. */
import { base64url, sha256, utf8 } from '../hand/bytes.ts'
import { ctiOf, type Breakage } from '../hand/code.ts'
import { signDocument, type Document } from '../hand/document.ts'
import { jcs } from '../hand/jcs.ts'
import { key } from '../hand/keys.ts'
import { seal } from '../hand/seal.ts'
import { identityTag } from '../hand/tag.ts'
import { by } from './root.ts'

/** An identity card by type and number. */
export interface Numbered {
  readonly type: string
  readonly number: string
}

/** 32 bytes that a real authority draws at random, drawn here from their name. */
const bindingKey = (name: string): Uint8Array => sha256(utf8(`binding key ${name}`))

const sealedMonths = ['cn-3301/2026-02', 'cn-3301/2026-03']
const group = 'east'
const expires = '2026-06-01T00:00:00Z'
const signedAt = '2026-03-01T00:00:00Z'

const secrets = {
  format: 'greengate-station-keys-1',
  group,
  binding: sealedMonths.map((name) => {
    const [issuer = '', month = ''] = name.split('/')
    return { issuer, month, key: base64url(bindingKey(name)) }
  }),
  population: [],
}

const groups = [{ id: group, recipient: { ...key('group-east').publicJwk }, stations: [] }]
const header = { typ: 'greengate-station-keys', kid: group }
const sealed = seal('keys/east', jcs(secrets), key('group-east'), header)

/** The documents that only stations have a use for. */
export const stationDocuments: readonly Document[] = [
  signDocument(
    `keys/${group}`,
    'keys',
    signedAt,
    { version: 1, expires, group, sealed },
    by('stations'),
  ),
  signDocument('stations', 'stations', signedAt, { version: 1, expires, groups }, by('stations')),
]

/** Gives the code of a case the tag of a card, made with the key of an issuer and month. */
export const tagged = (
  id: string,
  { type, number }: Numbered,
  month = 'cn-3301/2026-03',
): Breakage => ({
  claim: (positions) => {
    positions[1] = [null, null, identityTag(bindingKey(month), ctiOf(id), type, number)]
  },
})
