/** A real station with its drivers on pseudo-terminals: people come at twice the rate that is asked for, and nobody may wait for the one before. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openRig, type Life, type Rig } from '../../kiosk/rig/open-rig.ts'
import { pacedLine } from '../../kiosk/rig/paced-line.ts'
import { simulateSdtReader } from '../../kiosk/station/devices/card-reader/simulated-sdt.ts'
import { noCable } from '../../kiosk/station/devices/line/test-pty.ts'
import { simulateScanner } from '../../kiosk/station/devices/scanner/simulated-scanner.ts'
import { figure, targetCell, type Measured } from '../measured.ts'
import { delaysCell, delaysOf } from './delays.ts'
import { openDiskFloor, type DiskFloor } from './disk-floor.ts'

/** What is shown at the lane. */
export type Shown = 'code' | 'card'

/** People a minute that a lane must stand, and how many times as fast they come here. */
const rate = 30
const haste = { code: 2, card: 1.5 }
const ownAtMost = 20
/** When this one is through, and the next is not there yet: the disk's floor is taken then. */
const halfwayMs = 150
/** A gate's pulse, and the pause before the next: with them no person takes longer than the next one's arrival. */
const gate = { pulseMs: 500, gapMs: 200 }
/** What a reader takes for each answer beside the wire. */
const readerMs = 40

/** Whether there are pseudo-terminals to lay cables with. */
export const hasCables = (): boolean => noCable === undefined

interface Arrival {
  /** The last byte of what was shown leaves the device. */
  lastByteMs: number
  /** The first byte reaches the relay. */
  relayMs: number
}

/** Shows so many people's codes or cards. */
export const measureLane = async (
  name: string,
  shown: Shown,
  minutes: number,
): Promise<Measured> => {
  const people = minutes * rate
  const input = shown === 'code' ? 'scanner' : 'reader'
  // One more, before whom everything is cold.
  const rig = await openRig({ crowd: people + 1, board: 'lcus', inputs: [input], ...gate })
  try {
    const journal = join(rig.folder, 'journal')
    await mkdir(journal)
    const floor = await openDiskFloor(rig.folder)
    const lane = attend(rig, shown)
    const life = await rig.start(journal)
    const { arrivals, queue, wrong, tookMs } = await lane(life, floor, people + 1)
    const own = life.next('own')
    life.ask({ ask: 'own' })
    const { ms, cpuMs } = await own
    const [cold = Number.NaN, ...ownMs] = ms
    await life.end()
    await floor.close()
    if (wrong > 0) throw new Error(`${String(wrong)} people who may pass did not`)
    if (ownMs.length !== people) throw new Error('somebody passed whom nobody timed')
    const ours = delaysOf(ownMs)
    const cpu = delaysOf(cpuMs.slice(1))
    const wire = delaysOf(arrivals.slice(1).map(({ lastByteMs, relayMs }) => relayMs - lastByteMs))
    const perMinute = ((people + 1) * 60_000) / tookMs
    const isMissed = ours.p99 > ownAtMost || queue > 0 || perMinute < rate
    return {
      rows: [
        [
          name,
          String(people),
          perMinute.toFixed(1),
          String(queue),
          delaysCell(wire),
          delaysCell(ours),
          delaysCell(cpu),
          targetCell(String(ownAtMost), isMissed),
          delaysCell(delaysOf(floor.took.slice(1))),
          cold.toFixed(1),
        ],
      ],
      figures: {
        minutes: figure(minutes),
        perMinute: figure(perMinute),
        queue: figure(queue),
        own: figure(ours.p99),
        processor: figure(cpu.p99),
        relay: figure(wire.p99),
        disk: figure(delaysOf(floor.took.slice(1)).p99),
      },
      said: `own share p99 ${ours.p99.toFixed(1)} ms (processor ${cpu.p99.toFixed(1)}), at most ${String(ownAtMost)}; ${perMinute.toFixed(1)} a minute, queue ${String(queue)}  ${name}`,
      isMissed,
    }
  } finally {
    await rig.close()
  }
}

/** People before the lane: one after the other, each at their own instant, whatever became of the one before. */
const attend = (rig: Rig, shown: Shown) => {
  const arrivals: Arrival[] = []
  let through = 0
  rig.relays.watch((_channel, on) => {
    const first = arrivals[through]
    if (!on || first === undefined) return
    first.relayMs = performance.now()
    through++
  })
  const show = shower(rig, shown, () => {
    const here = arrivals.at(-1)
    if (here !== undefined) here.lastByteMs = performance.now()
  })
  return async (life: Life, floor: DiskFloor, people: number) => {
    let [wrong, queue] = [0, 0]
    life.listen((told) => {
      if (told.told === 'shown' && told.outcome !== 'pass') wrong++
    })
    const everyMs = 60_000 / rate / haste[shown]
    const startMs = performance.now()
    for (let person = 0; person < people; person++) {
      // A little early or late, as people are; the same ones every time.
      const dueMs = startMs + person * everyMs + ((person * 37) % 11) * 20 - 100
      await wait(Math.max(0, dueMs - performance.now()))
      // Whoever came before and is not through yet.
      queue = Math.max(queue, arrivals.length - through)
      // Nobody lays a card on another's.
      while (arrivals.length > through) await wait(5)
      arrivals.push({ lastByteMs: Number.NaN, relayMs: Number.NaN })
      await show(person)
      await wait(halfwayMs)
      await floor.append()
    }
    for (const untilMs = performance.now() + 5_000; through < people;) {
      if (performance.now() > untilMs) throw new Error('the gate did not open for everybody')
      await wait(5)
    }
    return { arrivals, queue, wrong, tookMs: performance.now() - startMs }
  }
}

/** Holds something before the device; `onLast` is called when its last byte leaves it. */
const shower = (rig: Rig, shown: Shown, onLast: () => void) => {
  const { crowd } = rig.demo
  if (shown === 'code') {
    const scanner = simulateScanner(pacedLine(rig.line('scanner'), { baud: 9_600, onLast }))
    return (person: number) => scanner.see(crowd[person]?.text ?? '')
  }
  const isCard = (bytes: Uint8Array) => bytes.length > 1_000
  const paced = pacedLine(rig.line('reader'), {
    baud: 115_200,
    onLast(bytes) {
      if (isCard(bytes)) onLast()
    },
  })
  const reader = simulateSdtReader(paced)
  reader.behave({ delayMs: readerMs })
  return (person: number) => {
    const { number = '', validFrom = '', validUntil = null } = crowd[person]?.card ?? {}
    const birthDate = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].join('-')
    const dates = { birthDate, validFrom, validUntil }
    reader.place({ layout: 'resident', name: '甲', number, ...dates })
    return Promise.resolve()
  }
}
