/** Tests of the service on a socket: what only a socket shows. */
import { connect } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { serveApp } from './serve-app.ts'
import { makeApp } from './make-app.ts'
import { sendReadings, type CardReading } from './send-readings.ts'
import { openTestService, sourceKey } from './test-service.ts'
import { verbsOf } from './verbs-of-desk.ts'
import { defaultSessionLives as lives } from '../sign-in/sessions.ts'

const service = await openTestService()
const stop = new AbortController()
const made: { app?: ReturnType<typeof makeApp> } = {}
const served = await serveApp(() => made.app ?? service.app, { port: 0, stop })
const origin = `http://127.0.0.1:${served.port}`
const { desk, handlers, store } = service
const readers = new Set<(reading: CardReading) => void>()
const reader = {
  listen: (hear: (reading: CardReading) => void) => {
    readers.add(hear)
    return () => readers.delete(hear)
  },
}
made.app = makeApp({
  ...{ store, lives, verbs: verbsOf(desk), origin, surroundings: desk.surroundings },
  handlers: { ...handlers, 'GET /desk': () => sendReadings(reader, stop.signal) },
})
afterAll(async () => {
  await served.close()
  service.close()
})

test('a body without a length is stopped when it is too large, and the desk goes on', async () => {
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      controller.enqueue(new Uint8Array(65_536))
    },
  })
  const sent = fetch(`${origin}/api/sources/records`, {
    ...{ method: 'POST', body: endless, duplex: 'half' },
    headers: { Authorization: `Bearer ${sourceKey}`, 'Content-Type': 'application/x-ndjson' },
  })
  // The answer, or the end of the connection while it still sends: either way nothing of it was kept.
  const status = await sent.then(
    (response) => response.status,
    () => 413,
  )
  expect(status).toBe(413)
  expect((await fetch(`${origin}/api/openapi.json`)).status).toBe(200)
})

test('headers without end are refused', async () => {
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(served.port, '127.0.0.1', () => {
      socket.write(
        `GET /api/me HTTP/1.1\r\nHost: 127.0.0.1:${served.port}\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`,
      )
    })
    socket.on('data', (data) => {
      resolve(data.toString('latin1'))
      socket.destroy()
    })
  })
  expect(answer).toMatch(/^HTTP\/1\.1 431/)
})

test('what the reader reads reaches the page, and nobody listens once the page is gone', async () => {
  const gone = new AbortController()
  const response = await fetch(`${origin}/api/desk`, { signal: gone.signal })
  expect(response.headers.get('Content-Type')).toMatch(/^text\/event-stream/)
  const stream = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  expect((await stream.read()).value).toBe(': here\n\n')
  for (const hear of readers) hear({ state: 'reading' })
  expect((await stream.read()).value).toBe('data: {"state":"reading"}\n\n')
  gone.abort()
  await expect.poll(() => readers.size).toBe(0)
})

test('stopping ends streams at once and takes nothing new', async () => {
  const response = await fetch(`${origin}/api/desk`)
  const whole = response.text()
  await served.close()
  expect(await whole).toBe(': here\n\n')
  await expect(fetch(`${origin}/api/me`)).rejects.toThrow()
})
