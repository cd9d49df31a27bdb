/** Every way in which a certificate may be signed, and every way in which a curve is written down. */
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkIssued } from './check-issued.ts'
import { parseCertificate } from './parse-certificate.ts'

const file = new URL('../../testing/self-signed.json', import.meta.url)
const { certificates } = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly certificates: readonly {
    readonly what: string
    readonly key: string
    readonly issued: boolean | 'unsupported'
    readonly der: string
  }[]
}

async function read(der: Uint8Array) {
  const certificate = await parseCertificate(der)
  if (certificate === undefined) throw new Error('not read')
  return certificate
}

test.each(certificates)('$what', async ({ key, issued, der: base64 }) => {
  const der = new Uint8Array(Buffer.from(base64, 'base64'))
  const certificate = await read(der)
  const jwk = certificate.key?.jwk
  expect(jwk === undefined ? 'none' : jwk.kty === 'RSA' ? 'RSA' : jwk.crv).toBe(key)
  expect(await checkIssued(certificate, certificate)).toBe(issued)
  // Node takes them all: what it answers must not depend on where it is asked.
  const { publicKey } = new X509Certificate(der)
  expect(new X509Certificate(der).verify(publicKey)).toBe(true)
})

test('a signature that is changed in one bit, or is no two integers, was made by nobody', async () => {
  const [{ der: base64 } = { der: '' }] = certificates
  const der = new Uint8Array(Buffer.from(base64, 'base64'))
  const good = await read(der)
  for (const at of [1, 9, 60]) {
    const changed = der.slice()
    changed[der.length - at] = (changed[der.length - at] ?? 0) ^ 1
    const certificate = await parseCertificate(changed)
    if (certificate !== undefined) expect(await checkIssued(certificate, good)).toBe(false)
  }
  const forged = { ...good, digest: 'another', signature: Uint8Array.of(0x30, 0) }
  expect(await checkIssued(forged, good)).toBe(false)
})
