/** The journal of a gate in three segments, with all kinds of records, whole and after retention. */
import { base64url, concat, sha256, utf8 } from '../hand/bytes.ts'
import { jcs, type Json } from '../hand/jcs.ts'
import { key, type Key } from '../hand/keys.ts'
import { box, boxKey } from '../hand/nacl-box.ts'
import { checkpoint, record, segmentOf, type Draft, type Parts } from '../hand/segment.ts'

export interface Members {
  readonly [name: string]: Json
}

export const station = 'hz-east-7'
export const gate = key('stations')
const stranger = key('stranger')
const kidOf = (of: Key): string => base64url(of.kid)
export const operator = boxKey(sha256(utf8('greengate test-only operator key')))
export const other = boxKey(sha256(utf8('greengate test-only other operator key')))
export const ephemeral = boxKey(sha256(utf8('greengate test-only ephemeral key')))
const to = base64url(sha256(utf8(jcs({ crv: 'X25519', kty: 'OKP', x: operator.x }))).subarray(0, 8))

export const at = '2026-03-02T04:00:00Z'
export const deleteAfter = '2026-03-16T04:00:00Z'
const nonce = (seq: number): Uint8Array => concat(new Uint8Array(23), Uint8Array.of(seq))
export const hidden = {
  format: 'greengate-sealed-1',
  card: { type: 'cn-id', number: '11010119900307123X' },
  texts: ['GG1:TEST ONLY'],
}

export const startOf = (members: Members): Draft => ({
  text: jcs({
    ...{ format: 'greengate-segment-1', seq: 1, at: '2026-03-02T03:59:00Z', station },
    ...{ software: 'gate 1.0', previous: null, sealing: null, key: kidOf(gate), ...members },
  }),
})
const sealing = { ephemeral: ephemeral.x, to }

export const receiptOf = (seq: number, members: Members): Members => ({
  ...{ format: 'greengate-receipt-1', seq, at, station, lane: 'a', outcome: 'unreadable' },
  ...{ reasons: [{ code: 'other-code', kind: 'url' }], holdsUntil: null, subject: null },
  ...{ basis: { now: at }, appeal: null, sealed: null, ...members },
})
export const receipt = (seq: number): Draft => ({ text: jcs(receiptOf(seq, {})) })
const sealedReceipt = (seq: number): Draft => {
  const sealed = box(utf8(jcs(hidden)), nonce(seq), ephemeral, operator)
  const said = { sha256: base64url(sha256(sealed)), deleteAfter }
  const members = { outcome: 'stop', appeal: '4829137056', sealed: said }
  return { text: jcs(receiptOf(seq, members)), sealed }
}
const eventOf = (seq: number, members: Members): Draft => ({
  text: jcs({ format: 'greengate-event-1', seq, at, station, lane: 'a', ...members }),
})
export const signs = (id: string, closed: boolean, by = gate) =>
  checkpoint(by, id, { at: '2026-03-02T04:01:00Z', station, closed })

export const first = `${station}-00000001-00000001`
export const second = `${station}-00000002-00000002`
export const third = `${station}-00000003-00000003`
export const fileOf = ({ header, records }: Parts): Uint8Array => concat(header, ...records)
export const endOf = (segment: string, { heads }: Parts): Members => ({
  ...{ segment, seq: heads.length, head: base64url(heads.at(-1) ?? new Uint8Array()) },
})

export const collected = (through: Members): Members => ({
  event: 'collected',
  through,
  receipt: 'x.y.z',
})
export const one = segmentOf(first, [
  startOf({ sealing }),
  receipt(2),
  sealedReceipt(3),
  eventOf(4, {
    event: 'override',
    operator: 'op-1',
    appeal: '4829137056',
    receipt: null,
    reason: 'document-checked',
  }),
  signs(first, false),
  eventOf(6, collected({ segment: first, seq: 5 })),
  signs(first, true),
])
export const oneFile = fileOf(one)
export const two = segmentOf(second, [
  startOf({ previous: endOf(first, one) }),
  receipt(2),
  signs(second, false),
  receipt(4),
])
export const twoFile = fileOf(two)
const three = segmentOf(third, [startOf({ previous: endOf(second, two) }), receipt(2)])
export const threeFile = fileOf(three)

export const keys = [{ ...gate.publicJwk }]
export const byStranger = segmentOf(first, [startOf({}), receipt(2), signs(first, false, stranger)])

/** What retention leaves: the second record's hash, the third without its sealed part, or its hash too. */
export const pruned = (place: number, kind: 2 | 3): Uint8Array => {
  const bytes = one.records[place] ?? new Uint8Array()
  const clear = bytes.slice(13, 13 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(1))
  return record(kind, kind === 3 ? sha256(clear) : clear, new Uint8Array(), bytes.slice(-32))
}
export const withRecords = (changed: ReadonlyMap<number, Uint8Array>): Uint8Array =>
  concat(one.header, ...one.records.map((bytes, place) => changed.get(place) ?? bytes))
export const unsealedFile = withRecords(new Map([[2, pruned(2, 2)]]))
export const hashesFile = withRecords(new Map([1, 2, 3].map((place) => [place, pruned(place, 3)])))
