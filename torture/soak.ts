/** The trial of a long shift: as many codes as come in eight hours, sixteen a second, at one station that must not grow. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { randomOf, type Trial } from '../house/endurance.ts'
import { openRig, type Life, type Rig } from '../kiosk/rig/open-rig.ts'
import { readJournal } from '../kiosk/rig/read-journal.ts'
import {
  simulateScanner,
  type SimulatedScanner,
} from '../kiosk/station/devices/scanner/simulated-scanner.ts'

const seed = 16
/** Of 30 a minute, eight hours have so many; fifteen steps of a minute each show them. */
const perStep = 960
const everyMs = 60_000 / perStep
/** Kilobytes and handles from the first fifth to the end: more is a leak. */
const mostGrowth = 32 * 1024
const mostHandles = 8

interface Place {
  readonly rig: Rig
  readonly life: Life
  readonly scanner: SimulatedScanner
  readonly journal: string
  answered: number
}

/** The trial; a sample has fewer steps. */
export const soak = (count = 15): Trial => {
  let place: Promise<Place> | undefined
  let early: { readonly kilobytes: number; readonly handles: number } | undefined
  return {
    name: 'soak',
    about:
      'the codes of eight hours at one station, sixteen a second: each is answered and has its receipt, memory and file handles stay, the chain holds',
    seed,
    count,
    each: perStep,
    programs: ['torture/soak.ts', 'kiosk/rig/station-process.ts'],
    isOneLife: true,
    async attempt(step, drawn = seed) {
      place ??= newPlace()
      const here = await place
      const before = here.answered
      await showAll(here, randomOf(drawn, step))
      const answered = here.answered - before
      const size = await sizeOf(here.life.pid)
      if (step === Math.floor(count / 5)) early = size
      const lost = answered === perStep ? [] : [`${String(answered)} were answered`]
      if (early !== undefined && size.kilobytes - early.kilobytes > mostGrowth)
        lost.push(`${String(size.kilobytes - early.kilobytes)} kB grown`)
      if (early !== undefined && size.handles - early.handles > mostHandles)
        lost.push(`${String(size.handles - early.handles)} handles more`)
      if (step < count - 1)
        return { lost, tally: step === Math.floor(count / 5) ? named('early', size) : {} }
      await here.life.end()
      const { faults, receipts } = await readJournal(here.rig, here.journal)
      if (receipts !== here.answered) lost.push(`${String(receipts)} receipts`)
      return { lost: [...lost, ...faults], tally: { receipts, ...named('late', size) } }
    },
    report: ({
      receipts = 0,
      earlyKilobytes = 0,
      lateKilobytes = 0,
      earlyHandles = 0,
      lateHandles = 0,
    }) => [
      `Receipts: ${receipts.toLocaleString('en-GB')}; resident ${earlyKilobytes.toLocaleString('en-GB')} kB after a fifth, ${lateKilobytes.toLocaleString('en-GB')} kB at the end; file handles ${String(earlyHandles)} and ${String(lateHandles)}.`,
    ],
    async close() {
      if (place !== undefined) await (await place).rig.close()
    },
  }
}

async function newPlace(): Promise<Place> {
  const gate = { pulseMs: 20, gapMs: 5 }
  const rig = await openRig({ crowd: perStep, board: 'lcus', inputs: ['scanner'], ...gate })
  const journal = join(rig.folder, 'journal')
  const scanner = simulateScanner(rig.line('scanner'))
  const place = { rig, scanner, journal, life: await rig.start(journal), answered: 0 }
  place.life.listen((told) => {
    if (told.told === 'shown') place.answered++
  })
  return place
}

/** Everybody shows a code, in another order each time: passes at first, and what was used before later. */
async function showAll(place: Place, random: () => number): Promise<void> {
  const from = Math.floor(random() * perStep)
  const due = place.answered + perStep
  let shown = place.answered
  for (let person = 0; person < perStep; person++) {
    const startMs = performance.now()
    // A station lets eight wait.
    while (shown - place.answered > 4) await wait(2)
    shown++
    await place.scanner.see(place.rig.demo.crowd[(person + from) % perStep]?.text ?? '')
    await wait(Math.max(0, startMs + everyMs - performance.now()))
  }
  for (const untilMs = performance.now() + 10_000; place.answered < due;) {
    if (performance.now() > untilMs) return
    await wait(10)
  }
}

/** What the system says that a process holds. */
async function sizeOf(pid: number) {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8')
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN)
  return { kilobytes, handles: (await readdir(`/proc/${String(pid)}/fd`)).length }
}

const named = (
  when: 'early' | 'late',
  { kilobytes, handles }: Awaited<ReturnType<typeof sizeOf>>,
) => ({ [`${when}Kilobytes`]: kilobytes, [`${when}Handles`]: handles })
