/** The table of reasons, in check order. Stages are in list-reasons.ts, words in reason-words.ts. */

/** What the gate must do. Only `pass` opens it. */
export type Outcome = 'pass' | 'check' | 'stop' | 'invalid' | 'unreadable'

/** What each reason makes of a decision, in check order. Adding one means adding its words and a test vector for it. */
export const reasonTable = {
  // 6.1 decode
  'too-long': 'unreadable',
  'not-a-credential': 'unreadable',
  'other-code': 'unreadable',
  'newer-version': 'unreadable',
  damaged: 'unreadable',
  'parts-missing': 'unreadable',
  'text-damaged': 'unreadable',
  'too-large': 'unreadable',
  'compression-damaged': 'unreadable',
  'envelope-damaged': 'unreadable',
  'payload-damaged': 'unreadable',
  'card-malformed': 'unreadable',
  // 6.2 issuer
  'no-bundle': 'check',
  retired: 'check',
  'no-trust-list': 'check',
  'issuer-unknown': 'invalid',
  'key-unknown': 'invalid',
  'key-out-of-time': 'invalid',
  'certificate-invalid': 'invalid',
  'certificate-out-of-time': 'invalid',
  'country-mismatch': 'invalid',
  'key-usage': 'invalid',
  'unsupported-key': 'check',
  // 6.3 signature
  unsigned: 'invalid',
  'signature-invalid': 'invalid',
  'key-revoked': 'invalid',
  // 6.4 validity
  'not-yet-valid': 'invalid',
  expired: 'invalid',
  'card-not-yet-valid': 'invalid',
  'card-expired': 'invalid',
  'clock-suspect': 'check',
  // 6.5 status
  revoked: 'invalid',
  'status-missing': 'check',
  'not-covered': 'check',
  'population-mismatch': 'check',
  // 6.6 holder
  'live-proof-invalid': 'invalid',
  'live-proof-not-yet-valid': 'invalid',
  'live-proof-expired': 'invalid',
  'live-proof-missing': 'check',
  'live-required': 'check',
  'station-just-started': 'check',
  'card-required': 'check',
  'card-not-chip': 'check',
  'tag-missing': 'check',
  'card-mismatch': 'invalid',
  'binding-key-missing': 'check',
  'different-persons': 'check',
  'person-unproven': 'check',
  replayed: 'invalid',
  'already-used': 'check',
  'replay-unknown': 'check',
  // 6.7 freshness
  'bundle-stale': 'check',
  // 6.8 rules
  'no-rule-set': 'check',
  'no-rule-set-in-force': 'check',
  'engine-too-old': 'check',
  'rule-set-unusable': 'check',
  'fact-type-unknown': 'check',
  'other-codes-only': 'check',
  'assessment-superseded': 'check',
  'assessed-stop': 'stop',
  'assessed-check': 'check',
  'assessed-pass': 'pass',
  'rule-stop': 'stop',
  'rule-check': 'check',
  'rule-pass': 'pass',
  'fact-missing': 'check',
  'not-granted': 'check',
} as const satisfies Record<string, Outcome>

/** The code of a reason: stable, public, lower case. */
export type ReasonCode = keyof typeof reasonTable

/** What a reason makes of a decision. */
export function outcomeOf(code: ReasonCode): Outcome {
  return reasonTable[code]
}

/** The reasons' codes in check order, for sorting. */
export const reasonOrder: ReadonlyMap<ReasonCode, number> = new Map(
  (Object.keys(reasonTable) as ReasonCode[]).map((code, place) => [code, place]),
)
