/** Pushing what was published: what stations hear, and that publishing never fails by it. */
import { connect } from '@nats-io/transport-node'
import { acceptBundle } from 'greengate'
import { encodeBundle, generateKey, publicJwk } from 'greengate/issue'
import { expect, test } from 'vitest'
import { writeKeyFile } from '../keys/key-file.ts'
import { nkeyOf } from '../nats/nkey.ts'
import { natsIsMissing, natsReason, startNats } from '../nats/test-nats.ts'
import { greengate } from '../test-process.ts'
import { pushOf } from './push.ts'
import {
  after,
  beginPublishing,
  founded,
  hour,
  ruleSet,
  testAuthority,
  text,
} from './test-authority.ts'

/** As an operator's configuration has them. */
const usersOf = (publisher: string, stranger: string) => `authorization { users: [
  { nkey: ${publisher}, permissions: { publish: "greengate.update", subscribe: "_INBOX.>" } }
  { nkey: ${stranger}, permissions: { publish: "elsewhere", subscribe: "_INBOX.>" } }
  { user: station, password: g, permissions: { publish: "x", subscribe: "greengate.update" } } ] }`

test('NATS: what is published is heard as a delta that its forerunner takes, and a new timestamp too', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  await using authority = await testAuthority()
  await beginPublishing(authority)
  const nkeys: string[] = []
  for (const who of ['publisher', 'stranger']) {
    const jwk = await generateKey('Ed25519')
    await writeKeyFile(authority.at(`${who}.jwk`), jwk)
    nkeys.push(nkeyOf(publicJwk(jwk)) ?? '')
  }
  await using nats = await startNats({ config: usersOf(nkeys[0] ?? '', nkeys[1] ?? '') })
  const station = await connect({ servers: nats.url, user: 'station', pass: 'g' })
  const heard: Uint8Array[] = []
  station.subscribe('greengate.update', { callback: (_, { data }) => void heard.push(data) })
  await station.flush()
  const server = nats.servers[0]
  let held = await authority.client(founded)
  const run = async (act: string, ms: number, who: string) => {
    const by = ['--nats', nats.url, '--nats-nkey', authority.at(`${who}.jwk`)]
    const where = ['--authority', authority.at('.'), '--now', text(ms)]
    const { code, stdout, stderr } = await greengate(['bundle', act, ...where, ...by, '--json'])
    return { code, stderr, pushed: (JSON.parse(stdout) as { pushed?: unknown }).pushed }
  }

  await authority.add(ruleSet(1, 0))
  await authority.sign(founded, ['rules-1', 'rules-2'], 'rules/cn-3301/1')
  const published = await run('publish', hour, 'publisher')
  await expect.poll(() => heard.length).toBe(1)
  expect(published).toEqual({
    ...{ code: 0, stderr: '' },
    pushed: { what: 'delta', bytes: heard[0]?.length },
  })
  held = await acceptBundle(held, heard[0] ?? new Uint8Array(), after(hour))
  expect(held.ruleSets.get('cn-3301')?.length).toBe(1)

  expect((await run('refresh', 2 * hour, 'publisher')).code).toBe(0)
  await expect.poll(() => heard.length).toBe(2)
  const [, timestamp] = heard
  expect(timestamp?.length).toBeLessThan(4_000)
  held = await acceptBundle(held, timestamp ?? new Uint8Array(), after(2 * hour))
  expect(held.timestamp?.signedAt).toBe(after(2 * hour).getTime() / 1000)

  // Whoever may not push, and a server that is away: published all the same, and said without a secret.
  const denied = await run('refresh', 3 * hour, 'stranger')
  await station.close()
  await server?.kill()
  const away = await run('refresh', 4 * hour, 'publisher')
  for (const { code, stderr, pushed } of [denied, away]) {
    expect([code, pushed]).toEqual([
      0,
      { failed: expect.stringMatching(/^not pushed: NATS/) as string },
    ])
    expect(stderr).toMatch(/^greengate: not pushed: .*published all the same.*\n$/)
    expect(stderr).not.toContain('.jwk')
  }
  expect(denied.stderr).toContain('permissions')
  expect((await authority.client(after(4 * hour))).timestamp?.signedAt).toBe(
    after(4 * hour).getTime() / 1000,
  )
  expect(heard).toHaveLength(2)
})

test('what no message holds, and a first publication, is a hint', () => {
  const document = (name: string, length: number) => ({
    ...{ name, payload: new Uint8Array(length), signatures: new Uint8Array(9) },
  })
  const small = encodeBundle([document('timestamp', 9), document('snapshot', 9)])
  const large = encodeBundle([document('timestamp', 9), document('rules/x/1', 600_000)])
  expect(pushOf(undefined, small)).toHaveLength(0)
  expect(pushOf(small, large)).toHaveLength(0)
  // What is held already does not make it large.
  expect(pushOf(large, large).length).toBeLessThan(200)
})
