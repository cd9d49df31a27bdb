/** credential/damaged-encoding.json: payloads in CBOR that is not the deterministic one (format.md 2). */
import { concat, fromHex, unix } from '../hand/bytes.ts'
import { cbor, head, raw } from '../hand/cbor.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { claim, damaged, fieldOf, pairs, position, wholeClaim, withFact } from '../world/damage.ts'
import { person } from '../world/people.ts'

const zero = Uint8Array.of(0)
const exp = unix(person.validUntil)

const double = (value: number): Uint8Array => {
  const bytes = new Uint8Array(9).fill(0xfb, 0, 1)
  new DataView(bytes.buffer).setFloat64(1, value)
  return bytes
}

const withField = (id: string, value: unknown, comment: string): Case =>
  damaged(id, fieldOf(value), comment, withFact)

/** Arrays one inside the other; the innermost is empty. */
const nested = (depth: number): unknown => (depth === 1 ? [] : [nested(depth - 1)])

const cases = [
  damaged('trailing-byte', { payload: (b) => concat(b, zero) }, 'one byte more'),
  damaged('cut', { payload: (b) => b.slice(0, -1) }, 'the last byte is lost'),
  damaged('tagged', { payload: (b) => concat(head(6, 61), b) }, 'the CWT tag before the map'),
  damaged(
    'map-unsorted',
    pairs((all) => [...all.slice(1), ...all.slice(0, 1)]),
    'iss at the end',
  ),
  damaged(
    'map-key-twice',
    pairs((all) => [...all.slice(0, 1), ...all]),
    'iss twice, with one value',
  ),
  damaged(
    'map-head-not-shortest',
    { payload: (b) => concat(head(5, 5, 1), b.slice(1)) },
    'B8 05 for A5',
  ),
  damaged(
    'map-indefinite',
    { payload: (b) => concat(fromHex('bf'), b.slice(1), fromHex('ff')) },
    'BF … FF',
  ),
  damaged('integer-not-shortest', claim(4, raw(head(0, exp, 8))), 'exp in nine bytes'),
  damaged('integer-small-not-shortest', position(0, raw('1800')), '18 00 for 0'),
  withField('negative-not-shortest', raw('3800'), '38 00 for -1'),
  withField('integer-above-2-53', raw('1b0020000000000000'), '2^53'),
  withField('integer-below-minus-2-53', raw('3b001fffffffffffff'), '-(2^53)'),
  damaged('text-head-not-shortest', claim(1, raw('7807636e2d33333031')), '78 07'),
  damaged('text-not-utf-8', claim(1, raw('67636e2dff333031')), 'FF'),
  damaged('text-overlong-utf-8', claim(1, raw('67636e2dc0b33031')), 'C0 B3 for 3'),
  damaged('text-surrogate', claim(1, raw('67636e2deda08030')), 'half of a pair'),
  damaged('text-indefinite', claim(1, raw('7f67636e2d33333031ff')), '7F … FF'),
  damaged('bytes-indefinite', claim(7, raw('5f481122334455667788ff')), '5F … FF'),
  damaged('bytes-head-not-shortest', claim(7, raw('58081122334455667788')), '58 08'),
  damaged('float-half', claim(4, raw('f97bff')), '65504.0 for exp'),
  damaged('float-double', claim(4, raw(double(exp))), 'exp as a double'),
  withField('float-field', raw('fb40424ccccccccccd'), '36.6 as a double'),
  withField('float-nan', raw('f97e00'), 'not a number'),
  damaged('undefined-position', position(2, raw('f7')), 'undefined for the status index'),
  damaged('simple-position', position(2, raw('f0')), 'simple value 16'),
  damaged('simple-not-shortest', position(2, raw('f815')), 'true in two bytes'),
  damaged('break-alone', position(2, raw('ff')), 'a break outside anything indefinite'),
  damaged('reserved-head', position(2, raw('1c')), 'additional information 28'),
  withField('tag-not-shortest', raw('d801 1a5e422d00'), 'D8 01 for tag 1'),
  withField('tag-unknown', raw(concat(head(6, 42), cbor('x'))), 'tag 42'),
  withField('tag-bignum', raw('c24101'), 'tag 2'),
  withField('tag-date-text', raw(concat(head(6, 0), cbor('2020-02-11T04:00:00Z'))), 'tag 0'),
  damaged('tag-on-a-claim', claim(4, raw(concat(head(6, 1), cbor(exp)))), 'exp under tag 1'),
  damaged('depth-nine', wholeClaim(nested(8)), 'a map, and eight arrays in it'),
  damaged('length-beyond-the-end', claim(7, raw('5b000000ffffffffff')), '2^40 bytes are promised'),
]

export const damagedEncoding: VectorFile = {
  path: 'credential/damaged-encoding.json',
  prefix: 'damaged',
  schema: 'credential-damaged',
  about:
    'Payloads that are not deterministic CBOR (format.md section 2). All are signed by issuer-good; all are `unreadable: damaged`.',
  cases,
}
