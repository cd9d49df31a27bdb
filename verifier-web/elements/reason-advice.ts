/** Which advice goes with each reason, and with whom it lies. */
import type { ReasonCode } from 'greengate'

/** With whom it lies that a gate is shut: whoever looks must never have to guess who is out of date. */
export type Cause = 'code' | 'verifier' | 'card' | 'clocks' | 'rules'

/** The pieces of advice. */
export type AdviceName =
  | 'pass'
  | 'staff'
  | 'stop'
  | 'refresh'
  | 'health'
  | 'again'
  | 'distrust'
  | 'renew'
  | 'data'
  | 'update'
  | 'clock'
  | 'clocks'
  | 'live'
  | 'wait'
  | 'readCard'
  | 'otherCard'
  | 'ownCard'
  | 'card'
  | 'parts'
  | 'measure'

/** Where all that is missing is a measurement, it is the station's to take. */
export const unmeasured: readonly [AdviceName, Cause] = ['measure', 'verifier']

/** For every reason what to do, and with whom it lies. */
export const adviceOf: Readonly<Record<ReasonCode, readonly [AdviceName, Cause]>> = {
  'too-long': ['health', 'code'],
  'not-a-credential': ['health', 'code'],
  'other-code': ['health', 'code'],
  'newer-version': ['update', 'verifier'],
  damaged: ['refresh', 'code'],
  'parts-missing': ['parts', 'code'],
  'text-damaged': ['again', 'code'],
  'too-large': ['distrust', 'code'],
  'compression-damaged': ['again', 'code'],
  'envelope-damaged': ['distrust', 'code'],
  'payload-damaged': ['distrust', 'code'],
  'card-malformed': ['readCard', 'card'],
  'no-bundle': ['data', 'verifier'],
  retired: ['staff', 'verifier'],
  'no-trust-list': ['data', 'verifier'],
  'issuer-unknown': ['distrust', 'code'],
  'key-unknown': ['distrust', 'code'],
  'key-out-of-time': ['distrust', 'code'],
  'certificate-invalid': ['distrust', 'code'],
  'certificate-out-of-time': ['distrust', 'code'],
  'country-mismatch': ['distrust', 'code'],
  'key-usage': ['distrust', 'code'],
  'unsupported-key': ['staff', 'verifier'],
  unsigned: ['distrust', 'code'],
  'signature-invalid': ['distrust', 'code'],
  'key-revoked': ['renew', 'code'],
  'not-yet-valid': ['refresh', 'code'],
  expired: ['refresh', 'code'],
  'card-not-yet-valid': ['otherCard', 'card'],
  'card-expired': ['otherCard', 'card'],
  'clock-suspect': ['clock', 'verifier'],
  revoked: ['renew', 'code'],
  'status-missing': ['staff', 'verifier'],
  'not-covered': ['health', 'card'],
  'population-mismatch': ['data', 'verifier'],
  'live-proof-invalid': ['distrust', 'code'],
  'live-proof-not-yet-valid': ['clocks', 'clocks'],
  'live-proof-expired': ['live', 'code'],
  'live-proof-missing': ['live', 'code'],
  'live-required': ['live', 'code'],
  'station-just-started': ['wait', 'verifier'],
  'card-required': ['card', 'card'],
  'card-not-chip': ['readCard', 'card'],
  'tag-missing': ['card', 'code'],
  'card-mismatch': ['ownCard', 'card'],
  'binding-key-missing': ['card', 'verifier'],
  'different-persons': ['card', 'code'],
  'person-unproven': ['card', 'code'],
  replayed: ['live', 'code'],
  'already-used': ['staff', 'code'],
  'replay-unknown': ['staff', 'verifier'],
  'bundle-stale': ['data', 'verifier'],
  'no-rule-set': ['data', 'verifier'],
  'no-rule-set-in-force': ['data', 'verifier'],
  'engine-too-old': ['update', 'verifier'],
  'rule-set-unusable': ['staff', 'verifier'],
  'fact-type-unknown': ['update', 'verifier'],
  'other-codes-only': ['staff', 'rules'],
  'assessment-superseded': ['refresh', 'code'],
  'assessed-stop': ['stop', 'rules'],
  'assessed-check': ['staff', 'rules'],
  'assessed-pass': ['pass', 'rules'],
  'rule-stop': ['stop', 'rules'],
  'rule-check': ['staff', 'rules'],
  'rule-pass': ['pass', 'rules'],
  'fact-missing': ['staff', 'code'],
  'not-granted': ['staff', 'rules'],
}
