/** verify/holder.json: status, and the person who shows the code (format.md 6.5 and 6.6). */
import { byRule, check, invalid, pass, stop } from '../hand/reasons.ts'
import { ctiOf, type Breakage } from '../hand/code.ts'
import { sha256 } from '../hand/bytes.ts'
import { key } from '../hand/keys.ts'
import type { Claims } from '../hand/claims.ts'
import type { Json } from '../hand/jcs.ts'
import type { Expected } from '../hand/reasons.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { assessed, fact, negative, person, validUntil, withFacts } from '../world/people.ts'
import { shows, standard } from '../world/verify-case.ts'

type Context = { readonly [name: string]: Json }

const rulePass = byRule('rule-pass', 'cn-3301/14#1')
const granted = pass(rulePass)
/** The rules would grant passage; what they say stands beside what was collected before. */
const but = (reason: string): Expected => check(reason, rulePass)
const paper: Claims = { ...person, class: 'paper' }
const bound: Claims = { ...person, holderKey: key('holder-p256').publicJwk }
const card = { card: { type: 'cn-resident-id', number: '110101199003070000', source: 'chip' } }
/** The identity tag, which this version reserves and `issue` does not make yet. */
const tagged: Breakage = {
  claim: (positions) => {
    positions[1] = [null, null, sha256(ctiOf('a tag')).subarray(0, 16)]
  },
}

const at = (
  id: string,
  claims: Claims,
  context: Context,
  expected: Expected,
  comment: string,
  more: { readonly broken?: Breakage; readonly colour?: string } = {},
): Case => shows(id, claims, expected, validUntil, comment, { context, ...more })

const contact = fact('c1', 'contact', {
  at: '2026-02-20T04:00:00Z',
  region: '330106',
  confirmed: true,
})

const cases: readonly Case[] = [
  at('status-none-signed', person, {}, granted, 'the issuer signed that it has no status'),
  at(
    'status-no-list',
    { ...person, issuer: 'cn-4101' },
    {},
    but('status-missing'),
    'the issuer has status lists, the bundle has none',
    { colour: 'yellow' },
  ),
  at('holder-key-shown-bare', bound, {}, but('live-proof-missing'), 'a code with cnf, no proof'),
  at(
    'holder-key-ed25519-shown-bare',
    { ...person, holderKey: key('holder-ed25519').publicJwk },
    {},
    but('live-proof-missing'),
    'the same with an Ed25519 holder key',
  ),
  at(
    'holder-key-shown-bare-live-required',
    bound,
    { requireLive: true },
    but('live-proof-missing'),
    'the code could be live: that is what is missing',
  ),
  at(
    'live-required-static-code',
    person,
    { requireLive: true },
    but('live-required'),
    'a code that cannot be live',
  ),
  at('paper-without-card', paper, {}, but('card-required'), 'paper needs a card by default'),
  at(
    'paper-without-card-not-required',
    paper,
    { requireCard: false },
    granted,
    'the gate says that no card is needed',
  ),
  at(
    'app-without-card-required',
    person,
    { requireCard: true },
    but('card-required'),
    'the gate says that a card is needed',
  ),
  at('card-and-code-without-tag', person, card, but('tag-missing'), 'nothing to compare with'),
  at(
    'card-and-paper-without-tag',
    paper,
    card,
    but('tag-missing'),
    'a card is there, so none is asked for',
  ),
  at(
    'card-and-tag-without-key',
    person,
    card,
    but('binding-key-missing'),
    'the tag cannot be recomputed',
    { broken: tagged },
  ),
  at('tag-without-card', person, {}, granted, 'a tag alone asks for nothing', { broken: tagged }),
  shows(
    'two-codes',
    { several: [assessed(), assessed({ rule: 2 }, { validUntil: '2026-03-02T14:00:00Z' })] },
    check(
      'person-unproven',
      byRule('assessed-pass', 'cn-3301/14#1'),
      byRule('assessed-pass', 'cn-3301/14#2'),
    ),
    '2026-03-02T14:00:00Z',
    'two good codes, nothing says that they are of one person; the first expiry ends it',
  ),
  shows(
    'two-codes-one-stop',
    { several: [assessed(), assessed({ outcome: 'stop', rule: 7 })] },
    stop(
      'person-unproven',
      byRule('assessed-stop', 'cn-3301/14#7'),
      byRule('assessed-pass', 'cn-3301/14#1'),
    ),
    validUntil,
    'the worst stands; reasons are in the order of their table',
  ),
  shows(
    'two-codes-one-expired',
    { several: [assessed(), assessed({}, { validUntil: '2026-03-02T04:00:00Z' })] },
    invalid('expired'),
    '2026-12-31T16:00:00Z',
    'one code that cannot be relied on is enough, and is the only reason',
  ),
  at('seen-no', person, { seenBefore: 'no' }, granted, 'the replay store knows it not'),
  at(
    'seen-no-at-a-station',
    person,
    { seenBefore: 'no', station: 's1', lane: 'l1' },
    granted,
    'the same at a station',
  ),
  at('seen-code', person, { seenBefore: 'code' }, but('already-used'), 'used a moment ago'),
  at('seen-proof', person, { seenBefore: 'proof' }, invalid('replayed'), 'this very presentation'),
  at(
    'seen-proof-alone',
    paper,
    { seenBefore: 'proof' },
    invalid('replayed'),
    'what makes a code invalid stands alone, though a card is missing too',
  ),
  at(
    'seen-unknown',
    person,
    { seenBefore: 'unknown' },
    but('replay-unknown'),
    'the replay store cannot say',
  ),
  at(
    'seen-unsaid-at-a-station',
    person,
    { station: 's1' },
    but('replay-unknown'),
    'a station that says nothing knows nothing',
  ),
  at(
    'seen-code-and-stop',
    withFacts(negative, contact),
    { seenBefore: 'code' },
    stop('already-used', byRule('rule-stop', 'cn-3301/14#7')),
    'the worst outcome stands, and what was collected stays',
    { colour: 'red' },
  ),
]

export const verifyHolder: VectorFile = {
  path: 'verify/holder.json',
  schema: 'verify',
  about: 'Status, live proof, card, several codes, replay (format.md 6.5 and 6.6).',
  groups: [{ given: standard, cases }],
}
