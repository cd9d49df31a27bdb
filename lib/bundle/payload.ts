/** Payloads of documents: canonical JSON, named by its digest. */
import { backend } from '#backend'
import { encodeBase64url } from '../encoding/base64url.ts'
import { parseCanonicalJson } from '../encoding/canonical-json.ts'
import { GreengateError } from '../errors.ts'
import { malformed } from './refused.ts'

/** @throws GreengateError `ERR_BUNDLE_MALFORMED` when the bytes are not their own canonical form. */
export function parsePayload(payload: Uint8Array): unknown {
  try {
    return parseCanonicalJson(payload)
  } catch (cause) {
    if (!(cause instanceof GreengateError)) throw cause
    throw malformed('holds a payload that is not canonical JSON', cause)
  }
}

/** The SHA-256 of bytes, base64url. */
export async function digestOf(bytes: Uint8Array): Promise<string> {
  return encodeBase64url(await backend.sha256(bytes))
}
