/** A process that a test kills: a station that notes one thing after another and sends it all the while. */
import { readFileSync } from 'node:fs'
import { openJournal } from '../journal/open-journal.ts'
import { openStationKey } from '../journal/station-key.ts'
import { keepConnected } from '../nats/keep-connected.ts'
import { natsLine } from '../nats/nats-line.ts'
import { publicKeyOf } from './compact-jws.ts'
import { httpLine } from './http-line.ts'
import { startUploader } from './start-uploader.ts'

const [folder = '', station = '', to = '', keyFile = ''] = process.argv.slice(2)
const key = await openStationKey(folder)
const { signer } = key
const log = () => undefined
const options = { folder, station, log, signer, segmentBytes: 16_000 }
const { journal, source } = await openJournal(options, new Date())
const jwk = JSON.parse(readFileSync(keyFile, 'utf8')) as Record<string, unknown>
const at = { servers: [to], as: 'key' } as const
const line = to.startsWith('nats:')
  ? natsLine(keepConnected({ at, station, key, log }), station)
  : httpLine(to)
startUploader({
  ...{ line, collectorKey: publicKeyOf(jwk), station, signer, journal: source, log },
  now: () => new Date(),
  onFault: (error) => {
    throw error
  },
  times: { lookMs: 5, pace: 0.002, mostBytes: 4_000 },
})
for (;;) {
  const { segment, seq } = await journal.note({ event: 'forced' })
  process.stdout.write(`${segment} ${String(seq)}\n`)
}
