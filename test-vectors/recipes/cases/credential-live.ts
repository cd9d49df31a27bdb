/** credential/live.json: what a holder makes of a code: every stage of the live text, and the id of the presentation. */
import { hex, unix } from '../hand/bytes.ts'
import { key } from '../hand/keys.ts'
import { liveMessage, liveText, stepOf } from '../hand/live.ts'
import type { Claims } from '../hand/claims.ts'
import type { Breakage } from '../hand/code.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { assessed, code, noon, person } from '../world/people.ts'
import { presentationId } from '../world/stages.ts'
import { referenceClaims, referenceSecrets } from './credential-size.ts'

const shown = (
  id: string,
  name: string,
  now: string,
  claims: Claims,
  comment: string,
  secrets?: Breakage,
): Case => {
  const holder = key(name)
  const made = code(id, { ...claims, holderKey: holder.publicJwk }, secrets)
  const step = stepOf(unix(now))
  const text = liveText(made.cose, holder, step)
  return {
    id,
    comment,
    key: name,
    now,
    // ECDSA draws a number for each signature.
    deterministic: holder.jwk.kty === 'OKP',
    code: made.text,
    step,
    message: hex(liveMessage(made.cose, step)),
    text,
    characters: text.length,
    presentationId: { code: presentationId(made), step },
  }
}

export const credentialLive: VectorFile = {
  path: 'credential/live.json',
  schema: 'credential-live',
  about: 'Codes shown live by their holders (format.md 2): step, signed bytes, text.',
  cases: [
    shown('live-made-ed25519', 'holder-ed25519', noon, person, 'facts; the first second of a step'),
    shown(
      'live-made-last-second-of-a-step',
      'holder-ed25519',
      '2026-03-02T04:00:29Z',
      person,
      'the step does not change within its 30 seconds',
    ),
    shown('live-made-p256', 'holder-p256', noon, assessed(), 'an assessment, P-256'),
    shown(
      'size-reference-live',
      'holder-p256',
      noon,
      referenceClaims,
      'the code of the byte table, with a holder key: QR version 14-M holds 528 characters',
      referenceSecrets,
    ),
  ],
}
