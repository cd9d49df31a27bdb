/** What others offer for reading the codes that we read: each with its key in the form that it asks for, kept where it can be. */
import { readFileSync } from 'node:fs'
import { decode } from 'cborg'
import { compactVerify, importJWK } from 'jose'
import { ministry, type ForeignKey, type ForeignName } from './foreign-codes.ts'
import { cardBytes, cardClaims, dccBytes, type Inflaters } from './foreign-floors.ts'
import { peer, versionOf } from './peers.ts'

type Side = (text: string) => unknown

interface ForeignPeer {
  /** The package. */
  readonly name: string
  /** What of it is called, and what of the floor stands in front. */
  readonly what: string
  readonly of: ForeignName
  /** How many times our time it takes at least, where a target says so. */
  readonly atLeast: number | null
  readonly open: (key: ForeignKey) => Side | Promise<Side>
}

interface Dcc {
  readonly payload: unknown
  readonly checkSignature: (key: { x: Buffer; y: Buffer }) => Promise<unknown>
  readonly checkSignatureWithKeysList: (keys: object) => Promise<unknown>
}
interface DccUtils {
  readonly DCC: { readonly fromRaw: (text: string) => Promise<Dcc> }
}
interface CoseJs {
  readonly sign: { readonly verify: (cose: Buffer, how: object) => Promise<unknown> }
}
interface Auth0Cose {
  readonly Sign1: {
    readonly decode: (cose: Uint8Array) => {
      readonly payload: Uint8Array
      readonly verify: (key: unknown) => Promise<void>
    }
  }
}
interface Nzcp {
  readonly verifyPassURIOffline: (uri: string, trust: object) => { readonly success: boolean }
}

const coordinates = ({ jwk: { x, y } }: ForeignKey): { x: Buffer; y: Buffer } => ({
  x: Buffer.from(x, 'base64url'),
  y: Buffer.from(y, 'base64url'),
})

const inflaters = (): Inflaters => peer('fflate') as Inflaters

/** All peers; base45, digits and inflating are the floor's where a peer has none of its own. */
export const foreignPeers: readonly ForeignPeer[] = [
  {
    name: 'dcc-utils',
    what: 'DCC: `DCC.fromRaw`, `checkSignature` with the key kept',
    of: 'dcc',
    atLeast: 50,
    open: (key) => {
      const { DCC } = peer('dcc-utils') as DccUtils
      const kept = coordinates(key)
      return async (text) => (await DCC.fromRaw(text)).checkSignature(kept)
    },
  },
  {
    name: 'dcc-utils',
    what: 'DCC: `DCC.fromRaw`, `checkSignatureWithKeysList` (WebCrypto, imports the key each time)',
    of: 'dcc',
    atLeast: null,
    open: (key) => {
      const { DCC } = peer('dcc-utils') as DccUtils
      const spki = key.public.export({ format: 'der', type: 'spki' }).toString('base64')
      const publicKeyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
      const keys = {
        [Buffer.from(key.kid).toString('base64')]: { publicKeyPem: spki, publicKeyAlgorithm },
      }
      return async (text) => {
        const found = await (await DCC.fromRaw(text)).checkSignatureWithKeysList(keys)
        if (found === false) throw new Error('dcc-utils finds a code not good')
      }
    },
  },
  {
    name: 'cose-js',
    what: "DCC: the floor's base45 and fflate, `sign.verify`, payload by cborg",
    of: 'dcc',
    atLeast: null,
    open: (key) => {
      const { sign } = peer('cose-js') as CoseJs
      const [found, kept] = [inflaters(), coordinates(key)]
      return async (text): Promise<unknown> =>
        decode(
          (await sign.verify(Buffer.from(dccBytes(text, found)), { key: kept })) as Uint8Array,
          { useMaps: true },
        )
    },
  },
  {
    name: '@auth0/cose',
    what: "DCC: the floor's base45 and fflate, `Sign1.decode` and `verify`, payload by cborg",
    of: 'dcc',
    atLeast: null,
    open: (key) => {
      const { Sign1 } = peer('@auth0/cose') as Auth0Cose
      const found = inflaters()
      return async (text) => {
        const message = Sign1.decode(dccBytes(text, found))
        await message.verify(key.public)
        decode(message.payload, { useMaps: true })
      }
    },
  },
  {
    name: 'jose',
    what: "SHC: the floor's digits, `compactVerify` with the key kept, fflate, JSON.parse",
    of: 'shc',
    atLeast: null,
    open: async (key) => {
      const [found, kept] = [inflaters(), await importJWK({ ...key.jwk }, 'ES256')]
      return async (text) => cardClaims((await compactVerify(cardBytes(text), kept)).payload, found)
    },
  },
  {
    name: '@vaxxnz/nzcp',
    what: 'NZCP: `verifyPassURIOffline`',
    of: 'nzcp',
    atLeast: null,
    open: (key) => {
      const { verifyPassURIOffline } = peer('@vaxxnz/nzcp') as Nzcp
      const id = `${ministry}#key-1`
      const didDocument = {
        '@context': 'https://w3.org/ns/did/v1',
        id: ministry,
        verificationMethod: [
          { id, controller: ministry, type: 'JsonWebKey2020', publicKeyJwk: key.jwk },
        ],
        assertionMethod: [id],
      }
      const trust = { trustedIssuer: ministry, didDocument }
      return (text) => {
        if (!verifyPassURIOffline(text, trust).success) throw new Error('a pass is not good')
      }
    },
  },
]

/** A peer's version; jose is the project's own. */
export const peerVersion = (name: string): string =>
  name === 'jose' ? joseVersion() : versionOf(name)

const joseVersion = (): string => {
  const path = new URL('../node_modules/jose/package.json', import.meta.url)
  return (JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string }).version
}
