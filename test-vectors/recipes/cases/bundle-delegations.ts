/** bundle/delegations.json: who may sign which rule sets, on three levels, and who may not (bundle.md 2). */
import { delegation, type Delegated } from '../hand/delegate.ts'
import { container, type Document } from '../hand/document.ts'
import { bundleFile } from '../world/bundle-file.ts'
import {
  facts,
  first,
  offers,
  refuses,
  takes,
  trust,
  version,
  type Offers,
} from '../world/editions.ts'
import { by, root } from '../world/root.ts'

const rails = { notice: 86_400, minDuration: 3600, maxAhead: 1_209_600 }
const rooted = container([root({ rules: { 'cn-': [1, 'rules'] }, rails })])
const twoPrefixes = container([root({ rules: { 'cn-': [1, 'rules'], 'cn-33': [1, 'rules-2'] } })])

const province: Delegated = { prefix: 'cn-33', key: 'province', rails }
const district: Delegated = { prefix: 'cn-3301', key: 'district', rails }

const toProvince = delegation('cn-', [province], by('rules'))
const toDistrict = delegation('cn-33', [district], by('province'))

const bundle = (...members: readonly Document[]): Uint8Array =>
  first({ members: [facts(), trust(), ...members] })

const good = (id: string, members: readonly Document[], comment: string): Offers =>
  offers(id, [takes(bundle(...members), 1, 1, 1)], comment, rooted)

const bad = (
  id: string,
  members: readonly Document[],
  error: string,
  comment: string,
  rootBytes = rooted,
): Offers => offers(id, [refuses(bundle(...members), error)], comment, rootBytes)

const cases = [
  good('delegation-none', [version(1, { by: by('rules') })], 'root delegates once'),
  good(
    'delegation-two-levels',
    [toProvince, version(1, { by: by('province') })],
    'the holder of cn- gave cn-33 away',
  ),
  good(
    'delegation-three-levels',
    [toProvince, toDistrict, version(1, { by: by('district') })],
    'and that one cn-3301',
  ),
  good(
    'delegation-beside',
    [toProvince, version(1, { id: 'cn-4401', by: by('rules') })],
    'what was not given away stays',
  ),
  good(
    'delegation-to-nobody',
    [delegation('cn-', [], by('rules')), version(1, { by: by('rules') })],
    'an empty list gives nothing away',
  ),
  bad(
    'delegation-signed-above',
    [toProvince, version(1, { by: by('rules') })],
    'SIGNATURE',
    'a prefix that was given away is not signed for above',
  ),
  bad(
    'delegation-signed-two-above',
    [toProvince, toDistrict, version(1, { by: by('province') })],
    'SIGNATURE',
    'the longest prefix alone decides',
  ),
  bad(
    'delegation-by-a-stranger',
    [delegation('cn-', [province], by('stranger'))],
    'SIGNATURE',
    'the holder of cn- did not sign',
  ),
  bad(
    'delegation-by-the-delegated',
    [delegation('cn-', [province], by('province'))],
    'SIGNATURE',
    'nobody makes himself a delegate',
  ),
  bad(
    'delegation-below-threshold',
    [delegation('cn-', [{ ...province, threshold: 2 }], by('rules'))],
    'MALFORMED',
    'two of one key',
  ),
  bad(
    'delegation-of-nobody',
    [delegation('us-', [{ prefix: 'us-1', key: 'province' }], by('rules'))],
    'DELEGATION',
    'root did not give us- to anybody',
  ),
  bad(
    'delegation-fourth-level',
    [
      toProvince,
      toDistrict,
      delegation('cn-3301', [{ ...district, prefix: 'cn-33011' }], by('district')),
    ],
    'DELEGATION',
    'three levels in all',
  ),
  bad(
    'delegation-same-prefix',
    [delegation('cn-', [{ ...province, prefix: 'cn-' }], by('rules'))],
    'DELEGATION',
    'a circle of one',
  ),
  bad(
    'delegation-shorter-prefix',
    [toProvince, delegation('cn-33', [{ ...district, prefix: 'cn-3' }], by('province'))],
    'DELEGATION',
    'a shorter prefix than one’s own',
  ),
  bad(
    'delegation-other-prefix',
    [delegation('cn-', [{ ...province, prefix: 'us-33' }], by('rules'))],
    'DELEGATION',
    'another’s prefix',
  ),
  bad(
    'delegation-twice-in-one-list',
    [delegation('cn-', [province, { ...province, key: 'district' }], by('rules'))],
    'MALFORMED',
    'one prefix for two',
  ),
  bad(
    'delegation-of-what-root-gave-to-another',
    [delegation('cn-', [{ prefix: 'cn-33', key: 'province' }], by('rules'))],
    'DELEGATION',
    'root gave cn-33 to somebody else',
    twoPrefixes,
  ),
  bad(
    'delegation-below-what-root-gave-to-another',
    [delegation('cn-', [{ prefix: 'cn-3301', key: 'province' }], by('rules'))],
    'DELEGATION',
    'cn-3301 is under cn-33, which is not the delegator’s any more',
    twoPrefixes,
  ),
  bad(
    'delegation-rails-notice',
    [delegation('cn-', [{ ...province, rails: { ...rails, notice: 86_399 } }], by('rules'))],
    'DELEGATION',
    'a second less of notice than above',
  ),
  bad(
    'delegation-rails-duration',
    [delegation('cn-', [{ ...province, rails: { ...rails, minDuration: 3599 } }], by('rules'))],
    'DELEGATION',
    'a second shorter than above',
  ),
  bad(
    'delegation-rails-ahead',
    [delegation('cn-', [{ ...province, rails: { ...rails, maxAhead: 1_209_601 } }], by('rules'))],
    'DELEGATION',
    'a second further ahead than above',
  ),
  bad(
    'delegation-expired',
    [delegation('cn-', [province], by('rules'), { expires: '2026-03-02T04:00:00Z' })],
    'EXPIRED',
    'at its expiry',
  ),
  bad(
    'delegation-under-another-name',
    [delegation('cn-', [province], by('rules'), { prefix: 'cn-3' })],
    'MALFORMED',
    'its prefix is not that of its name',
  ),
  bad(
    'delegation-unknown-member',
    [delegation('cn-', [province], by('rules'), { more: 1 })],
    'MALFORMED',
    '`more`',
  ),
  bad(
    'delegation-prefix-with-a-slash',
    [delegation('cn-', [{ ...province, prefix: 'cn-3/3' }], by('rules'))],
    'MALFORMED',
    'a slash parts the names of members',
  ),
]

export const bundleDelegations = bundleFile(
  'bundle/delegations.json',
  'acceptBundle: rule sets and delegations on up to three levels (bundle.md 2).',
  cases,
)
