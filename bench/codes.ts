/** Codes to measure with: issued under the test vectors' public test key, each one different from every other. */
import { readFileSync } from 'node:fs'
import { decode } from 'cbor2'
import { issue, jwkSigner, type Claims, type PrivateJwk } from 'greengate/issue'

/** What a measurement needs of one code: its text for us, the bytes and signature for the bare check. */
export interface Sample {
  readonly text: string
  readonly signed: Uint8Array
  readonly signature: Uint8Array
}

/** The instant that all of them are verified at, and what the gate asks for. */
export const now = new Date('2026-03-02T03:00:00Z')
export const context = { ruleSet: 'cn-3301' }

const vectors = new URL('../test-vectors/', import.meta.url)
/** The pinned root and the bundle of the test vectors. */
export const rootBytes = new Uint8Array(readFileSync(new URL('bundle/root.ggb', vectors)))
export const bundleBytes = new Uint8Array(readFileSync(new URL('bundle/standard.ggb', vectors)))
/** The key that signs them; it is public, as all keys of the vectors are. */
export const { jwk: issuerKey } = JSON.parse(
  readFileSync(new URL('keys/issuer-good.json', vectors), 'utf8'),
) as { readonly jwk: PrivateJwk }

const base: Pick<Claims, 'issuer' | 'class' | 'issuedAt' | 'validUntil'> = {
  issuer: 'cn-3301',
  class: 'app',
  issuedAt: '2026-03-02T02:00:00Z',
  validUntil: '2026-03-03T00:00:00Z',
}

/** The claims of the n-th code of a profile. */
export const profiles = {
  /** As `size-reference`, but for the tag and the commitment, which this version does not issue. */
  assessment: (n: number): Claims => ({
    ...base,
    statusIndex: 1_000_000 + n,
    assessment: {
      outcome: 'pass',
      version: 14,
      rule: 1,
      assessedAt: '2026-03-02T01:59:00Z',
      holdsUntil: base.validUntil,
    },
  }),
  /** A test and its coverage, judged anew by the gate's own rules. */
  facts: (n: number): Claims => ({
    ...base,
    statusIndex: 1_000_000 + n,
    covers: ['test', 'contact', 'stay'].map((kind) => ({ kind, until: '2026-03-02T01:00:00Z' })),
    facts: [
      {
        id: `t-${n}`,
        kind: 'test',
        source: 'lab-7',
        recordedAt: '2026-03-01T12:00:00Z',
        fields: { at: '2026-03-01T08:00:00Z', result: 'negative', method: 'pcr' },
      },
    ],
  }),
} satisfies Record<string, (n: number) => Claims>

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

/** RFC 9285, once more and plainly: the measure must not lean on what it measures. */
const fromBase45 = (text: string): Uint8Array => {
  const bytes: number[] = []
  const digit = (at: number): number => alphabet.indexOf(text.charAt(at))
  for (let at = 0; at < text.length; at += 3) {
    const low = digit(at) + 45 * digit(at + 1)
    if (at + 2 === text.length) bytes.push(low)
    else bytes.push((low + 2025 * digit(at + 2)) >> 8, (low + 2025 * digit(at + 2)) & 255)
  }
  return Uint8Array.from(bytes)
}

const byteString = (bytes: Uint8Array): Uint8Array => {
  const n = bytes.length
  const head = n < 24 ? [0x40 | n] : n < 256 ? [0x58, n] : [0x59, n >> 8, n & 255]
  return Uint8Array.from([...head, ...bytes])
}

/** The Sig_structure of a COSE_Sign1 (RFC 9052, section 4.4) and its signature. */
const takeApart = (text: string): Omit<Sample, 'text'> => {
  const cose = decode<readonly [Uint8Array, unknown, Uint8Array, Uint8Array]>(
    fromBase45(text.slice('GG1:'.length)),
  )
  const [header, , payload, signature] = cose
  const title = new TextEncoder().encode('Signature1')
  const signed = [
    [0x84, 0x60 | title.length, ...title],
    byteString(header),
    [0x40],
    byteString(payload),
  ]
  return { signed: Uint8Array.from(signed.flatMap((part) => [...part])), signature }
}

const cti = (n: number): Uint8Array => {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setUint32(4, n)
  return bytes
}

/** Issues `count` codes of a profile, from the `first` on. */
export const issueSamples = async (
  profile: keyof typeof profiles,
  first: number,
  count: number,
): Promise<readonly Sample[]> => {
  const signer = await jwkSigner(issuerKey)
  const samples: Sample[] = []
  for (let n = first; n < first + count; n++) {
    const text = await issue(profiles[profile](n), { signer, cti: cti(n) })
    samples.push({ text, ...takeApart(text) })
  }
  return samples
}
