/** The process that is killed: writes receipts, one numbered after the other, and says each when it is durable. */
import { writeSync } from 'node:fs'
import { verify } from 'greengate'
import { canonicalJson, generateSealingKey } from 'greengate/issue'
import { openJournal } from '../kiosk/station/journal/journal.ts'

const [folder = '', from = '0'] = process.argv.slice(2)
const now = new Date('2020-03-01T12:00:00Z')
const recipient = await generateSealingKey()
// Small segments, and secrets that are due at once: whatever the journal does comes often.
const { journal } = await openJournal(
  {
    ...{ folder, station: 'gate-7', lane: '1', software: 'killed', segmentBytes: 20_000 },
    ...{ seal: { recipient, days: 0 }, now: () => now, log: () => undefined },
  },
  now,
)
const decision = await verify('no code', { bundle: undefined, now, context: {} })
const plaintext = { format: 'greengate-sealed-1', texts: ['no code'] }
const secret = new TextEncoder().encode(canonicalJson(plaintext))
const who = { station: 'gate-7', lane: '1', subject: null }
for (let number = Number(from); ; number++) {
  const appeal = String(number).padStart(10, '0')
  await journal.append(decision, { ...who, appeal, ...(number % 3 === 0 && { secret }) })
  writeSync(1, `${String(number)}\n`)
  if (number % 7 === 0) await journal.tend(now)
}
