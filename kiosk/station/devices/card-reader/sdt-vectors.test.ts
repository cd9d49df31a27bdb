/** Runs test-vectors/sdt/ on the reader's frames, replies and cards. */
import { readFile } from 'node:fs/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { readCardText } from './card-text.ts'
import { answerTo } from './sdt-answer.ts'
import {
  bauds,
  command,
  encodeCommand,
  setBaud,
  setRfBytes,
  type Command,
  type CommandName,
} from './sdt-frame.ts'
import { createFrameParser, type Reply } from './sdt-frame-parser.ts'
import { knownStatuses } from './sdt-status.ts'

interface Cases<T> {
  readonly cases: readonly (T & { readonly id: string; readonly comment: string })[]
}
const folder = new URL('../../../../test-vectors/', import.meta.url)
const json = async (path: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(path, folder), 'utf8'))
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const bytesOf = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))

const commands = (await json('sdt/commands.json')) as Cases<{
  readonly command: CommandName | null
  readonly argument?: number
  readonly hex: string
}>
const replies = (await json('sdt/replies.json')) as Cases<{
  readonly command: CommandName
  readonly hex: string
  readonly out: readonly object[]
}>
const cards = (await json('sdt/cards.json')) as Cases<{
  readonly text: string
  readonly out: object
}>

test.each([
  ['sdt-commands', commands],
  ['sdt-replies', replies],
  ['sdt-cards', cards],
])('the file of %s fits its schema, and no id stands twice', async (schema, file) => {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false })
  const validate = ajv.compile((await json(`schema/${schema}.schema.json`)) as object)
  expect(validate(file) ? [] : validate.errors).toEqual([])
  expect(new Set(file.cases.map(({ id }) => id)).size).toBe(file.cases.length)
})

/** Every command that this station can form. */
const formed: readonly Command[] = [
  ...(
    [
      'reset-sam',
      'sam-status',
      'sam-id',
      'find-card',
      'select-card',
      'read-base',
      'read-management',
    ] as const
  ).map(command),
  ...bauds.map(setBaud),
  setRfBytes(0x50),
  setRfBytes(0x58),
]

test('the frames that a station forms are those of the vectors, and no others', () => {
  const sent = commands.cases.filter(({ command }) => command !== null).map(({ hex }) => hex)
  expect(formed.map((one) => hexOf(encodeCommand(one))).toSorted()).toEqual(sent.toSorted())
})

test.each(commands.cases.filter(({ command }) => command !== null))(
  '$id: $comment',
  ({ command: name, argument, hex }) => {
    const made =
      name === 'set-baud'
        ? setBaud(bauds.find((one) => one === argument)!)
        : name === 'set-rf-bytes'
          ? setRfBytes(argument!)
          : command(name!)
    expect(hexOf(encodeCommand(made))).toBe(hex)
  },
)

/** What comes of a stream that arrives in pieces, as plain data. */
function outOf(name: CommandName, pieces: readonly Uint8Array[]): readonly object[] {
  const parser = createFrameParser()
  const plain = (found: Reply | 'damaged') => {
    if (found === 'damaged') return { means: 'damaged' }
    const answer = answerTo(name, found)
    return 'data' in answer ? { means: 'done', data: hexOf(answer.data) } : answer
  }
  return pieces.flatMap((piece) => parser.push(piece).map(plain))
}

test.each(replies.cases)('$id: $comment', ({ command: name, hex, out }) => {
  const stream = bytesOf(hex)
  expect(outOf(name, [stream])).toEqual(out)
  const bytes = Array.from(stream, (byte) => Uint8Array.of(byte))
  expect(outOf(name, bytes)).toEqual(out)
})

test('a whole card comes out the same wherever its reply is split', () => {
  const { command: name, hex, out } = replies.cases.find(({ id }) => id === 'sdt-reply-base')!
  const stream = bytesOf(hex)
  expect(stream).toHaveLength(1295)
  for (let at = 1; at < stream.length; at++) {
    expect(outOf(name, [stream.slice(0, at), stream.slice(at)])).toEqual(out)
  }
})

test('every status that is known has a vector', () => {
  const inReplies = replies.cases.map(({ hex }) => parseInt(hex.slice(18, 20), 16))
  expect(knownStatuses.filter((status) => !inReplies.includes(status))).toEqual([])
})

test.each(cards.cases)('$id: $comment', ({ text, out }) => {
  const bytes = bytesOf(text)
  expect(readCardText(bytes)).toEqual(out)
  // Nothing of it is left.
  expect(bytes.every((byte) => byte === 0)).toBe(true)
})
