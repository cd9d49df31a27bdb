/** Reads what is offered for a trust list: certificates, key sets, DID documents, alone or in the lists they come in. */
import { createPublicKey } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileError, kindAt, readBytes } from '../../edges/file.ts'
import { OperatorError } from '../../operator-error.ts'
import type { Offer, Skipped, Wishes } from './offer.ts'
import { offerCertificate } from './offer-certificate.ts'
import { offerKey } from './offer-key.ts'
import { offersOfJson } from './offers-of-json.ts'

const endings = /\.(?:pem|crt|cer|der|jwks?|json|txt)$/i

/** Everything in files and folders, in the order of their names. */
export async function readOffers(
  paths: readonly string[],
  wishes: Wishes,
): Promise<readonly (Offer | Skipped)[]> {
  const offers: (Offer | Skipped)[] = []
  for (const path of (await Promise.all(paths.map(filesAt))).flat()) {
    // One after the other: a list may be of some hundred megabytes.
    for (const offer of await offersOf(
      path,
      await readBytes(path, 'a certificate or key list'),
      wishes,
    ))
      offers.push(offer)
  }
  return offers
}

async function filesAt(path: string): Promise<readonly string[]> {
  if ((await kindAt(path)) !== 'folder') return [path]
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true })
    const files = entries
      .filter((entry) => entry.isFile() && endings.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
    if (files.length > 0) return files
  } catch (error) {
    throw fileError(path, error, 'name a folder of certificates or key lists')
  }
  throw new OperatorError(`${path}: no certificate or key list in it; name another folder`)
}

async function offersOf(
  source: string,
  bytes: Uint8Array,
  wishes: Wishes,
): Promise<readonly (Offer | Skipped)[]> {
  if (bytes[0] === 0x30) return [await offerCertificate({ source, der: bytes }, wishes)]
  const text = new TextDecoder().decode(bytes).trim()
  if (/^[[{]/.test(text)) return offersOfJson(source, text, wishes)
  if (text.includes('-----BEGIN ')) return offersOfPem(source, text, wishes)
  const der = /^[\w+/=\s-]+$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0)
  if (der[0] !== 0x30) return [{ source, skipped: 'not-readable' }]
  return [await offerCertificate({ source, der: new Uint8Array(der) }, wishes)]
}

async function offersOfPem(
  file: string,
  text: string,
  wishes: Wishes,
): Promise<readonly (Offer | Skipped)[]> {
  const blocks = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g)]
  return Promise.all(
    blocks.map(async ([whole, kind, base64 = ''], i) => {
      const source = blocks.length === 1 ? file : `${file}#${i + 1}`
      const der = new Uint8Array(Buffer.from(base64, 'base64'))
      if (kind === 'CERTIFICATE') return offerCertificate({ source, der }, wishes)
      // A private key has no business here; it is not looked at.
      if (kind !== 'PUBLIC KEY') return { source, skipped: 'not-a-certificate' }
      const value = publicJwk(whole)
      if (value === undefined) return { source, skipped: 'malformed-key' }
      return offerKey({ source, value, format: 'hcert', id: undefined }, wishes)
    }),
  )
}

function publicJwk(pem: string): unknown {
  try {
    return createPublicKey(pem).export({ format: 'jwk' })
  } catch (error) {
    // OpenSSL's errors are of no class of their own.
    if (!(error instanceof Error)) throw error
    return undefined
  }
}
