/** Who gets through to NATS, and what those are told who do not. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { generateKey, publicJwk } from 'greengate/issue'
import { describe, expect, test } from 'vitest'
import { writeKeyFile } from '../keys/key-file.ts'
import { OperatorError } from '../operator-error.ts'
import { scratch } from '../test-process.ts'
import { connectTo } from './connect.ts'
import { endConnection } from './end-connection.ts'
import { nkeyOf } from './nkey.ts'
import { natsPlace } from './options.ts'
import { natsIsMissing, natsReason, startNats } from './test-nats.ts'

const name = 'test'

/** The line of whoever is refused. */
const refusal = async (connecting: Promise<{ close(): Promise<void> }>): Promise<string> => {
  try {
    await (await connecting).close()
  } catch (error) {
    if (error instanceof OperatorError) return error.message
    throw error
  }
  return 'connected'
}

/** A server that has something signed; what it got, once somebody has gone. */
const oracle = async (nonce: string, connecting: (url: string) => Promise<string>) => {
  let got = ''
  const gone: Promise<unknown>[] = []
  const server = createServer((socket) => {
    gone.push(once(socket, 'close'))
    const max = { max_payload: 1_048_576, proto: 1, headers: true, auth_required: true }
    const info = { server_id: 'X', version: '2.9.10', ...max, nonce }
    socket
      .on('error', () => undefined)
      .on('data', (data) => {
        got += data.toString()
        // It has what it wanted.
        if (got.includes('"sig"')) socket.destroy()
      })
    socket.write(`INFO ${JSON.stringify(info)}\r\n`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const said = await connecting(`nats://127.0.0.1:${(server.address() as AddressInfo).port}`)
  server.close()
  await Promise.all(gone)
  return { said, got }
}

test('a server that asks for a document or a receipt to be signed gets no signature', async () => {
  await using folder = scratch()
  await writeKeyFile(folder.at('key.jwk'), await generateKey('Ed25519'))
  const nkey = folder.at('key.jwk')
  const asking = (nonce: string) =>
    oracle(nonce, (url) => refusal(connectTo({ servers: [url], nkey }, { name, timeoutMs: 3_000 })))
  for (const nonce of [
    'eyJhbGciOiJFZDI1NTE5In0.eyJmb3JtYXQiOiJ4In0',
    'x'.repeat(65),
    '\u0084j12345678',
  ]) {
    const { said, got } = await asking(nonce)
    expect(said).toContain('is no challenge')
    expect(got).toBe('')
  }
  expect((await asking('JbSP3-_SqXwnYEM')).got).toContain('"sig"')
})

describe('connecting to NATS', () => {
  test('NATS: the Ed25519 key of a station or a person is a user of NATS', async (ctx) => {
    ctx.skip(natsIsMissing, natsReason)
    await using folder = scratch()
    const [known, unknown] = [await generateKey('Ed25519'), await generateKey('Ed25519')]
    await writeKeyFile(folder.at('known.jwk'), known)
    await writeKeyFile(folder.at('unknown.jwk'), unknown)
    const nkey = nkeyOf(publicJwk(known)) ?? ''
    await using nats = await startNats({
      config: `authorization { users: [{ nkey: ${nkey} }] }`,
    })
    const servers = [nats.url]
    const at = (file: string) => connectTo({ servers, nkey: folder.at(file) }, { name })
    expect(await refusal(at('known.jwk'))).toBe('connected')
    expect(await refusal(at('unknown.jwk'))).toContain('refuses our credentials')
    expect(await refusal(connectTo({ servers }, { name }))).toContain('refuses our credentials')
    await writeFile(folder.at('open'), 'SUAAA', { mode: 0o644 })
    expect(await refusal(at('open'))).toContain('chmod 600')
    const port = nats.servers[0]?.port ?? 0
    const withSecret = `nats://somebody:much-secret@127.0.0.1:${port}`
    const said = await refusal(connectTo({ servers: [withSecret] }, { name }))
    expect(said).toContain('refuses our credentials')
    expect(said).not.toContain('much-secret')
    await nats.servers[0]?.kill()
    expect(await refusal(at('known.jwk'))).toContain('cannot be reached')
  })

  test('NATS: certificates are checked both ways (OpenSSL makes them)', async (ctx) => {
    ctx.skip(natsIsMissing, natsReason)
    await using folder = scratch()
    for (const who of ['server', 'client', 'stranger']) {
      const files = ['-keyout', folder.at(`${who}.key`), '-out', folder.at(`${who}.pem`)]
      const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
      const names = ['-subj', `/CN=${who}`, '-addext', 'subjectAltName=IP:127.0.0.1']
      execFileSync('openssl', ['req', '-x509', ...key, ...files, ...names], { stdio: 'ignore' })
    }
    await using nats = await startNats({
      scheme: 'tls',
      config: `tls { cert_file: "${folder.at('server.pem')}", key_file: "${folder.at('server.key')}", ca_file: "${folder.at('client.pem')}", verify: true }`,
    })
    const by = async (ca: string, who: string, timeoutMs = 30_000) =>
      refusal(
        connectTo(
          (await natsPlace({
            nats: nats.url,
            natsCa: folder.at(`${ca}.pem`),
            natsCert: folder.at(`${who}.pem`),
            natsKey: folder.at(`${who}.key`),
          })) ?? { servers: [] },
          { name, timeoutMs },
        ),
      )
    expect(await by('server', 'client')).toBe('connected')
    expect(await by('stranger', 'client')).toContain('no secure connection')
    expect(await by('server', 'stranger', 1_000)).toContain('takes our certificate')
  })

  test.each([
    ['a key without a place', { natsNkey: 'x' }],
    ['two ways to say who we are', { nats: 'nats://h', natsNkey: 'x', natsCreds: 'y' }],
    ['a certificate without its key', { nats: 'tls://h', natsCert: 'x' }],
    ['another scheme', { nats: 'http://h:4222' }],
  ])('%s is refused', async (_name, flags) => {
    await expect(natsPlace(flags)).rejects.toBeInstanceOf(OperatorError)
  })
})

test('NATS: a connection ends also when its server is gone', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  await using nats = await startNats({})
  const connection = await connectTo({ servers: [nats.url] }, { name })
  await nats.servers[0]?.kill()
  connection.publish('greengate.test', 'not yet sent')
  await endConnection(connection)
  expect(connection.isClosed()).toBe(true)
})
