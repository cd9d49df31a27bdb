/** By what else a station is known to a server of NATS: a certificate of its own, or creds; and whom it believes. */
import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeAccount, encodeOperator, encodeUser, fmtCreds } from '@nats-io/jwt'
import { createAccount, createOperator, createUser } from '@nats-io/nkeys'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { natsIsMissing, natsReason, startNats } from '../../../cli/nats/test-nats.ts'
import { openStationKey, type StationKey } from '../journal/station-key.ts'
import { keepConnected, type NatsServers } from './keep-connected.ts'

let folder: string
let key: StationKey
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  key = await openStationKey(folder)
})
afterAll(() => rm(folder, { recursive: true }))

/** Whether a station gets through, and else what its log says. */
async function outcomeOf(at: NatsServers): Promise<string> {
  const logged: string[] = []
  const log = (line: string) => void logged.push(line)
  const kept = keepConnected({ at, station: 'gate-7', key, log, pace: 0.05 })
  while (kept.current() === undefined && logged.length === 0)
    await new Promise((resolve) => setTimeout(resolve, 5))
  const connection = kept.current()
  // A server that does not take a certificate says so after it seemed well.
  const isIn =
    connection !== undefined &&
    (await connection.flush().then(
      () => true,
      () => false,
    ))
  await kept.close()
  return isIn ? 'connected' : (logged[0] ?? 'lost')
}

test('NATS: a certificate of its own lets a station in, another server is not believed (OpenSSL makes them)', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  const at = (name: string) => join(folder, name)
  for (const who of ['server', 'gate-7', 'stranger']) {
    const files = ['-keyout', at(`${who}.key`), '-out', at(`${who}.pem`)]
    const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
    const names = ['-subj', `/CN=${who}`, '-addext', `subjectAltName=IP:127.0.0.1,DNS:${who}`]
    execFileSync('openssl', ['req', ...kind, ...files, ...names], { stdio: 'ignore' })
  }
  await using nats = await startNats({
    scheme: 'tls',
    config: `tls { cert_file: "${at('server.pem')}", key_file: "${at('server.key')}",
      ca_file: "${at('gate-7.pem')}", verify_and_map: true }
      authorization { users: [ { user: "gate-7" } ] }`,
  })
  const by = (who: string, ca: string) =>
    outcomeOf({
      ...{ servers: [nats.url], as: 'certificate', caFile: at(`${ca}.pem`) },
      ...{ certFile: at(`${who}.pem`), keyFile: at(`${who}.key`) },
    })
  expect(await by('gate-7', 'server')).toBe('connected')
  expect(await by('gate-7', 'stranger')).toMatch(/^nats: no connection \([A-Z_]+\)/)
  expect(await by('stranger', 'server')).not.toBe('connected')
  expect(await outcomeOf({ servers: [nats.url], as: 'key', caFile: at('server.pem') })).not.toBe(
    'connected',
  )
})

test('NATS: creds let a station in, and those of another account do not', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  const [operator, account, stranger] = [createOperator(), createAccount(), createAccount()]
  const named = { signer: operator }
  const most = { subs: -1, data: -1, payload: -1 }
  const limits = { ...most, conn: -1, leaf: -1, imports: -1, exports: -1, wildcards: true }
  const accountJwt = await encodeAccount('fleet', account, { limits }, named)
  await using nats = await startNats({
    config: `operator: ${await encodeOperator('operator', operator)}
      resolver: MEMORY
      resolver_preload: { ${account.getPublicKey()}: ${accountJwt} }`,
  })
  const credsBy = async (signer: ReturnType<typeof createAccount>, name: string) => {
    const user = createUser()
    const file = join(folder, name)
    await writeFile(file, fmtCreds(await encodeUser('gate-7', user, signer, most), user))
    await chmod(file, 0o600)
    return outcomeOf({ servers: [nats.url], as: 'creds', credsFile: file })
  }
  expect(await credsBy(account, 'gate.creds')).toBe('connected')
  const refused = 'nats: no connection (not admitted); it is tried again for ever'
  expect(await credsBy(stranger, 'stranger.creds')).toBe(refused)
})
