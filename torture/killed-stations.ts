/** The trial of killed stations: whatever a lane was doing when it died, no receipt that it answered with is lost or there twice, and the gate shuts. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { presentationIds } from 'greengate'
import { randomOf, type Attempt, type Trial } from '../house/endurance.ts'
import { openRig, type Rig } from '../kiosk/rig/open-rig.ts'
import { readJournal } from '../kiosk/rig/read-journal.ts'
import { openDayKeys } from '../kiosk/station/day-keys.ts'
import {
  simulateScanner,
  type SimulatedScanner,
} from '../kiosk/station/devices/scanner/simulated-scanner.ts'
import { replayLimits } from '../kiosk/station/replay/replay-store.ts'

const seed = 13
/** Lives that share a journal. */
const lives = 10
/** Of as many codes as a life has on average, at most so many before it is killed: all lives together have no fewer than were asked. */
const longestLife = 2.2
/** Codes that are under way at once: a station lets eight wait. */
const mostUnderWay = 3
/** What a gate may stand open after its station died: the guard's turn, or the pulse that the board times. */
const shutWithinMs = 3_000
/** A station that answers nothing for so long would keep people waiting for good. */
const answersWithinMs = 60_000

interface Place {
  readonly rig: Rig
  readonly scanner: SimulatedScanner
  journal: string
  life: number
  /** The next of the crowd to show a code. */
  next: number
  /** Places in the crowd of those who were answered, and of all who showed a code, in this journal. */
  answered: number[]
  shown: number[]
  /** Under which names the receipts of this journal have them. */
  names: Map<number, string>
  receipts: number
}

/** The trial; with an odd step's seed the board times its pulses itself. */
export const killedStations = (kills = 200, perLife = 100): Trial => {
  const places = new Map<'lcus' | 'modbus', Promise<Place>>()
  return {
    name: 'station',
    about:
      'a station that reads codes from its scanner at full rate and opens its gate, killed at a random instant, one half of it with a board that times pulses and one half with a guard: every answered code has one receipt, no code has two, the chain and its signatures hold, and the gate shuts',
    seed,
    count: kills,
    each: perLife,
    // The two boards side by side: each life is of one of them.
    width: 2,
    programs: ['torture/killed-stations.ts', 'kiosk/rig/station-process.ts'],
    async attempt(step, drawn = seed) {
      const board = step % 2 === 0 ? 'lcus' : 'modbus'
      // As many as one half of the lives can show, and those that are under way when they end.
      const crowd = Math.ceil(kills / 2) * (Math.ceil(perLife * longestLife) + mostUnderWay)
      const place = places.get(board) ?? newPlace(board, crowd)
      places.set(board, place)
      return oneLife(await place, randomOf(drawn, step), perLife)
    },
    shortOf: ({ answered = 0, unanswered = 0 }) =>
      answered + unanswered < kills * perLife
        ? [`only ${String(answered + unanswered)} codes have a receipt`]
        : [],
    report: (tally) => [
      `Codes that were answered: ${tally['answered'] ?? 0}; written by the kill and not answered: ${tally['unanswered'] ?? 0}; gates that stood open at the kill: ${tally['open'] ?? 0}, all shut within ${shutWithinMs} ms.`,
    ],
    async close() {
      for (const place of places.values()) await (await place).rig.close()
    },
  }
}

async function newPlace(board: 'lcus' | 'modbus', crowd: number): Promise<Place> {
  const rig = await openRig({ crowd, board, inputs: ['scanner'], pulseMs: 40, gapMs: 5 })
  const scanner = simulateScanner(rig.line('scanner'))
  return {
    ...{ rig, scanner, journal: '', life: lives, next: 0, receipts: 0 },
    answered: [],
    shown: [],
    names: new Map(),
  }
}

async function oneLife(place: Place, random: () => number, perLife: number): Promise<Attempt> {
  if (place.life === lives) {
    if (place.journal !== '') await rm(place.journal, { recursive: true })
    place.journal = join(place.rig.folder, `journal-${String(place.next)}`)
    place.life = 0
    place.answered = []
    place.shown = []
    place.names = new Map()
    place.receipts = 0
  }
  place.life++
  const before = place.answered.length
  const codes = 1 + Math.floor(random() * longestLife * perLife)
  const { other, isSilent } = await showUntilKilled(place, codes, random() * 20)
  const isOpen = place.rig.relays.on().length > 0
  const shut = await shuts(place.rig)
  await place.rig.drain()
  const { subjects, receipts, faults } = await readJournal(place.rig, place.journal)
  const subjectOf = await namer(place)
  const lost = place.answered.filter((person) => subjects.get(subjectOf(person)) !== 1)
  const twice = [...subjects.values()].filter((count) => count > 1)
  const known = new Set(place.shown.map(subjectOf))
  const foreign = [...subjects.keys()].filter((subject) => !known.has(subject))
  const answered = place.answered.length - before
  const unanswered = receipts - place.receipts - answered
  place.receipts = receipts
  return {
    lost: [
      ...faults,
      ...lost.map(() => 'a code that was answered has not one receipt'),
      ...twice.map((count) => `a code has ${String(count)} receipts`),
      ...foreign.map(() => 'a receipt is of no code that was shown'),
      ...(other > 0 ? [`${String(other)} who may pass did not`] : []),
      ...(isSilent ? ['codes were not answered'] : []),
      ...(shut ? [] : ['the gate stands open']),
    ],
    tally: { answered, unanswered, open: isOpen ? 1 : 0 },
  }
}

/** Kills it so many codes and milliseconds after it began; says how many came to anything but a pass, and whether it fell silent. */
async function showUntilKilled(place: Place, codes: number, ms: number) {
  const { rig, scanner, journal } = place
  const station = await rig.start(journal)
  const mine: number[] = []
  let [answers, other, isDead, isSilent] = [0, 0, false, false]
  let go = () => {}
  station.listen((told) => {
    if (told.told !== 'shown') return
    if (told.outcome !== 'pass') other++
    const person = mine[answers]
    answers++
    if (person !== undefined) place.answered.push(person)
    go()
  })
  const killed = (async () => {
    while (answers < codes && !isSilent) {
      const answer = new Promise<boolean>((resolve) => {
        go = () => {
          resolve(false)
        }
      })
      isSilent = await Promise.race([answer, wait(answersWithinMs, true, { ref: false })])
    }
    await wait(ms)
    isDead = true
    await station.kill()
  })()
  while (!isDead) {
    if (mine.length - answers >= mostUnderWay) {
      await wait(1)
      continue
    }
    const person = place.next++
    mine.push(person)
    place.shown.push(person)
    await scanner.see(rig.demo.crowd[person]?.text ?? '')
  }
  await killed
  return { other, isSilent }
}

async function shuts({ relays }: Rig): Promise<boolean> {
  for (const untilMs = performance.now() + shutWithinMs; performance.now() < untilMs;) {
    if (relays.on().length === 0) return true
    await wait(10)
  }
  return false
}

/** Under which name the receipts have whoever showed a code, by the key of the day that the station made. */
async function namer({ rig, journal, shown, names }: Place): Promise<(person: number) => string> {
  const keys = openDayKeys(join(journal, 'keys'), replayLimits.windowMs)
  for (const person of shown) {
    if (names.has(person)) continue
    const [id] = await presentationIds([rig.demo.crowd[person]?.text ?? ''])
    names.set(person, (await keys.names(id?.code ?? '', new Date())).names[0] ?? '')
  }
  return (person) => names.get(person) ?? ''
}
