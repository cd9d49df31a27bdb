/** Certificates of the corpora, read as node:crypto reads them; and bytes that are none. */
import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { readBase64Text, readCorpus, hasCorpora } from '../../testing/corpora.ts'
import { checkIssued } from './check-issued.ts'
import { isBoundedDer } from './der-form.ts'
import { usageOids } from './oids.ts'
import { parseCertificate, type Certificate } from './parse-certificate.ts'

const corpus = hasCorpora ? (readCorpus('trust-lists/eu-dsc-certs.json') as Listed[]) : []
const cscas = hasCorpora
  ? ['AUS-16f2', 'AUS-16f5', 'JPN-e3', 'JPN-e5'].map((name) =>
      readBase64Text(`icao-vds-nc/csca/${name}.der.b64.txt`),
    )
  : []

interface Listed {
  readonly kidHex: string
  readonly der: string
}

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))

async function read(der: Uint8Array): Promise<Certificate> {
  const certificate = await parseCertificate(der)
  if (certificate === undefined) throw new Error('not read')
  return certificate
}

/** What both say of a certificate. */
function ours({ subject, notBefore, notAfter, key, basicConstraints, ...rest }: Certificate) {
  return {
    country: subject.country,
    notBefore,
    notAfter,
    jwk: key?.jwk,
    ca: basicConstraints?.ca ?? false,
    usage: rest.extendedKeyUsage ?? [],
  }
}

/** Node calls it as it calls the other one; its types leave out that it may be absent. */
function extendedUsage({ keyUsage }: { readonly keyUsage?: readonly string[] }): readonly string[] {
  return keyUsage ?? []
}

function nodes(der: Uint8Array): ReturnType<typeof ours> {
  const certificate = new X509Certificate(der)
  const { kty, crv, x, y, n, e } = certificate.publicKey.export({ format: 'jwk' })
  return {
    country: /^C=(.*)$/m.exec(certificate.subject)?.[1]?.toUpperCase() ?? null,
    notBefore: certificate.validFromDate.getTime() / 1000,
    notAfter: certificate.validToDate.getTime() / 1000,
    jwk: (kty === 'EC' ? { kty, crv, x, y } : { kty, n, e }) as ReturnType<typeof ours>['jwk'],
    ca: certificate.ca,
    usage: extendedUsage(certificate),
  }
}

test.skipIf(!hasCorpora)(
  'every listed certificate says what node:crypto says it says',
  async () => {
    const counts = { certificates: 0, curves: new Map<string, number>(), usages: 0 }
    for (const [i, der] of [...corpus.map(({ der }) => bytesOf(der)), ...cscas].entries()) {
      const certificate = await read(der)
      expect(ours(certificate)).toEqual(nodes(der))
      const kid = corpus[i]?.kidHex
      if (kid !== undefined)
        expect(Buffer.from(certificate.kid, 'base64url').toString('hex')).toBe(kid)
      const jwk = certificate.key?.jwk
      const kind = jwk === undefined ? 'unsupported' : jwk.kty === 'RSA' ? 'RSA' : jwk.crv
      counts.certificates++
      counts.curves.set(kind, (counts.curves.get(kind) ?? 0) + 1)
      if (certificate.extendedKeyUsage?.some((oid) => oid in usageOids) === true) counts.usages++
    }
    console.log('x509: certificates read as node:crypto reads them:', counts)
    expect(counts.certificates).toBe(corpus.length + cscas.length)
  },
)

test.skipIf(!hasCorpora)('who signed whom is what node:crypto says', async () => {
  const ders = [...corpus.map(({ der }) => bytesOf(der)), ...cscas]
  const all = await Promise.all(ders.map(read))
  let [yes, no] = [0, 0]
  for (const [i, child] of all.entries()) {
    const parents = all
      .map((parent, place) => ({ parent, place }))
      .filter(
        ({ parent, place }) =>
          // Those that it names, and its neighbour in the list, which it was most likely not signed by.
          place === i + 1 || parent.subject.comparable === child.issuer.comparable,
      )
    for (const { parent, place } of parents.slice(0, 4)) {
      const key = new X509Certificate(ders[place] as Uint8Array).publicKey
      const expected = new X509Certificate(ders[i] as Uint8Array).verify(key)
      const found = await checkIssued(child, parent)
      if (found === 'unsupported') continue
      expect(found).toBe(expected)
      if (found) yes++
      else no++
    }
  }
  console.log(`x509: signatures of certificates as node:crypto checks them: ${yes} good, ${no} not`)
  expect(yes).toBeGreaterThan(5)
  expect(no).toBeGreaterThan(100)
})

test.skipIf(!hasCorpora)(
  'a certificate that was cut or changed in one byte never throws',
  async () => {
    const [der = new Uint8Array()] = cscas.slice(2)
    for (let at = 3; at < der.length; at += 11) {
      const changed = der.slice()
      changed[at] = (changed[at] ?? 0) ^ 0x15
      await parseCertificate(changed)
      expect(isBoundedDer(der.subarray(0, at))).toBe(false)
    }
  },
)
