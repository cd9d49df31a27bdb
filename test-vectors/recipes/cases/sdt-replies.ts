/** sdt/replies.json: what comes from a reader, whole and in pieces, and what it means (docs/card-reader.md 2 and 3). */
import { concat, fromHex, hex } from '../hand/bytes.ts'
import { baseMessage, cardText, sdtReply } from '../hand/sdt.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'

type Out = string | { readonly means: string; readonly advice?: string; readonly data?: string }

const one = (
  id: string,
  comment: string,
  command: string,
  stream: Uint8Array | string,
  ...out: readonly Out[]
): Case => ({
  id,
  comment,
  command,
  hex: typeof stream === 'string' ? stream.replaceAll(' ', '') : hex(stream),
  out: out.map((each) => (typeof each === 'string' ? { means: each } : each)),
})
const advice = (said: string): Out => ({ means: 'card', advice: said })
const done = (data: string): Out => ({ means: 'done', data })

const ok = 'aaaaaa9669 0004 000090 94'
const found = 'aaaaaa9669 0008 00009f 00000000 97'
const none = 'aaaaaa9669 0004 000080 84'
const text = cardText([122, '11010519491231002X'], [36, '19491231'])
const whole = sdtReply(0x90, baseMessage(text))
const zeros = (count: number): Uint8Array => new Uint8Array(count)
const withPrints = (length: string, bytes: number): Uint8Array =>
  sdtReply(0x90, concat(fromHex(`01000400${length}`), text, zeros(1024 + bytes)))
const changed = (bytes: Uint8Array, at: number, to: number): Uint8Array => {
  const copy = bytes.slice()
  copy[at] = to
  return copy
}

const good: readonly Case[] = [
  one('ok', 'nothing but success', 'sam-status', ok, done('')),
  one('found', 'a card came', 'find-card', found, 'found'),
  one(
    'selected',
    'with the serial number of the card, which is zeros',
    'select-card',
    'aaaaaa9669 000c 000090 0000000000000000 9c',
    done('0000000000000000'),
  ),
  one('base', 'text and photograph: 1295 bytes', 'read-base', whole, done(hex(text))),
  one(
    'sam',
    'the number of the security module',
    'sam-id',
    sdtReply(0x90, fromHex('05000100d9c9330115cd5b07b168de3a')),
    done('05000100d9c9330115cd5b07b168de3a'),
  ),
  one(
    'management',
    'the card lies there still',
    'read-management',
    sdtReply(0x90, zeros(28)),
    done(hex(zeros(28))),
  ),
  one(
    'status-of-card',
    'what the card said stands before what the reader says',
    'select-card',
    'aaaaaa9669 0004 6982 31 de',
    advice('not-authentic'),
  ),
]

// prettier-ignore
const statuses: readonly (readonly [status: number, out: Out, comment: string])[] = [
  [0x10, 'again', 'the reader received a wrong check'],
  [0x11, 'again', 'the reader received a wrong length'],
  [0x21, 'unknown-command', 'the reader does not know the command'],
  [0x24, 'again', 'an error without a name'],
  [0x31, advice('not-authentic'), 'the card does not accept the reader'],
  [0x32, advice('not-authentic'), 'the reader does not accept the card'],
  [0x33, advice('not-authentic'), 'the card does not agree with its own proof'],
  [0x40, advice('wrong-kind'), 'another kind of card'],
  [0x41, advice('place-again'), 'not read to its end'],
  [0x47, advice('place-again'), 'the card gave no random number'],
  [0x60, 'broken', 'the security module failed its test'],
  [0x66, 'broken', 'the security module is not authorised'],
  [0x80, 'no-card', 'nothing there'],
  [0x81, advice('place-again'), 'not selected'],
  [0x91, 'absent', 'not on this card'],
  [0x55, 'again', 'a status that nobody knows is a disturbance'],
]

// prettier-ignore
const streams: readonly Case[] = [
  one('stray-in-preamble', 'as a real reader sent it: a stray byte behind the first', 'find-card', `aa00aaaa9669${found.replaceAll(' ', '').slice(10)}`, 'found'),
  one('preamble-short', 'the first byte is lost', 'find-card', found.slice(2), 'found'),
  one('preamble-long', 'more sync bytes than need be', 'find-card', `aaaaaaaa${found}`, 'found'),
  one('preamble-twice', 'a frame begins, and begins again', 'find-card', `aaaaaa9669${found}`, 'found'),
  one('noise-before', 'bytes that are nothing', 'find-card', `00ff9669aa55${found}`, 'found'),
  one('noise-behind', 'bytes that are nothing yet', 'find-card', `${found}aaaaaa9669`, 'found'),
  one('two', 'a late answer, and the one to the question', 'find-card', none + found, 'no-card', 'found'),
  one('false-start', 'noise that looks like a beginning swallows a part of the frame: it is found all the same', 'find-card', `aaaaaa96690008${found}`, 'damaged', 'found'),
  one('length-zero', 'a length that no frame has', 'find-card', `aaaaaa96690000${found}`, 'found'),
  one('length-three', 'shorter than three bytes of status and a check', 'find-card', `aaaaaa96690003${found}`, 'found'),
  one('length-huge', 'longer than the longest frame: nobody waits for it', 'find-card', `aaaaaa9669090b${found}`, 'found'),
  one('check-wrong', 'a frame whose check is another', 'find-card', 'aaaaaa9669 0008 00009f 00000000 96', 'damaged'),
  one('check-wrong-then-right', 'the frame, damaged, and once more', 'find-card', `aaaaaa9669000800009f0000000096${found}`, 'damaged', 'found'),
  one('status-changed', 'one bit of the status turned over', 'find-card', 'aaaaaa9669 0004 000081 84', 'damaged'),
  one('half', 'a frame that does not end', 'find-card', found.slice(0, 20)),
  one('base-changed', 'one digit of the number is another', 'read-base', changed(whole, 14 + 122, 0x32), 'damaged'),
  one('late-found', 'the answer to another command', 'select-card', found, 'unexpected'),
  one('late-ok', 'success without the data that belong to it', 'read-base', ok, 'unexpected'),
  one('late-base', 'a card that nobody asked for', 'find-card', whole, 'unexpected'),
  one('late-selected', 'the serial number of a card for its text', 'read-base', 'aaaaaa9669 000c 000090 0000000000000000 9c', 'unexpected'),
  one('error-with-data', 'an error brings nothing', 'find-card', sdtReply(0x80, zeros(4)), 'unexpected'),
  one('base-without-prints', 'the form of the command that nobody sends: 1297 bytes', 'read-base', withPrints('0000', 0), 'unexpected'),
  one('base-one-print', 'with a finger: 1809 bytes', 'read-base', withPrints('0200', 512), 'unexpected'),
  one('base-two-prints', 'with two fingers, the longest frame: 2321 bytes', 'read-base', withPrints('0400', 1024), 'unexpected'),
  one('base-lengths', 'a text that says that it is of 512 bytes', 'read-base', sdtReply(0x90, concat(fromHex('02000400'), text, zeros(1024))), 'unexpected'),
]

export const sdtReplies: VectorFile = {
  path: 'sdt/replies.json',
  schema: 'sdt-replies',
  about:
    'What comes along the line after a command, and what it means: the same however it is split. The data of `read-base` is the text alone.',
  prefix: 'sdt-reply',
  cases: [
    ...good,
    ...statuses.map(([status, out, comment]) =>
      one(
        `status-${status.toString(16)}`,
        comment,
        status === 0x80 ? 'find-card' : 'read-base',
        sdtReply(status),
        out,
      ),
    ),
    ...streams,
  ],
}
