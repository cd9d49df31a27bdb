/** Whether one certificate was signed by the key of another. */
import { checkOtherSignature, type OtherJwk } from '../../crypto/other-key.ts'
import { GreengateError } from '../../errors.ts'
import type { Certificate } from './parse-certificate.ts'
import { rawSignature } from './scheme.ts'

const widths = { 'P-256': 32, 'P-384': 48, 'P-521': 66 } as const

/** Answers by digest of both: a gate sees the same few certificates all day, and a check of RSA takes its time. */
const kept = new Map<string, boolean>()
const maxKept = 1024

/** Whether the key of `parent` signed `child`; `unsupported`: in a way, or with a key, that is supported nowhere. */
export async function checkIssued(
  child: Certificate,
  parent: Certificate,
): Promise<boolean | 'unsupported'> {
  const { key } = parent
  if (child.scheme === undefined || key === undefined) return 'unsupported'
  const name = `${child.digest} ${parent.digest}`
  const known = kept.get(name)
  if (known !== undefined) return known
  const signature = signatureFor(key.jwk, child.signature)
  try {
    const isIssued =
      signature !== undefined &&
      (await checkOtherSignature(key, child.scheme, signature, child.signed))
    if (kept.size === maxKept) kept.clear()
    kept.set(name, isIssued)
    return isIssued
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    // A point off its curve signed nothing; a scheme that this platform lacks cannot be told.
    return error.code === 'ERR_KEY_UNSUPPORTED' ? 'unsupported' : false
  }
}

function signatureFor(jwk: OtherJwk, signature: Uint8Array): Uint8Array | undefined {
  return jwk.kty === 'EC' ? rawSignature(signature, widths[jwk.crv]) : signature
}
