/** credential/size-reference.json: the pinned vector of the byte table in format.md. */
import { fromBase64url, hex } from '../hand/bytes.ts'
import { ctiOf, makeCode, type Breakage } from '../hand/code.ts'
import { key } from '../hand/keys.ts'
import { byRule, pass } from '../hand/reasons.ts'
import type { VectorFile } from '../hand/vector-file.ts'
import { assessed, noon } from '../world/people.ts'
import { presentationId, stages } from '../world/stages.ts'

const id = 'size-reference'
/** What the code of the byte table says. */
export const referenceClaims = assessed({}, { statusIndex: 1_048_576 })
/** Any bytes do for the size. */
const tag = fromBase64url(key('issuer-good').thumbprint).subarray(0, 16)
const commitment = fromBase64url(key('stranger').thumbprint).subarray(0, 24)

/** Puts both in. */
export const referenceSecrets: Breakage = {
  claim: (positions) => {
    positions[1] = [null, null, tag]
    positions[4] = commitment
  },
}

const made = makeCode(id, key('issuer-good'), referenceClaims, referenceSecrets)

export const credentialSize: VectorFile = {
  path: 'credential/size-reference.json',
  schema: 'credential-size',
  about:
    'The code of the byte table in docs/format.md: 7 characters of issuer, tag, commitment, an index above 1,000,000, version 14 and a rule number.',
  shared: {
    given: { root: 'root.ggb', bundle: 'standard.ggb', acceptedAt: '2026-03-02T00:30:00Z' },
  },
  cases: [
    {
      id,
      comment: '182 bytes and 277 characters; QR version 10-M holds 311',
      key: 'issuer-good',
      cti: hex(ctiOf(id)),
      tag: hex(tag),
      commitment: hex(commitment),
      claims: referenceClaims,
      stages: stages(made),
      bytes: 182,
      characters: 277,
      presentationId: presentationId(made),
      now: noon,
      context: { ruleSet: 'cn-3301' },
      ...pass(byRule('assessed-pass', 'cn-3301/14#1')),
      holdsUntil: referenceClaims.validUntil,
    },
  ],
}
