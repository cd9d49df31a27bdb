/** The trial of collecting: stations send through a network that fails, to a collector that is killed; each record arrives once. */
import { randomOf, type Trial } from '../house/endurance.ts'
import { killedCollector } from './killed-collector.ts'
import { allSent, startCollecting } from '../kiosk/station/upload/test-collecting.ts'
import { startNetwork, type Weather } from '../kiosk/station/upload/test-network.ts'
import { differences } from '../kiosk/station/upload/test-same-records.ts'

const seed = 8
const records = 1_000
const weathers: readonly Weather[] = [
  'fair',
  'fair',
  'fair',
  'fair',
  'lost',
  'unanswered',
  'half',
  'portal',
  'doubled',
  'mixed up',
  'overloaded',
]

const sendThrough = async (step: number, drawn = seed) => {
  const random = randomOf(drawn, step)
  await using collecting = await startCollecting()
  const station = await collecting.station(`gate-${step}`, 200_000)
  const collector = await killedCollector(collecting)
  await collector.start()
  await using network = await startNetwork(collector.url)
  network.weather = () => weathers[Math.floor(random() * weathers.length)] ?? 'fair'
  const times = { mostBytes: 4_000 + Math.floor(random() * 12_000), requestMs: 3_000 }
  let uploader = station.upload(network.url, times)
  let kills = 0
  for (let n = 0; n < records; n++) {
    await station.journal.note({ event: 'forced' })
    if (random() < 0.004) {
      kills += 1
      await collector.kill()
      await collector.start()
    }
    if (random() < 0.01) {
      await uploader.close()
      uploader = station.upload(network.url, times)
    }
  }
  const lost: string[] = []
  await allSent(station, 60_000).catch((error: unknown) => {
    lost.push(error instanceof Error ? error.message : 'a fault')
  })
  await uploader.close()
  await station.journal.close()
  await collector.kill()
  lost.push(...(await differences(collecting.db, station)))
  for (const { isSound, segment } of await collecting.verify()) {
    if (!isSound) lost.push(`${segment} does not verify`)
  }
  return { lost, tally: { kills, requests: network.requests() } }
}

export const collected: Trial = {
  name: 'collect',
  about:
    'stations of 1,000 records each over a network that loses, cuts, doubles and mixes up, to a collector that is killed: each record arrives once, as it was written, and every chain verifies',
  seed,
  count: 20,
  each: records,
  programs: ['torture/collected.ts', 'cli/collect/command.ts'],
  attempt: sendThrough,
  report: ({ kills = 0, requests = 0 }) => [
    `Requests: ${requests}; kills of the collector: ${kills}.`,
  ],
}
