/** The trial of full disks: a journal on a disk of its own that fills up, is shut, keeps what it has, and goes on when there is room. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { verify, verifyJournal } from 'greengate'
import { randomOf, type Attempt, type Trial } from '../house/endurance.ts'
import { openJournal } from '../kiosk/station/journal/journal.ts'

const seed = 12
const run = promisify(execFile)
const now = new Date('2020-03-01T12:00:00Z')

/** The trial; without the right to mount a disk it is skipped, and says so. */
export const fullDisks: Trial = {
  name: 'full disk',
  about:
    'a journal on a disk of half a megabyte, which fills up: told in time or struck in the middle of a write, it takes nothing more, has lost nothing, and goes on when there is room',
  seed,
  count: 20,
  programs: ['torture/full-disks.ts'],
  async attempt(step, drawn = seed) {
    const folder = await mkdtemp(join(tmpdir(), 'greengate-full-'))
    try {
      await run('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder])
    } catch {
      await rm(folder, { recursive: true })
      return { lost: [], tally: { skipped: 1 } }
    }
    try {
      return await fill(folder, step % 2 === 0, randomOf(drawn, step))
    } finally {
      await run('umount', [folder])
      await rm(folder, { recursive: true })
    }
  },
  report: (tally) => [
    `Told in time: ${tally['told'] ?? 0}; struck in the middle of a write: ${tally['struck'] ?? 0}; skipped for want of the right to mount: ${tally['skipped'] ?? 0}.`,
  ],
}

async function fill(folder: string, isTold: boolean, random: () => number): Promise<Attempt> {
  const ballast = join(folder, 'ballast')
  await writeFile(ballast, new Uint8Array(150_000 + Math.floor(random() * 50_000)))
  // Who is not told believes that there is always room.
  const blind = isTold ? {} : { freeBytes: () => Promise.resolve(1e12) }
  const place = { folder, station: 'gate-7', lane: '1', software: 'full', segmentBytes: 16_384 }
  const { journal } = await openJournal(
    { ...place, ...blind, now: () => now, log: () => undefined },
    now,
  )
  const decision = await verify('no code', { bundle: undefined, now, context: {} })
  const details = { station: 'gate-7', lane: '1', subject: null, appeal: null }
  const append = async () => {
    try {
      await journal.append(decision, details)
      return true
    } catch (error) {
      if ((error as { code?: string }).code !== 'ERR_STATION_JOURNAL') throw error
      return false
    }
  }
  const lost: string[] = []
  let said = 0
  let isFull = false
  while (!isFull) {
    if (await append()) said++
    else isFull = true
    if (isTold) await journal.tend(now)
  }
  if (isTold !== (journal.storage().level === 'full')) lost.push('its level is not what it is')
  if (await append()) lost.push('took a receipt after one that failed')
  await rm(ballast)
  await journal.renew()
  for (let n = 0; n < 5; n++) if (await append()) said++
  await journal.close()
  const names = (await readdir(folder)).filter((name) => name.endsWith('.receipts')).sort()
  const files = names.map(async (name) => ({
    id: name.replace('.receipts', ''),
    bytes: new Uint8Array(await readFile(join(folder, name))),
  }))
  const key = await readFile(join(folder, 'station-signing.public.jwk'), 'utf8')
  const keys = [JSON.parse(key) as { kty: 'OKP'; crv: 'Ed25519'; x: string }]
  const { segments, faults } = await verifyJournal(await Promise.all(files), { keys })
  lost.push(...faults.map(({ segment, fault }) => `${segment}: ${fault}`))
  const found = segments.reduce((sum, { receipts }) => sum + receipts, 0)
  if (found !== said) lost.push(`${String(said)} were said, ${String(found)} are there`)
  return { lost, tally: { [isTold ? 'told' : 'struck']: 1 } }
}
