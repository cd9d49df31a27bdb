/** Cards proven: whose key, which chain, whose signature; jose is the second hand. */
import { compactVerify, importJWK } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { hasCorpora, readCorpus, readCorpusBytes } from '../../testing/corpora.ts'
import {
  listed,
  newCardSigner,
  signCard,
  toNumeric,
  type CardSigner,
} from '../../testing/health-cards.ts'
import { sortAuthorities, type Authority, type AuthorityKey } from '../../trust/authorities.ts'
import type { OtherCredential, Proof } from '../format.ts'
import { parseIssuerKey } from './issuer-key.ts'
import { shc } from './shc.ts'

const id = 'https://issuer.example/cards'
const nbf = 1_622_576_398.924
const dose = {
  resourceType: 'Immunization',
  status: 'completed',
  vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '208' }] },
  patient: { reference: 'resource:0' },
}
const claims = (iss: string, rid?: string) => ({
  iss,
  nbf,
  vc: {
    type: ['https://smarthealth.cards#health-card'],
    credentialSubject: {
      fhirVersion: '4.0.1',
      fhirBundle: {
        resourceType: 'Bundle',
        entry: [
          { fullUrl: 'resource:0', resource: { resourceType: 'Patient' } },
          { fullUrl: 'resource:1', resource: dose },
        ],
      },
    },
    ...(rid === undefined ? {} : { rid }),
  },
})

let signer: CardSigner
let stranger: CardSigner
let card: OtherCredential
beforeAll(async () => {
  ;[signer, stranger] = await Promise.all([newCardSigner(), newCardSigner()])
  card = decode(await signCard(signer, claims(id)))
})

function decode(jws: string): OtherCredential {
  const [answer] = shc.decode([toNumeric(jws)])
  if (answer === undefined || 'state' in answer) throw new TypeError('no card')
  return answer
}

const authority = (keys: readonly AuthorityKey[], more: Partial<Authority> = {}): Authority => ({
  format: 'shc',
  id,
  name: { zh: id, en: id },
  keys,
  roots: [],
  needsChain: false,
  revocations: [],
  ...more,
})
const proveBy = (shown: OtherCredential, ...list: readonly Authority[]): Promise<Proof> =>
  shc.prove(shown, sortAuthorities(list))

describe('the issuer and its key', () => {
  test('a card by a listed key of its issuer is genuine', async () => {
    const [key, other] = [listed(signer.published), listed(stranger.published)]
    expect(await proveBy(card, authority([other, key]))).toMatchObject({
      state: 'genuine',
      key,
      holds: null,
      keyUsage: 'allowed',
      isRevoked: false,
    })
  })

  test('nobody is listed, or another', async () => {
    expect((await shc.prove(card, new Map())).state).toBe('issuer-unknown')
    const key = listed(signer.published)
    for (const other of [`${id}/`, id.toUpperCase(), 'https://issuer.example', `${id}x`]) {
      expect((await proveBy(card, authority([key], { id: other }))).state).toBe('issuer-unknown')
    }
  })

  test.each([
    'http://issuer.example',
    'https://issuer.example/',
    'https://a.example?x',
    'https://',
    'x',
  ])('an issuer that writes itself %s is unknown even where it is listed', async (iss) => {
    const shown = decode(await signCard(signer, claims(iss)))
    const listing = authority([listed(signer.published)], { id: iss })
    expect((await proveBy(shown, listing)).state).toBe('issuer-unknown')
  })

  test('a key of another issuer, of another format or of no card does not count', async () => {
    const key = listed(signer.published)
    const own = authority([listed(stranger.published)])
    const others = [
      authority([key], { id: 'https://b.example' }),
      authority([key], { format: 'nzcp' }),
    ]
    expect((await proveBy(card, own, ...others)).state).toBe('key-unknown')
  })

  test('a key counts for cards that were issued in its time', async () => {
    const at = Math.floor(nbf)
    const stateOf = async (from: number, until: number): Promise<string> =>
      (await proveBy(card, authority([listed(signer.published, { from, until })]))).state
    expect(await stateOf(at, at + 1)).toBe('genuine')
    expect(await stateOf(at - 9, at)).toBe('key-out-of-time')
    expect(await stateOf(at + 1, at + 9)).toBe('key-out-of-time')
  })

  test('a key that may not state vaccinations says so', async () => {
    const usageOf = async (states: readonly string[]): Promise<unknown> =>
      proveBy(card, authority([listed(signer.published, { states })]))
    expect(await usageOf(['test'])).toMatchObject({ keyUsage: 'refused' })
    expect(await usageOf(['test', 'vaccination'])).toMatchObject({ keyUsage: 'allowed' })
  })
})

describe('the signature', () => {
  test('without one a card is unsigned', async () => {
    const shown = { ...card, signature: new Uint8Array(0) }
    expect((await proveBy(shown, authority([listed(signer.published)]))).state).toBe('unsigned')
  })

  test('another key under the same kid never signed it, nor did one of another curve', async () => {
    const { kid } = signer
    const p384 = { kty: 'EC', crv: 'P-384', kid, x: 'A'.repeat(64), y: 'A'.repeat(64) }
    for (const published of [{ ...stranger.published, kid }, p384]) {
      expect((await proveBy(card, authority([listed(published)]))).state).toBe('signature-invalid')
    }
  })

  test('every damage that jose refuses is refused, and what it takes is taken', async () => {
    const key = await importJWK(signer.published, 'ES256')
    const [head = '', body = '', signature = ''] = (await signCard(signer, claims(id))).split('.')
    const bytes = Buffer.from(signature, 'base64url')
    const signatures = [
      bytes,
      bytes.subarray(1),
      Buffer.concat([bytes, Buffer.of(0)]),
      Buffer.concat([bytes.subarray(32), bytes.subarray(0, 32)]),
      Buffer.alloc(64),
      ...[0, 31, 32, 63].map((at) => bytes.map((b, i) => (i === at ? b ^ 1 : b))),
    ]
    const verdicts = await Promise.all(
      signatures.map(async (each) => {
        const jws = [head, body, Buffer.from(each).toString('base64url')].join('.')
        const theirs = await compactVerify(jws, key, { algorithms: ['ES256'] }).then(
          () => 'genuine',
          () => 'signature-invalid',
        )
        const ours = (await proveBy(decode(jws), authority([listed(signer.published)]))).state
        return [ours, theirs]
      }),
    )
    for (const [ours, theirs] of verdicts) expect(ours).toBe(theirs)
    expect(verdicts.filter(([ours]) => ours === 'genuine')).toHaveLength(1)
  })
})

describe('revoked cards', () => {
  test.each<[string, number | null, boolean]>([
    ['for good', null, true],
    ['if issued before a later second', 1_622_576_399, true],
    ['if issued before its own second', 1_622_576_398, false],
    ['if issued before an earlier one', 1_600_000_000, false],
  ])('a card whose id is listed %s', async (_name, before, isRevoked) => {
    const shown = decode(await signCard(signer, claims(id, 'abc')))
    const by = (kid: string, rid: string) =>
      authority([listed(signer.published)], {
        revocations: [{ kid, ids: new Map([[rid, before]]) }],
      })
    expect(await proveBy(shown, by(signer.kid, 'abc'))).toMatchObject({ isRevoked })
    expect(await proveBy(shown, by(stranger.kid, 'abc'))).toMatchObject({ isRevoked: false })
    expect(await proveBy(shown, by(signer.kid, 'ABC'))).toMatchObject({ isRevoked: false })
    expect(await proveBy(card, by(signer.kid, 'abc'))).toMatchObject({ isRevoked: false })
  })
})

describe.skipIf(!hasCorpora)('the chain', () => {
  const issuer = 'https://spec.smarthealth.cards/examples/issuer'
  /** The example that was signed by a key with a certificate, which ended in 2022. */
  async function example() {
    const issuers = readCorpus('smart-health-cards/issuers.json') as Record<
      string,
      { jwks: { keys: { kid: string; x5c?: unknown }[] } }
    >
    const published = issuers[issuer]?.jwks.keys.find(({ x5c }) => x5c !== undefined)
    const file =
      'smart-health-cards/files/dev-tools/test-example-00-e-file-multi-jws.smart-health-card'
    const shown = shc
      .decode([new TextDecoder().decode(readCorpusBytes(file))])
      .find((each) => !('state' in each) && each.kid === published?.kid)
    const { chain } = await parseIssuerKey(published)
    if (shown === undefined || 'state' in shown) throw new TypeError('no example')
    return { published, shown, chain, roots: chain.slice(-1) }
  }
  const needs = (key: AuthorityKey, roots: readonly Uint8Array[], at = issuer): Authority =>
    authority([key], { id: at, roots, needsChain: true })

  test('a card is good while the certificates of its key are', async () => {
    const { published, shown, chain, roots } = await example()
    const proof = await proveBy(shown, needs(listed(published, { chain }), roots))
    if (proof.state !== 'genuine' || proof.holds === null) throw new TypeError(proof.state)
    expect(proof.holds.from).toBe(Date.parse('2021-06-01T15:50:09Z') / 1000)
    expect(proof.holds.until).toBe(Date.parse('2022-06-01T15:50:10Z') / 1000)
  })

  test('no chain, a chain to nowhere, another leaf or another name is none', async () => {
    const { published, shown, chain, roots } = await example()
    const stateOf = async (key: AuthorityKey, by: readonly Uint8Array[]): Promise<string> =>
      (await proveBy(shown, needs(key, by))).state
    expect(await stateOf(listed(published), roots)).toBe('certificate-invalid')
    expect(await stateOf(listed(published, { chain }), [])).toBe('certificate-invalid')
    const withoutLeaf = listed(published, { chain: chain.slice(1) })
    expect(await stateOf(withoutLeaf, roots)).toBe('certificate-invalid')
    const broken = listed(published, { chain: [Uint8Array.of(48), ...chain] })
    expect(await stateOf(broken, roots)).toBe('certificate-invalid')
  })

  test('where no chain is needed its end is nothing', async () => {
    const { published, shown } = await example()
    expect(await proveBy(shown, authority([listed(published)], { id: issuer }))).toMatchObject({
      state: 'genuine',
      holds: null,
    })
  })
})
