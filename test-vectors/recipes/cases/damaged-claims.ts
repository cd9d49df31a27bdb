/** credential/damaged-claims.json: one line of format.md sections 3 and 4 broken at a time. */
import { fromBase64url, unix } from '../hand/bytes.ts'
import type { Claims } from '../hand/claims.ts'
import { key } from '../hand/keys.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { claim, damaged, position, wholeClaim, withFact } from '../world/damage.ts'
import { covers, person } from '../world/people.ts'

const iat = unix(person.issuedAt)
const bytes = (length: number): Uint8Array => new Uint8Array(length).fill(7)
const x = fromBase64url(key('holder-p256').jwk.x)
const y = fromBase64url((key('holder-p256').publicJwk as { readonly y: string }).y)
const ed = fromBase64url(key('holder-ed25519').jwk.x)

const cnf = (...pairs: readonly (readonly [number, unknown])[]) =>
  claim(8, new Map([[1, new Map(pairs)]]))

const claims = [
  damaged('payload-array', { payload: () => Uint8Array.of(0x80) }, 'an array for the map'),
  damaged('payload-empty-map', { payload: () => Uint8Array.of(0xa0) }, 'no claim at all'),
  damaged('iss-missing', claim(1), 'iss is required'),
  damaged('iss-empty', claim(1, ''), 'no byte'),
  damaged('iss-65-bytes', claim(1, 'x'.repeat(65)), 'one byte too long'),
  damaged('iss-65-bytes-in-fewer-characters', claim(1, `${'杭'.repeat(21)}ab`), 'bytes count'),
  damaged('iss-bytes', claim(1, bytes(7)), 'bytes for text'),
  damaged('exp-missing', claim(4), 'exp is required'),
  damaged('exp-negative', claim(4, -1), 'a negative number'),
  damaged('exp-text', claim(4, '2026-03-02T15:00:00Z'), 'text for a number'),
  damaged('exp-equal-to-iat', claim(4, iat), 'exp > iat'),
  damaged('exp-before-iat', claim(4, iat - 1), 'exp > iat'),
  damaged('nbf-null', claim(5, null), 'null for a claim that is absent'),
  damaged('nbf-negative', claim(5, -1), 'a negative number'),
  damaged('iat-missing', claim(6), 'iat is required'),
  damaged('iat-text', claim(6, 'now'), 'text for a number'),
  damaged('cti-missing', claim(7), 'cti is required'),
  damaged('cti-seven-bytes', claim(7, bytes(7)), 'one byte too few'),
  damaged('cti-nine-bytes', claim(7, bytes(9)), 'one byte too many'),
  damaged('cti-text', claim(7, '12345678'), 'text for bytes'),
  damaged('claim-unknown', claim(3, 'somebody'), 'aud is no claim of ours'),
  damaged('claim-of-text', claim('x', 1), 'a label that is text'),
  damaged('claim-greengate-missing', claim(-65537), 'the Greengate claim is required'),
  damaged('cnf-empty', claim(8, new Map()), 'no key in it'),
  damaged('cnf-kid', claim(8, new Map([[3, bytes(8)]])), 'a key by its id'),
  damaged(
    'cnf-bare-key',
    claim(
      8,
      new Map<number, unknown>([
        [1, 1],
        [-1, 6],
        [-2, ed],
      ]),
    ),
    'the key itself, not in {1: …}',
  ),
  damaged(
    'cnf-two-members',
    claim(
      8,
      new Map<number, unknown>([
        [
          1,
          new Map<number, unknown>([
            [1, 1],
            [-1, 6],
            [-2, ed],
          ]),
        ],
        [3, bytes(8)],
      ]),
    ),
    'a key and an id',
  ),
  damaged('cnf-key-type-unknown', cnf([1, 4], [-1, ed]), 'a symmetric key'),
  damaged('cnf-curve-unknown', cnf([1, 1], [-1, 4], [-2, ed]), 'X25519'),
  damaged('cnf-curve-of-another-type', cnf([1, 1], [-1, 1], [-2, ed]), 'OKP on P-256'),
  damaged('cnf-x-short', cnf([1, 1], [-1, 6], [-2, ed.slice(1)]), '31 bytes'),
  damaged('cnf-x-long', cnf([1, 1], [-1, 6], [-2, bytes(33)]), '33 bytes'),
  damaged('cnf-y-missing', cnf([1, 2], [-1, 1], [-2, x]), 'x alone'),
  damaged('cnf-y-sign', cnf([1, 2], [-1, 1], [-2, x], [-3, true]), 'a compressed point'),
  damaged('cnf-y-on-okp', cnf([1, 1], [-1, 6], [-2, ed], [-3, y]), 'y has no place here'),
  damaged('cnf-private', cnf([1, 1], [-1, 6], [-2, ed], [-4, bytes(32)]), 'the private key too'),
  damaged('cnf-alg', cnf([1, 1], [3, -19], [-1, 6], [-2, ed]), 'alg is no member of ours'),
]

const judgement = (id: string, value: unknown, comment: string): Case =>
  damaged(id, position(3, value), comment)

const greengate = [
  damaged('greengate-map', wholeClaim(new Map([[0, 0]])), 'a map for the array'),
  damaged('greengate-empty', wholeClaim([]), 'not even the class'),
  damaged(
    'greengate-nine-positions',
    wholeClaim([0, null, null, [0, null, 14, 1, 600], null, null, null, 1, 1]),
    'a position nobody knows',
  ),
  damaged('site-negative', position(7, -1), 'a negative number'),
  damaged('site-text', position(7, '7'), 'text for a number'),
  damaged('greengate-trailing-null', { keepNulls: true }, 'nulls at the end'),
  damaged('greengate-says-nothing', wholeClaim([0]), 'no assessment, coverage or fact'),
  damaged('greengate-says-a-name-only', wholeClaim([1, ['Z*']]), 'a subject says nothing'),
  damaged('class-two', position(0, 2), 'neither app nor paper'),
  damaged('class-null', position(0, null), 'the class is required'),
  damaged('class-text', position(0, 'app'), 'text for a number'),
  damaged('subject-empty', position(1, []), 'an array of nothing'),
  damaged('subject-trailing-null', position(1, ['Z*', null]), 'a null at the end'),
  damaged('subject-only-null', position(1, [null]), 'nothing but null'),
  damaged('subject-four-positions', position(1, [null, null, bytes(16), 1]), 'a fourth position'),
  damaged('subject-text', position(1, 'Z*'), 'text for the array'),
  damaged('subject-name-empty', position(1, ['']), 'no byte'),
  damaged('subject-name-65-bytes', position(1, ['x'.repeat(65)]), 'one byte too long'),
  damaged('subject-name-number', position(1, [7]), 'a number for text'),
  damaged('subject-last-four-three', position(1, [null, '123']), 'three characters'),
  damaged('subject-last-four-five', position(1, [null, '12345']), 'five characters'),
  damaged('subject-last-four-lower-case', position(1, [null, '012x']), 'a lower-case letter'),
  damaged('subject-last-four-number', position(1, [null, 1234]), 'a number for text'),
  damaged('subject-tag-15-bytes', position(1, [null, null, bytes(15)]), 'one byte too few'),
  damaged('subject-tag-17-bytes', position(1, [null, null, bytes(17)]), 'one byte too many'),
  damaged('status-index-negative', position(2, -1), 'a negative number'),
  damaged('status-index-text', position(2, '1'), 'text for a number'),
  judgement('assessment-text', 'pass', 'text for the array'),
  judgement('assessment-four-elements', [0, null, 14, 1], 'assessed-at is missing'),
  judgement('assessment-six-elements', [0, null, 14, 1, 600, 1], 'an element too many'),
  judgement('assessment-outcome-three', [3, null, 14, 1, 600], 'no such outcome'),
  judgement('assessment-outcome-text', ['pass', null, 14, 1, 600], 'text for a number'),
  judgement('assessment-set-empty', [0, '', 14, 1, 600], 'no byte'),
  judgement('assessment-set-equal-to-iss', [0, 'cn-3301', 14, 1, 600], 'null stands for iss'),
  judgement('assessment-version-zero', [0, null, 0, 1, 600], 'versions begin at 1'),
  judgement('assessment-version-null', [0, null, null, 1, 600], 'the version is required'),
  judgement('assessment-rule-negative', [0, null, 14, -1, 600], 'a negative number'),
  judgement('assessment-check-without-rule', [1, null, 14, null, 600], 'check must name its rule'),
  judgement('assessment-stop-without-rule', [2, null, 14, null, 600], 'stop must name its rule'),
  judgement('assessment-ahead-of-iat', [0, null, 14, 1, -1], 'assessed after it was issued'),
  judgement('assessment-at-null', [0, null, 14, 1, null], 'assessed-at is required'),
  damaged('commitment-23-bytes', position(4, bytes(23)), 'one byte too few'),
  damaged('commitment-25-bytes', position(4, bytes(25)), 'one byte too many'),
  damaged('commitment-text', position(4, 'x'.repeat(24)), 'text for bytes'),
]

const covering = (id: string, value: unknown, comment: string): Case =>
  damaged(id, position(5, value), comment, withFact)

const coverage = [
  covering('coverage-map', new Map([['test', 0]]), 'a map for the array'),
  covering('coverage-kind-alone', [['test']], 'until is missing'),
  covering('coverage-third-element', [['test', 0, 0]], 'an element too many'),
  covering('coverage-kind-empty', [['', 0]], 'no byte'),
  covering('coverage-kind-number', [[1, 0]], 'a number for text'),
  covering('coverage-after-iat', [['test', -1]], 'until lies after iat'),
  covering('coverage-until-null', [['test', null]], 'until is required'),
  damaged('coverage-kind-twice', {}, 'a kind is covered once', {
    ...person,
    covers: covers(['test', 'test']),
  } satisfies Claims),
]

export const damagedClaims: VectorFile = {
  path: 'credential/damaged-claims.json',
  prefix: 'damaged',
  schema: 'credential-damaged',
  about:
    'Claims with one line of format.md sections 3 and 4 broken. All are signed by issuer-good; all are `unreadable: damaged`.',
  cases: [...claims, ...greengate, ...coverage],
}
