/** Tests of the service on a socket: what only a socket shows. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

/** A certificate of this machine for itself, which nobody else trusts. */
const openssl = '/usr/bin/openssl'
const certificate = () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-tls-'))
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  const named = ['-subj', '/CN=desk', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2']
  execFileSync(openssl, [...made, ...named, '-out', cert, '-keyout', key], { stdio: 'ignore' })
  const tls = { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') }
  rmSync(folder, { recursive: true })
  return tls
}
const signingIn = { as: 'account', contact: 'wang@example.org' }
const forwarded = (scheme: string) => ({
  ...{ 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
  ...{ 'X-Forwarded-Proto': scheme, Forwarded: `proto=${scheme}` },
})

test.skipIf(!existsSync(openssl))(
  'under a certificate of OpenSSL the session’s cookie is for https alone, whatever a proxy says of the way',
  async () => {
    const tls = certificate()
    const own: { service?: Awaited<ReturnType<typeof openTestService>> } = {}
    const over = { port: 0, tls, stop: new AbortController() }
    const secure = await serveApp(() => own.service?.app ?? service.app, over)
    const at = `https://127.0.0.1:${secure.port}`
    const { shown, close } = (own.service = await openTestService({ at }))
    const post = (path: string, body: object) =>
      new Promise<{ cookies: readonly string[]; text: string }>((resolve, reject) => {
        const options = { method: 'POST', ca: tls.cert, headers: forwarded('http'), agent: false }
        const sent = request(`${at}/api/${path}`, options, (response) => {
          let text = ''
          response.setEncoding('utf8').on('data', (part: string) => (text += part))
          response.on('end', () => {
            resolve({ cookies: response.headers['set-cookie'] ?? [], text })
          })
        })
        sent.on('error', reject).end(JSON.stringify(body))
      })
    const { attempt } = JSON.parse((await post('sign-in/start', signingIn)).text) as {
      attempt: string
    }
    const { cookies } = await post('sign-in/finish', {
      attempt,
      code: shown.get(signingIn.contact),
    })
    expect(cookies).toEqual([
      expect.stringMatching(/^__Host-greengate-desk=[\w-]{43}; .*; SameSite=Strict; Secure$/),
    ])
    await expect(fetch(at.replace('https', 'http'))).rejects.toThrow()
    await secure.close()
    close()
  },
)

test('over plain http a cookie claims no more than it is, whatever a proxy says of the way', async () => {
  const post = (path: string, body: object) =>
    fetch(`${origin}/api/${path}`, {
      ...{ method: 'POST', headers: forwarded('https'), body: JSON.stringify(body) },
    })
  const started = await post('sign-in/start', signingIn)
  const { attempt } = (await started.json()) as { attempt: string }
  const code = service.shown.get(signingIn.contact)
  const [cookie] = (await post('sign-in/finish', { attempt, code })).headers.getSetCookie()
  expect(cookie).toMatch(
    /^greengate-desk=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/,
  )
})

test('stopping ends streams at once and takes nothing new', async () => {
  const response = await fetch(`${origin}/api/desk`)
  const whole = response.text()
  await served.close()
  expect(await whole).toBe(': here\n\n')
  await expect(fetch(`${origin}/api/me`)).rejects.toThrow()
})
