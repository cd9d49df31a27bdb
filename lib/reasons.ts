/** The table of reasons, in check order: code, outcome, stage, section of docs/format.md. Words are in reason-words.ts. */

/** What the gate must do. Only `pass` opens it. */
export type Outcome = 'pass' | 'check' | 'stop' | 'invalid' | 'unreadable'

/** The stages of a decision, in the order in which they run. */
export type Stage =
  'decode' | 'issuer' | 'signature' | 'validity' | 'status' | 'holder' | 'freshness' | 'rules'

type Row = readonly [outcome: Outcome, stage: Stage, section: string]

/** The reasons, in check order. Adding one means adding its words and a test vector for it. */
// prettier-ignore
export const reasonTable = {
  'too-long': ['unreadable', 'decode', '6.1'],
  'not-a-credential': ['unreadable', 'decode', '6.1'],
  'other-code': ['unreadable', 'decode', '6.1'],
  'newer-version': ['unreadable', 'decode', '6.1'],
  damaged: ['unreadable', 'decode', '6.1'],
  'parts-missing': ['unreadable', 'decode', '6.1'],
  'text-damaged': ['unreadable', 'decode', '6.1'],
  'too-large': ['unreadable', 'decode', '6.1'],
  'compression-damaged': ['unreadable', 'decode', '6.1'],
  'envelope-damaged': ['unreadable', 'decode', '6.1'],
  'payload-damaged': ['unreadable', 'decode', '6.1'],
  'card-malformed': ['unreadable', 'decode', '6.1'],
  'no-bundle': ['check', 'issuer', '6.2'],
  retired: ['check', 'issuer', '6.2'],
  'no-trust-list': ['check', 'issuer', '6.2'],
  'issuer-unknown': ['invalid', 'issuer', '6.2'],
  'key-unknown': ['invalid', 'issuer', '6.2'],
  'key-out-of-time': ['invalid', 'issuer', '6.2'],
  'certificate-invalid': ['invalid', 'issuer', '6.2'],
  'certificate-out-of-time': ['invalid', 'issuer', '6.2'],
  'country-mismatch': ['invalid', 'issuer', '6.2'],
  'key-usage': ['invalid', 'issuer', '6.2'],
  'unsupported-key': ['check', 'issuer', '6.2'],
  unsigned: ['invalid', 'signature', '6.3'],
  'signature-invalid': ['invalid', 'signature', '6.3'],
  'key-revoked': ['invalid', 'signature', '6.3'],
  'not-yet-valid': ['invalid', 'validity', '6.4'],
  expired: ['invalid', 'validity', '6.4'],
  'card-not-yet-valid': ['invalid', 'validity', '6.4'],
  'card-expired': ['invalid', 'validity', '6.4'],
  'clock-suspect': ['check', 'validity', '6.4'],
  revoked: ['invalid', 'status', '6.5'],
  'status-missing': ['check', 'status', '6.5'],
  'not-covered': ['check', 'status', '6.5'],
  'population-mismatch': ['check', 'status', '6.5'],
  'live-proof-invalid': ['invalid', 'holder', '6.6'],
  'live-proof-not-yet-valid': ['invalid', 'holder', '6.6'],
  'live-proof-expired': ['invalid', 'holder', '6.6'],
  'live-proof-missing': ['check', 'holder', '6.6'],
  'live-required': ['check', 'holder', '6.6'],
  'station-just-started': ['check', 'holder', '6.6'],
  'card-required': ['check', 'holder', '6.6'],
  'card-not-chip': ['check', 'holder', '6.6'],
  'tag-missing': ['check', 'holder', '6.6'],
  'card-mismatch': ['invalid', 'holder', '6.6'],
  'binding-key-missing': ['check', 'holder', '6.6'],
  'different-persons': ['check', 'holder', '6.6'],
  'person-unproven': ['check', 'holder', '6.6'],
  replayed: ['invalid', 'holder', '6.6'],
  'already-used': ['check', 'holder', '6.6'],
  'replay-unknown': ['check', 'holder', '6.6'],
  'bundle-stale': ['check', 'freshness', '6.7'],
  'no-rule-set': ['check', 'rules', '6.8'],
  'no-rule-set-in-force': ['check', 'rules', '6.8'],
  'engine-too-old': ['check', 'rules', '6.8'],
  'rule-set-unusable': ['check', 'rules', '6.8'],
  'fact-type-unknown': ['check', 'rules', '6.8'],
  'other-codes-only': ['check', 'rules', '6.8'],
  'assessment-superseded': ['check', 'rules', '6.8'],
  'assessed-stop': ['stop', 'rules', '6.8'],
  'assessed-check': ['check', 'rules', '6.8'],
  'assessed-pass': ['pass', 'rules', '6.8'],
  'rule-stop': ['stop', 'rules', '6.8'],
  'rule-check': ['check', 'rules', '6.8'],
  'rule-pass': ['pass', 'rules', '6.8'],
  'fact-missing': ['check', 'rules', '6.8'],
  'not-granted': ['check', 'rules', '6.8'],
} as const satisfies Record<string, Row>

/** The code of a reason: stable, public, lower case. */
export type ReasonCode = keyof typeof reasonTable

/** What a reason makes of a decision. */
export function outcomeOf(code: ReasonCode): Outcome {
  return reasonTable[code][0]
}

/** The reasons' codes in check order, for sorting. */
export const reasonOrder: ReadonlyMap<ReasonCode, number> = new Map(
  (Object.keys(reasonTable) as ReasonCode[]).map((code, place) => [code, place]),
)
