/** A station that is killed in the middle of sending: what it said was noted is collected once, and as it was. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allSent, startCollecting } from './test-collecting.ts'
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
  for (const ms of [150, 400]) {
    const script = join(import.meta.dirname, 'test-killed-station.ts')
    const args = [first.folder, 'gate-7', network.url, collecting.collectorKeyFile]
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
    said.push(...text.split('\n').slice(0, -1))
  }
  const station = await collecting.station('gate-7', 16_000)
  await station.journal.note({ event: 'forced' })
  const uploader = station.upload(network.url)
  await allSent(station)
  await uploader.close()
  expect(said.length).toBeGreaterThan(20)
  const collected = new Map(station.source.segments().map((one) => [one.segment, one.collectedSeq]))
  const lost = said.filter((line) => {
    const [segment = '', seq] = line.split(' ')
    return (collected.get(segment) ?? 0) < Number(seq)
  })
  expect(lost).toEqual([])
  expect(await differences(collecting.db, station)).toEqual([])
  expect((await collecting.verify()).filter(({ isSound }) => !isSound)).toEqual([])
})
