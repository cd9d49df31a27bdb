/** credential/damaged-envelope.json: COSE_Sign1, one line of format.md section 2 broken at a time. */
import { concat, fromHex } from '../hand/bytes.ts'
import { cbor, head, rawMap } from '../hand/cbor.ts'
import type { Breakage } from '../hand/code.ts'
import { key } from '../hand/keys.ts'
import type { VectorFile } from '../hand/vector-file.ts'
import { damaged, withFact } from '../world/damage.ts'
import { fact } from '../world/people.ts'

const { kid } = key('issuer-good')
const zero = Uint8Array.of(0)
const good = new Map<number, unknown>([
  [1, -19],
  [4, kid],
])

const header = (...given: readonly (readonly [unknown, unknown])[]): Breakage => ({
  header: new Map(given),
})
const item = (place: number, value: unknown): Breakage => ({
  items: (items) => items.with(place, cbor(value)),
})

/** 1,025 bytes at least, 1,120 at most: the text is short enough, the code is not. */
const long = {
  ...withFact,
  facts: Array.from({ length: 20 }, (_, at) =>
    fact(`fact-${at + 10}`, 'stay', { region: '330106' }),
  ),
}

const envelope = [
  damaged('cose-tagged', { cose: (b) => concat(head(6, 18), b) }, 'tag 18 before the array'),
  damaged('cose-array-of-five', { items: (i) => [...i, cbor(null)] }, 'a fifth item'),
  damaged('cose-array-of-two', { items: (i) => i.slice(0, 2) }, 'two items'),
  damaged('cose-map', { cose: () => cbor(new Map([[1, 2]])) }, 'a map'),
  damaged('cose-integer', { cose: () => cbor(1) }, 'a number'),
  damaged('cose-trailing-byte', { cose: (b) => concat(b, zero) }, 'one byte too many'),
  damaged('cose-cut', { cose: (b) => b.slice(0, -1) }, 'one byte too few'),
  damaged('cose-head-not-shortest', { cose: (b) => concat(head(4, 4, 1), b.slice(1)) }, '98 04'),
  damaged(
    'cose-indefinite-array',
    { cose: (b) => concat(fromHex('9f'), b.slice(1), fromHex('ff')) },
    '9F … FF',
  ),
  damaged('cose-over-1024-bytes', {}, 'too long, though the text is within its limit', long),
  damaged('unprotected-not-empty', item(1, new Map([[4, kid]])), 'kid in the open'),
  damaged('unprotected-array', item(1, []), 'an array in the place of the map'),
  damaged('unprotected-null', item(1, null), 'null in the place of the map'),
  damaged('payload-null', item(2, null), 'a detached payload'),
  damaged('payload-text', item(2, 'x'), 'text in the place of bytes'),
  damaged('payload-map-not-bytes', item(2, new Map([[1, 'cn-3301']])), 'a map, not wrapped'),
  damaged('payload-empty', { payload: () => new Uint8Array() }, 'no bytes'),
  damaged('signature-text', item(3, 'x'), 'text in the place of bytes'),
  damaged('signature-short', { signature: (b) => b.slice(1) }, '63 bytes'),
  damaged('signature-long', { signature: (b) => concat(b, zero) }, '65 bytes'),
  damaged('signature-empty', { signature: () => new Uint8Array() }, 'no bytes'),
]

const protectedHeader = [
  damaged('protected-empty', { headerBytes: new Uint8Array() }, 'no bytes'),
  damaged('protected-empty-map', header(), 'an empty map'),
  damaged('protected-without-alg', header([4, kid]), 'kid alone'),
  damaged('protected-without-kid', header([1, -19]), 'alg alone'),
  damaged('protected-third-label', header([1, -19], [4, kid], [3, 60]), 'a content type'),
  damaged('protected-crit', header([1, -19], [2, [4]], [4, kid]), 'crit is no label of ours'),
  damaged('protected-alg-eddsa', header([1, -8], [4, kid]), 'the old EdDSA'),
  damaged('protected-alg-es256', header([1, -7], [4, kid]), 'the old ES256'),
  damaged('protected-alg-text', header([1, 'Ed25519'], [4, kid]), 'alg as text'),
  damaged('protected-kid-short', header([1, -19], [4, kid.slice(1)]), '7 bytes'),
  damaged('protected-kid-long', header([1, -19], [4, concat(kid, zero)]), '9 bytes'),
  damaged('protected-kid-text', header([1, -19], [4, 'issuer-1']), 'eight characters of text'),
  damaged('protected-array', { header: [1, -19] }, 'an array in the place of the map'),
  damaged('protected-unsorted', { headerBytes: rawMap([4, kid], [1, -19]) }, 'kid before alg'),
  damaged(
    'protected-alg-twice',
    { headerBytes: rawMap([1, -19], [1, -19], [4, kid]) },
    'a label twice, with one value',
  ),
  damaged('protected-trailing-byte', { headerBytes: concat(cbor(good), zero) }, 'one byte more'),
  damaged(
    'protected-alg-not-shortest',
    { headerBytes: concat(fromHex('a2 01 38 12 04 48'), kid) },
    '38 12 for -19',
  ),
  damaged('protected-map-not-bytes', item(0, good), 'the map itself, not wrapped'),
]

export const damagedEnvelope: VectorFile = {
  path: 'credential/damaged-envelope.json',
  prefix: 'damaged',
  schema: 'credential-damaged',
  about:
    'COSE_Sign1 with one line of format.md section 2 broken. All are signed by issuer-good; all are `unreadable: damaged`.',
  cases: [...envelope, ...protectedHeader],
}
