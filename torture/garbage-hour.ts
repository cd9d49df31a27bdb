/** The trial of garbage on every line of a lane: a minute of it at a time, and after each a code that must be decided at once. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { randomOf, type Attempt, type Trial } from '../house/endurance.ts'
import { openRig, type Life, type Rig } from '../kiosk/rig/open-rig.ts'
import { simulateSdtReader } from '../kiosk/station/devices/card-reader/simulated-sdt.ts'
import {
  simulateScanner,
  type SimulatedScanner,
} from '../kiosk/station/devices/scanner/simulated-scanner.ts'

const seed = 14
/** What a line carries in a second: the scanner, the gate's board and the printer at 9,600 baud, the reader at 115,200. */
const bytesInSecond = { scanner: 960, gate: 960, printer: 960, reader: 11_520 }
const piece = 512
/** After the scanner's silence a text begins anew; the gate is looked for by its driver for longer. */
const quietMs = 700
const decidedWithinMs = 10_000
/** What the process may grow by from the first quarter to the end. */
const mostGrowth = 64 * 1024

interface Place {
  readonly rig: Rig
  readonly life: Life
  readonly scanner: SimulatedScanner
}

/** The trial; a sample has fewer minutes of fewer seconds. */
export const garbageHour = (minutes = 60, seconds = 60): Trial => {
  let place: Promise<Place> | undefined
  const sizes: number[] = []
  return {
    name: 'garbage',
    about:
      'random bytes on every line of a running station at once, scanner, card reader, gate board and printer, as many as the lines carry in an hour, pressed together: it stays up, opens nothing, grows no more, and a code afterwards is decided and opens the gate',
    seed,
    count: minutes,
    programs: ['torture/garbage-hour.ts', 'kiosk/rig/station-process.ts'],
    isOneLife: true,
    async attempt(step, drawn = seed) {
      place ??= newPlace(minutes)
      const attempt = await oneMinute(await place, step, seconds, drawn)
      sizes.push(await residentKilobytes((await place).life.pid))
      const grown = (sizes.at(-1) ?? 0) - (sizes[Math.floor(minutes / 4)] ?? Infinity)
      const isTooMuch = grown > mostGrowth
      return {
        lost: [...attempt.lost, ...(isTooMuch ? [`${String(grown)} kB grown`] : [])],
        tally: {
          ...attempt.tally,
          ...(step === Math.floor(minutes / 4) && { early: sizes.at(-1) ?? 0 }),
          ...(step === minutes - 1 && { late: sizes.at(-1) ?? 0 }),
        },
      }
    },
    report: ({ bytes = 0, early = 0, late = 0 }) => [
      `${bytes.toLocaleString('en-GB')} bytes of garbage; resident ${early.toLocaleString('en-GB')} kB after a quarter, ${late.toLocaleString('en-GB')} kB at the end.`,
    ],
    async close() {
      if (place === undefined) return
      const { rig } = await place
      await rig.close()
    },
  }
}

async function newPlace(crowd: number): Promise<Place> {
  const inputs = ['scanner', 'reader', 'printer'] as const
  const rig = await openRig({ crowd, board: 'modbus', inputs, pulseMs: 100, gapMs: 10 })
  const scanner = simulateScanner(rig.line('scanner'))
  simulateSdtReader(rig.line('reader'))
  const life = await rig.start(join(rig.folder, 'journal'))
  return { rig, life, scanner }
}

async function oneMinute(
  place: Place,
  step: number,
  seconds: number,
  drawn: number,
): Promise<Attempt> {
  const { rig } = place
  const random = randomOf(drawn, step)
  let opened = 0
  const unwatch = rig.relays.watch((_channel, on) => {
    if (on) opened++
  })
  const lines = {
    scanner: rig.line('scanner'),
    reader: rig.line('reader'),
    printer: rig.line('printer'),
    gate: rig.gateLine,
  }
  const names = Object.keys(lines) as (keyof typeof lines)[]
  let bytes = 0
  await Promise.all(
    names.map(async (name) => {
      for (let left = bytesInSecond[name] * seconds; left > 0; left -= piece) {
        const garbage = Uint8Array.from({ length: Math.min(piece, left) }, () => random() * 256)
        await lines[name].write(garbage)
        bytes += garbage.length
      }
    }),
  )
  const openedByGarbage = opened
  await wait(quietMs)
  const isDecided = await isLetThrough(place, rig.demo.crowd[step]?.text ?? '', () => opened > 0)
  unwatch()
  return {
    lost: [
      ...(openedByGarbage > 0 ? ['garbage opened the gate'] : []),
      ...(isDecided ? [] : ['a code after the garbage opened nothing']),
    ],
    tally: { bytes },
  }
}

/** Shows a code again and again, as a person does, until the gate opens or it takes too long. */
async function isLetThrough({ scanner }: Place, text: string, isOpen: () => boolean) {
  for (const untilMs = performance.now() + decidedWithinMs; performance.now() < untilMs;) {
    await scanner.see(text)
    for (let look = 0; look < 350; look++) {
      if (isOpen()) return true
      await wait(10)
    }
  }
  return false
}

/** What the system says that a process holds in memory. */
async function residentKilobytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN)
}
