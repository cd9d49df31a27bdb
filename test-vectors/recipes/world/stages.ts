/** The stages of a code as hex, and the id of its presentation. */
import { base64url, hex, sha256 } from '../hand/bytes.ts'
import type { Code } from '../hand/code.ts'

/** Every stage, for whoever debugs a port. */
export const stages = (code: Code): Readonly<Record<string, string>> => ({
  payload: hex(code.payload),
  protected: hex(code.protectedHeader),
  sigStructure: hex(code.sigStructure),
  cose: hex(code.cose),
  text: code.text,
})

/** A code shown without a live proof: the SHA-256 of its Sig_structure. */
export const presentationId = (code: Code): string => base64url(sha256(code.sigStructure))
