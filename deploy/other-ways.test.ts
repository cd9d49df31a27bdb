/** Two other ways in which a server may know its users: by client certificates, and by JWTs that an operator signs. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  createAccount,
  createOperator,
  createUser,
  encodeAccount,
  encodeOperator,
  encodeUser,
  fmtCreds,
} from '@nats-io/jwt'
import { expect, test } from 'vitest'
import { fleetUsers, usersFile } from '../cli/fleet/nats-users.ts'
import { connectTo } from '../cli/nats/connect.ts'
import { natsIsMissing, natsReason, startNats } from '../cli/nats/test-nats.ts'
import { OperatorError } from '../cli/operator-error.ts'
import { scratch, type Scratch } from '../cli/test-process.ts'

const missing = natsIsMissing || !existsSync('/usr/bin/openssl')

const openssl = (folder: Scratch, ...args: readonly string[]): void => {
  execFileSync('openssl', args, { cwd: folder.path, stdio: 'ignore' })
}
/** A certificate authority, and a certificate of it for a name or an address. */
const authority = (folder: Scratch): void => {
  const self = ['-x509', '-newkey', 'ed25519', '-nodes', '-days', '2', '-subj', '/CN=fleet']
  openssl(folder, 'req', ...self, '-keyout', 'ca.key', '-out', 'ca.pem')
}
const certify = (folder: Scratch, name: string, san: string): void => {
  const kind = ['-newkey', 'ed25519', '-nodes', '-days', '2', '-subj', `/CN=${name}`]
  const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-addext', `subjectAltName=${san}`]
  openssl(folder, 'req', '-x509', ...kind, ...by, '-keyout', `${name}.key`, '-out', `${name}.pem`)
}

/** Whether a station hears an answer to what it says as itself, and what becomes of what it says as another. */
const triedAs = async (
  station: Awaited<ReturnType<typeof connectTo>>,
  collector: Awaited<ReturnType<typeof connectTo>>,
): Promise<readonly string[]> => {
  collector.subscribe('greengate.records.*', {
    callback: (_, message) => {
      message.respond('a receipt')
    },
  })
  await collector.flush()
  const reply = await station.request('greengate.records.east-1', 'x', { timeout: 5000 })
  const other = station.request('greengate.records.east-2', 'x', { timeout: 5000 }).then(
    () => 'taken',
    (error: unknown) => ((error as Error).cause as Error).name,
  )
  return [reply.string(), await other]
}

test('NATS: a station is the DNS name of its certificate, and cannot be another', async (ctx) => {
  ctx.skip(missing, natsReason)
  await using folder = scratch()
  authority(folder)
  certify(folder, 'server', 'IP:127.0.0.1')
  for (const name of ['collector', 'east-1', 'stranger']) certify(folder, name, `DNS:${name}`)
  const users = fleetUsers(
    new Map(['east-1', 'east-2'].map((name) => [name, { kty: 'OKP', crv: 'Ed25519', x: '' }])),
    new Map([['collector', undefined]]),
    'certificate',
  )
  const shipped = readFileSync(join(import.meta.dirname, 'nats/certificates.conf'), 'utf8')
    .replace('$NATS_CERT', folder.at('server.pem'))
    .replace('$NATS_KEY', folder.at('server.key'))
    .replace('$NATS_CA', folder.at('ca.pem'))
  const config = `${shipped}\naccounts { FLEET { ${usersFile(users)} } }`
  await using nats = await startNats({ config, scheme: 'tls' })
  // A server that does not take a certificate says so to nobody.
  const as = (name: string, timeoutMs = 5000) =>
    connectTo(
      {
        servers: [nats.url],
        tls: {
          ca: folder.at('ca.pem'),
          cert: folder.at(`${name}.pem`),
          key: folder.at(`${name}.key`),
        },
      },
      { name, inboxPrefix: `_INBOX_${name}`, timeoutMs },
    )
  const [station, collector] = [await as('east-1'), await as('collector')]
  expect(await triedAs(station, collector)).toEqual(['a receipt', 'PermissionViolationError'])
  await expect(as('stranger', 300)).rejects.toBeInstanceOf(OperatorError)
  const none = { servers: [nats.url], tls: { ca: folder.at('ca.pem') } }
  await expect(connectTo(none, { name: 'nobody', timeoutMs: 300 })).rejects.toBeInstanceOf(
    OperatorError,
  )
  await station.close()
  await collector.close()
})

test('NATS: an operator signs for the account, the account for each station what it may, and takes it back', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  await using folder = scratch()
  const [operator, fleet, system] = [createOperator(), createAccount(), createAccount()]
  // Signs for users, so that the account's own key stays away.
  const signing = createAccount()
  const account = fleet.getPublicKey()
  // What is left out is 0: nobody may connect, or subscribe.
  const any = { subs: -1, data: -1, payload: -1 }
  const limits = { ...any, conn: -1, leaf: 0, imports: 0, exports: 0, wildcards: true }
  const operatorJwt = await encodeOperator('greengate', operator, {
    system_account: system.getPublicKey(),
  })
  const systemJwt = await encodeAccount('SYSTEM', system, { limits }, { signer: operator })
  const configWith = async (revocations: Readonly<Record<string, number>>): Promise<string> => {
    const claims = { limits, revocations, signing_keys: [signing.getPublicKey()] }
    const fleetJwt = await encodeAccount('FLEET', fleet, claims, { signer: operator })
    return `operator: ${operatorJwt}\nresolver: MEMORY
      resolver_preload { ${account}: ${fleetJwt}, ${system.getPublicKey()}: ${systemJwt} }`
  }
  await using nats = await startNats({ config: await configWith({}) })

  // The same permissions as those that are written for nkeys.
  const key = { kty: 'OKP', crv: 'Ed25519', x: 'x' } as const
  const users = fleetUsers(new Map([['east-1', key]]), new Map([['collector', key]]), 'certificate')
  const keys = new Map(users.map(({ name }) => [name, createUser()]))
  const as = async (name: string, by = signing) => {
    const user = users.find((each) => each.name === name)
    const own = keys.get(name) ?? createUser()
    const may = {
      ...{ ...any, issuer_account: account },
      pub: user?.publish.length === 0 ? { deny: ['>'] } : { allow: [...(user?.publish ?? [])] },
      sub: { allow: [...(user?.subscribe ?? [])] },
      ...(user?.answers && { pub: {}, resp: { max: 1, ttl: 120e9 } }),
    }
    const creds = fmtCreds(await encodeUser(name, own, by, may), own)
    writeFileSync(folder.at(`${name}.creds`), creds, { mode: 0o600 })
    return connectTo(
      { servers: [nats.url], creds: folder.at(`${name}.creds`) },
      { name, inboxPrefix: `_INBOX_${name}`, maxReconnectAttempts: 0 },
    )
  }
  const [station, collector] = [await as('east-1'), await as('collector')]
  expect(await triedAs(station, collector)).toEqual(['a receipt', 'PermissionViolationError'])
  // Only the account's own keys sign for it.
  await expect(as('east-1', createAccount())).rejects.toBeInstanceOf(OperatorError)
  const closed = station.closed()
  const until = Math.floor(Date.now() / 1000) + 60
  const gone = keys.get('east-1')?.getPublicKey() ?? ''
  await nats.servers[0]?.reload(await configWith({ [gone]: until }))
  await closed
  await expect(as('east-1')).rejects.toBeInstanceOf(OperatorError)
  expect(collector.isClosed()).toBe(false)
  await collector.close()
})
