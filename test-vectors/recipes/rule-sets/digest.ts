/** The digest by which a rule set names another, or its cases: SHA-256 of the canonical JSON, base64url. */
import { base64url, sha256, utf8 } from '../hand/bytes.ts'
import { jcs, type Json } from '../hand/jcs.ts'

export const digestOf = (content: Json): string => base64url(sha256(utf8(jcs(content))))
