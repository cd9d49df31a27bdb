/** bundle/versions.json: what a new version of a rule set and an emergency set must keep to (bundle.md 6). */
import { container, digest, type Document } from '../hand/document.ts'
import { documents } from '../hand/publish.ts'
import { rule, value, type Expression } from '../hand/rule-set.ts'
import { bundleFile } from '../world/bundle-file.ts'
import {
  emergency,
  facts,
  first,
  offers,
  refuses,
  takes,
  trust,
  version,
  type Offers,
  type SetOptions,
} from '../world/editions.ts'
import { by, root, type RootOptions } from '../world/root.ts'

/** A day's notice, a day at least, a fortnight ahead at most. */
const rails = { notice: 86_400, minDuration: 86_400, maxAhead: 1_209_600 }
const rooted = (options: RootOptions = {}): Uint8Array => container([root({ rails, ...options })])
const strict = rooted()
const twoKeys = rooted({ rules: { 'cn-': [1, 'rules', 'rules-2'] } })

const bundle = (...members: readonly Document[]): Uint8Array =>
  first({ members: [facts(), trust(), ...members] })

const one = version(1)
const good = (id: string, set: SetOptions, comment: string, rootBytes = strict): Offers =>
  offers(id, [takes(bundle(one, version(2, set)), 1, 1, 1)], comment, rootBytes)
const bad = (
  id: string,
  set: SetOptions,
  comment: string,
  error = 'RAILS',
  rootBytes = strict,
): Offers => offers(id, [refuses(bundle(one, version(2, set)), error)], comment, rootBytes)

const signedAt = '2026-02-10T00:00:00Z'

const railed = [
  good('rails-notice', { signedAt, from: '2026-02-11T00:00:00Z' }, 'exactly a day'),
  bad('rails-notice-a-second-less', { signedAt, from: '2026-02-10T23:59:59Z' }, 'a second less'),
  bad('rails-notice-backwards', { signedAt, from: '2026-02-01T00:00:00Z' }, 'before its signing'),
  offers(
    'rails-no-notice-for-the-first',
    [takes(bundle(version(1, { signedAt, from: '2026-02-01T00:00:00Z' })), 1, 1, 1)],
    'version 1 changes nothing for anybody',
    strict,
  ),
  good('rails-ahead', { signedAt, from: '2026-02-24T00:00:00Z' }, 'exactly a fortnight'),
  bad('rails-ahead-a-second-more', { signedAt, from: '2026-02-24T00:00:01Z' }, 'a second more'),
  good(
    'rails-duration',
    { signedAt, from: '2026-02-12T00:00:00Z', until: '2026-02-13T00:00:00Z' },
    'exactly a day',
  ),
  bad(
    'rails-duration-a-second-less',
    { signedAt, from: '2026-02-12T00:00:00Z', until: '2026-02-12T23:59:59Z' },
    'a second less',
  ),
  bad(
    'rails-duration-backwards',
    { signedAt, from: '2026-02-12T00:00:00Z', until: '2026-02-11T00:00:00Z' },
    'it ends before it begins',
  ),
  bad(
    'rails-no-window',
    { more: { effective: { from: 'soon', until: 'later' } } },
    'a window that nobody can read',
  ),
  good(
    'rails-signed-with-the-snapshot',
    { signedAt: '2026-03-01T00:00:00Z', from: '2026-03-02T00:00:00Z' },
    'in the same second',
  ),
  bad(
    'rails-signed-after-the-snapshot',
    { signedAt: '2026-03-01T00:00:01Z', from: '2026-03-03T00:00:00Z' },
    'a second later than the snapshot that lists it',
  ),
]

const correction = (more: Expression = {}): Expression => ({
  change: {
    type: 'correction',
    how: 'for test vectors',
    basis: ['test-vectors/README.md'],
    requestedBy: 'a recipe',
    reviewedBy: 'a reader',
    ...more,
  },
})
const atOnce = { signedAt, from: signedAt }

const corrected = [
  good(
    'correction',
    { ...atOnce, by: by('rules', 'rules-2'), more: correction() },
    'two keys where one would do: in force at once',
    twoKeys,
  ),
  bad(
    'correction-by-the-threshold',
    { ...atOnce, by: by('rules'), more: correction() },
    'one signature more than usual is asked for',
    'RAILS',
    twoKeys,
  ),
  bad(
    'correction-by-one-key-twice',
    { ...atOnce, by: by('rules', 'rules'), more: correction() },
    'one key is one vote',
    'RAILS',
    twoKeys,
  ),
  bad(
    'correction-with-a-stranger',
    { ...atOnce, by: by('rules', 'stranger'), more: correction() },
    'a stranger is nobody',
    'RAILS',
    twoKeys,
  ),
  bad(
    'correction-without-a-basis',
    { ...atOnce, by: by('rules', 'rules-2'), more: correction({ basis: [] }) },
    'a cause is stated',
    'RAILS',
    twoKeys,
  ),
  bad(
    'correction-too-far-ahead',
    {
      signedAt,
      from: '2026-02-24T00:00:01Z',
      by: by('rules', 'rules-2'),
      more: correction(),
    },
    'only the notice is waived',
    'RAILS',
    twoKeys,
  ),
  bad(
    'no-correction-by-more-keys',
    { ...atOnce, by: by('rules', 'rules-2') },
    'two signatures do not make a correction',
    'RAILS',
    twoKeys,
  ),
]

const previous = (number: number, sha256: string): Expression => ({
  previous: { version: number, sha256 },
})
const next = { signedAt, from: '2026-02-12T00:00:00Z' }

const chained = [
  good('chain', { ...next, more: previous(1, digest(one)) }, 'version 1 is there and is the one'),
  bad('chain-other-digest', { ...next, more: previous(1, digest(trust())) }, 'it is not', 'CHAIN'),
  bad('chain-of-itself', { ...next, more: previous(2, digest(one)) }, 'its own version', 'CHAIN'),
  bad('chain-of-a-later-one', { ...next, more: previous(3, digest(one)) }, 'a later one', 'CHAIN'),
  bad('chain-of-nothing', { ...next, more: { previous: 1 } }, 'no version and digest', 'CHAIN'),
  offers(
    'chain-of-what-is-not-there',
    [takes(bundle(version(3, { ...next, more: previous(2, digest(one)) })), 1, 1, 1)],
    'version 2 is not in the snapshot: nothing to hold it against',
    strict,
  ),
]

const alarmed = container([root({ emergency: [2, 'emergency-1', 'emergency-2'] })])

const alarm = (id: string, set: SetOptions, comment: string): Offers =>
  offers(id, [takes(bundle(one, emergency(1, set)), 1, 1, 1)], comment, alarmed)
const noAlarm = (id: string, set: SetOptions, comment: string, error = 'EMERGENCY'): Offers =>
  offers(id, [refuses(bundle(one, emergency(1, set)), error)], comment, alarmed)

const stop = rule(1, 'stop', value(true))

const emergencies = [
  alarm('emergency', {}, 'a stop for 72 hours, by two keys'),
  alarm('emergency-check', { rules: [rule(1, 'check', value(true)), stop] }, 'check and stop'),
  noAlarm('emergency-73-hours', { until: '2026-03-04T00:00:01Z' }, 'a second more than 72 hours'),
  noAlarm('emergency-endless', { more: { effective: { from: '2026-03-01T00:00:00Z' } } }, 'no end'),
  noAlarm('emergency-pass', { rules: [rule(1, 'pass', value(true)), stop] }, 'it lets pass'),
  noAlarm(
    'emergency-extends',
    { more: { extends: { id: 'cn-3301', version: 1, sha256: digest(one) } } },
    'what it says is not all there',
  ),
  noAlarm('emergency-other-prefix', { id: 'alarm.cn-33' }, 'not under the prefix of the role'),
  noAlarm('emergency-bare-prefix', { id: 'emergency.' }, 'it speaks for no prefix of rule sets'),
  noAlarm('emergency-one-key', { by: by('emergency-1') }, 'one of two', 'SIGNATURE'),
  noAlarm('emergency-by-the-rules-key', { by: by('rules') }, 'another role', 'SIGNATURE'),
  noAlarm('emergency-rules-no-list', { more: { rules: {} } }, 'no list of rules'),
  offers(
    'emergency-without-a-role',
    [refuses(bundle(one, emergency(1)), 'SIGNATURE')],
    'root names nobody for it',
  ),
  offers(
    'emergency-as-a-rule-set',
    [refuses(bundle(one, version(1, { id: 'emergency.cn-33' })), 'SIGNATURE')],
    'the role rules holds no such prefix',
    alarmed,
  ),
]

/** The first edition, a version 2 of the rule set that breaks a rail, offered to who knows the first. */
const grown = container(
  documents({
    version: 2,
    signedAt: '2026-03-02T00:00:00Z',
    expires: '2026-04-01T00:00:00Z',
    members: [
      facts(),
      trust(),
      one,
      version(2, { signedAt: '2026-03-01T12:00:00Z', from: '2026-03-01T18:00:00Z' }),
    ],
  }),
)

export const bundleVersions = bundleFile(
  'bundle/versions.json',
  'acceptBundle: rails, chain, corrections and emergency sets (bundle.md 6).',
  [
    ...railed,
    ...corrected,
    ...chained,
    ...emergencies,
    offers(
      'rails-of-what-is-new',
      [takes(bundle(one), 1, 1, 1), refuses(grown, 'RAILS')],
      'version 2 comes with six hours of notice',
      strict,
    ),
  ],
)
