/** Lines that arrive in pieces. */
import { expect, test } from 'vitest'
import { readLines } from './read-lines.ts'

const streamOf = (...pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece)
      controller.close()
    },
  })

const collect = async (stream: ReadableStream<Uint8Array>): Promise<unknown[]> => {
  const all: unknown[] = []
  for await (const value of readLines(stream)) all.push(value)
  return all
}

test('lines are whole wherever the bytes were cut, even within a character', async () => {
  const bytes = new TextEncoder().encode('{"a":"核查"}\n\n{"b":1}\r\n[2]')
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    const pieces = [bytes.slice(0, cut), bytes.slice(cut)]
    expect(await collect(streamOf(...pieces))).toEqual([{ a: '核查' }, { b: 1 }, [2]])
  }
})

test('a line is there before the next one is', async () => {
  let send: ReadableStreamDefaultController<Uint8Array> | undefined
  const lines = readLines(
    new ReadableStream<Uint8Array>({
      start(controller) {
        send = controller
      },
    }),
  )
  const first = lines.next()
  send?.enqueue(new TextEncoder().encode('1\n2'))
  expect(await first).toEqual({ done: false, value: 1 })
  const second = lines.next()
  send?.close()
  expect(await second).toEqual({ done: false, value: 2 })
})

test('a line that is no JSON is an error, and who stops early ends the stream', async () => {
  await expect(collect(streamOf(new TextEncoder().encode('{"a"\n')))).rejects.toThrow(SyntaxError)
  let isEnded = false
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode('1\n'))
    },
    cancel() {
      isEnded = true
    },
  })
  for await (const value of readLines(endless)) {
    expect(value).toBe(1)
    break
  }
  expect(isEnded).toBe(true)
})
