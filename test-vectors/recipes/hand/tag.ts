/** Identity tag and commitment by hand (format.md 4.1 and 4.2). */
import { createHmac } from 'node:crypto'
import { sha256, unix } from './bytes.ts'
import { cbor } from './cbor.ts'
import { factArray, type Assessment, type Claims } from './claims.ts'

/** 16 bytes that tie a code to a card. */
export const identityTag = (
  bindingKey: Uint8Array,
  cti: Uint8Array,
  type: string,
  number: string,
): Uint8Array => {
  const message = cbor(['greengate-tag-1', cti, type, number])
  const mac = createHmac('sha256', bindingKey).update(message).digest()
  return new Uint8Array(mac.subarray(0, 16))
}

/** What is committed to. */
export interface Opened {
  readonly facts: NonNullable<Claims['facts']>
  readonly covers: NonNullable<Claims['covers']>
  readonly assessment: Assessment & { readonly ruleSet: string }
}

/** 24 bytes over facts, coverage and the assessment. */
export const commitment = (salt: Uint8Array, { facts, covers, assessment }: Opened): Uint8Array =>
  sha256(
    cbor([
      'greengate-commitment-1',
      salt,
      facts.map(factArray),
      covers.map(({ kind, until }) => [kind, unix(until)]),
      ['pass', 'check', 'stop'].indexOf(assessment.outcome),
      assessment.ruleSet,
      assessment.version,
      assessment.rule ?? null,
      unix(assessment.assessedAt),
    ]),
  ).subarray(0, 24)
