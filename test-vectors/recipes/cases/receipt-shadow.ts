/** receipt/shadow.json: receipts that carry counts of the next version, and what is no such count (receipt.md 1). */
import { base64url, concat, sha256, utf8 } from '../hand/bytes.ts'
import type { Json } from '../hand/jcs.ts'
import { segment } from '../hand/segment.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'

interface Members {
  readonly [name: string]: Json
}

const at = '2026-03-02T04:00:00Z'
const ruleSet = { id: 'cn-3301', version: 14, sha256: base64url(sha256(utf8('rules'))) }
const context: Members = {
  ...{ ruleSet: 'cn-3301', station: 'hz-east-7', lane: 'a', requireLive: false, requireCard: null },
  ...{ card: 'absent', onSite: {}, seenBefore: 'no' },
}
const passed: Members = {
  ...{ at, station: 'hz-east-7', lane: 'a', outcome: 'pass' },
  reasons: [{ code: 'rule-pass', rule: { set: 'cn-3301', version: 14, no: 1 } }],
  ...{ holdsUntil: null, subject: 'AAECAwQFBgcICQoLDA0ODw' },
  basis: {
    ...{ now: at, context, bundle: null, ruleSet, trust: null, facts: null, status: null },
    engine: 1,
  },
}

/** Ten were let through by rule 1; the next version would stop one of them, and could not say of three. */
const missing = { outcome: 'check', rules: [], reasons: ['fact-missing'], count: 3 }
const group = {
  ruleSet,
  next: { version: 15, sha256: base64url(sha256(utf8('next rules'))) },
  decided: { outcome: 'pass', rules: [1], reasons: [] },
  foretold: [
    missing,
    { outcome: 'pass', rules: [1], reasons: [], count: 6 },
    { outcome: 'stop', rules: [7, 9], reasons: [], count: 1 },
  ],
}
const unread = {
  ...group,
  decided: { outcome: 'stop', rules: [7], reasons: [] },
  foretold: [{ outcome: 'check', rules: [], reasons: ['engine-too-old'], count: 11 }],
}
const counting: Members = { ...passed, shadow: [group, unread] }

const name = 'hz-east-7-2026-03-02-01'
const whole = (given: Members, place: number): Json => ({
  ...given,
  ...{ format: 'greengate-receipt-1', seq: place + 2, appeal: null, sealed: null },
})
const begin = { at: '2026-03-02T03:59:00Z', station: 'hz-east-7', software: 'gate 1.0' }
const start: Json = {
  ...{ ...begin, format: 'greengate-segment-1', seq: 1 },
  ...{ previous: null, sealing: null, key: null },
}
const fileOf = (given: readonly Members[]): Uint8Array => {
  const { header, records } = segment(name, [start, ...given.map(whole)])
  return concat(header, ...records)
}

const both = fileOf([passed, counting])
const refuses = (id: string, shadow: Json, comment: string): Case => ({
  ...{ id, comment, segment: name, file: base64url(fileOf([{ ...passed, shadow }])) },
  error: 'ERR_RECEIPT_MALFORMED',
})
const decided = (members: Members): Json => [
  { ...group, decided: { ...group.decided, ...members } },
]

export const receiptShadow: VectorFile = {
  path: 'receipt/shadow.json',
  schema: 'receipt-segments',
  about:
    'Receipts with counts of what the next version would have decided (receipt.md 1 and 9), in the form of segments.json.',
  cases: [
    {
      id: 'shadow-appended',
      comment: 'a receipt that carries counts, after one that does not',
      segment: name,
      begin,
      append: [passed, counting].map((one) => ({ ...one, appeal: null })),
      file: base64url(both),
      wholeBytes: both.length,
    },
    {
      id: 'shadow-read',
      comment: 'counts are read as they were written',
      segment: name,
      file: base64url(both),
      receipts: [whole(passed, 0), whole(counting, 1)],
      wholeBytes: both.length,
    },
    refuses('shadow-no-list', {}, 'counts are a list'),
    refuses('shadow-empty', [], 'without counts there is no such member'),
    refuses('shadow-of-nobody', [{ ...group, foretold: [] }], 'nobody was counted'),
    refuses(
      'shadow-count-zero',
      [{ ...group, foretold: [{ ...missing, count: 0 }] }],
      'a count of 0',
    ),
    refuses('shadow-twice', [{ ...group, foretold: [missing, missing] }], 'the same thing twice'),
    refuses('shadow-no-next', [{ ...group, next: null }], 'no version was asked'),
    refuses('shadow-invalid', decided({ outcome: 'invalid' }), 'an outcome that no rules make'),
    refuses('shadow-by-nothing', decided({ rules: [] }), 'neither a rule nor a reason'),
    refuses('shadow-rule-no-number', decided({ rules: ['1'] }), 'a rule that is no number'),
    refuses('shadow-member', [{ ...group, subjects: [] }], 'a member that nobody knows'),
  ],
}
