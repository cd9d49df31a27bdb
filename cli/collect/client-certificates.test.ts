/** Stations that show certificates: a station is believed only over a connection of its own. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { generateKey } from 'greengate/issue'
import { expect, test } from 'vitest'
import { testSpeaker } from '../fleet/test-heartbeat.ts'
import { testWriter } from '../journal/test-journal.ts'
import { writeKeyFile } from '../keys/key-file.ts'
import { scratch, type Scratch } from '../test-process.ts'
import { startCollector } from './start-collector.ts'
import { batchHeaders, batchOf } from './test-batch.ts'

/** OpenSSL makes an authority, and certificates by it. */
const certificate = (folder: Scratch, name: string, subject: string, san: string): void => {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  const by = name === 'ca' ? [] : ['-CA', folder.at('ca.pem'), '-CAkey', folder.at('ca.key')]
  const files = ['-keyout', folder.at(`${name}.key`), '-out', folder.at(`${name}.pem`)]
  const names = ['-subj', subject, ...(san === '' ? [] : ['-addext', `subjectAltName=${san}`])]
  execFileSync('openssl', ['req', '-x509', ...key, ...by, ...files, ...names], { stdio: 'ignore' })
}

test('a connection speaks for the station of its certificate, and there is none without one', async () => {
  await using folder = scratch()
  certificate(folder, 'ca', '/CN=fleet', '')
  certificate(folder, 'server', '/CN=server', 'IP:127.0.0.1')
  certificate(folder, 'common', '/CN=gate-7', '')
  certificate(folder, 'named', '/CN=someone', 'DNS:gate-7')
  certificate(folder, 'other', '/CN=gate-8', 'DNS:gate-8')
  const pem = (name: string): string => readFileSync(folder.at(name), 'utf8')
  const [speaker, writer] = [await testSpeaker('gate-7'), await testWriter('gate-6')]
  const keys = { 'gate-7': speaker.key, 'gate-6': writer.key }
  writeFileSync(folder.at('stations.json'), JSON.stringify(keys))
  await writeKeyFile(folder.at('key.jwk'), await generateKey('Ed25519'))
  await using collector = await startCollector({
    ...{ host: '127.0.0.1', port: 0, db: folder.at('c.db'), key: folder.at('key.jwk') },
    keys: { stations: folder.at('stations.json') },
    tls: { cert: pem('server.pem'), key: pem('server.key'), clientCa: pem('ca.pem') },
    now: () => new Date('2026-11-26T08:00:00Z'),
    tell: () => undefined,
  })
  const post = (
    path: string,
    by: string | undefined,
    body: string | Uint8Array,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<number | string> =>
    new Promise((resolve) => {
      const own = by === undefined ? {} : { cert: pem(`${by}.pem`), key: pem(`${by}.key`) }
      const length = { 'Content-Length': String(Buffer.byteLength(body)) }
      const options = { method: 'POST', ca: pem('ca.pem'), headers: { ...headers, ...length } }
      const sent = request(
        `${collector.url}${path}`,
        { ...options, ...own, agent: false },
        (response) => {
          response.resume()
          resolve(response.statusCode ?? 0)
        },
      )
      sent.on('error', () => {
        resolve('refused')
      })
      sent.end(body)
    })
  expect(await post('/heartbeats', 'common', await speaker.say())).toBe(200)
  expect(await post('/heartbeats', 'named', await speaker.say({ n: 2 }))).toBe(200)
  expect(await post('/heartbeats', 'other', await speaker.say({ n: 3 }))).toBe(403)
  expect(await post('/heartbeats', undefined, await speaker.say({ n: 4 }))).toBe('refused')
  const batch = batchOf('gate-6', await writer.segment(1), 1, 3)
  const headers = await batchHeaders(batch, writer.signer)
  expect(await post('/records', 'common', batch.body, headers)).toBe(403)
})
