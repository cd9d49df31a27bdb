/** A station that is killed in the middle of sending: what it said was noted is collected once, and as it was. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { natsIsMissing, natsReason, startNats } from '../../../cli/nats/test-nats.ts'
import { keepConnected } from '../nats/keep-connected.ts'
import { natsLine } from '../nats/nats-line.ts'
import { nkeyOf } from '../nats/nkey.ts'
import { startNatsCollector } from '../nats/test-nats-collector.ts'
import type { CollectorLine } from './collector-line.ts'
import { allSent, startCollecting, type Collecting } from './test-collecting.ts'
import { differences } from './test-same-records.ts'
import { startNetwork } from './test-network.ts'

test('each record is there once after kills in the middle of uploads, also where answers were lost', async () => {
  await using collecting = await startCollecting()
  const first = await collecting.station('gate-7', 16_000)
  await first.journal.close()
  await using collector = await collecting.start()
  await using network = await startNetwork(collector.url)
  let turn = 0
  network.weather = () => (turn++ % 3 === 1 ? 'unanswered' : 'fair')
  const said: string[] = []
  for (const ms of [150, 400]) said.push(...(await livedUntil(collecting, network.url, ms)))
  expect(said.length).toBeGreaterThan(20)
  await expectOnce(collecting, said, network.url)
})

test('NATS: each record is there once after a kill in the middle of requests, also where some came twice', async (ctx) => {
  ctx.skip(natsIsMissing, natsReason)
  await using collecting = await startCollecting()
  const first = await collecting.station('gate-7', 16_000)
  await first.journal.close()
  await using collector = await collecting.start()
  const nkey = nkeyOf(first.key.publicKey) ?? ''
  const users = `{ nkey: ${nkey} }, { user: collector, password: c }`
  await using nats = await startNats({ config: `authorization { users: [ ${users} ] }` })
  const login = { servers: nats.url, user: 'collector', pass: 'c' }
  await using taking = await startNatsCollector(login, collector.url)
  taking.weather = () => (taking.requests() % 3 === 1 ? 'doubled' : 'fair')
  const said = await livedUntil(collecting, nats.url, 300)
  const at = { servers: [nats.url], as: 'key' } as const
  const kept = keepConnected({ at, station: 'gate-7', key: first.key, log: () => undefined })
  await expectOnce(collecting, said, natsLine(kept, 'gate-7'))
  await kept.close()
})

/** A station that notes and sends, and is killed so many milliseconds after its first records; what it said was noted. */
async function livedUntil(collecting: Collecting, to: string, ms: number) {
  const script = join(import.meta.dirname, 'test-killed-station.ts')
  const args = [join(collecting.folder, 'gate-7'), 'gate-7', to, collecting.collectorKeyFile]
  const child = spawn(process.execPath, ['--conditions=source', script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part))
  // A machine that is busy takes its time: the kill waits for records, and not they for it.
  while (text.split('\n').length <= 15) await once(child.stdout, 'data')
  setTimeout(() => child.kill('SIGKILL'), ms)
  await once(child, 'close')
  return text.split('\n').slice(0, -1)
}

/** Sends the rest; each record that was said to be noted is at the collector once, and as it was. */
async function expectOnce(
  collecting: Collecting,
  said: readonly string[],
  to: string | CollectorLine,
): Promise<void> {
  const station = await collecting.station('gate-7', 16_000)
  await station.journal.note({ event: 'forced' })
  const uploader = station.upload(to)
  await allSent(station)
  await uploader.close()
  const collected = new Map(station.source.segments().map((one) => [one.segment, one.collectedSeq]))
  const lost = said.filter((line) => {
    const [segment = '', seq] = line.split(' ')
    return (collected.get(segment) ?? 0) < Number(seq)
  })
  expect(lost).toEqual([])
  expect(await differences(collecting.db, station)).toEqual([])
  expect((await collecting.verify()).filter(({ isSound }) => !isSound)).toEqual([])
}
