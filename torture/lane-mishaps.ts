/** The trial of a lane's mishaps in mid-run: its disk fills up, its clock jumps by hours; nothing opens that must not, and it comes back. */
import { execFile } from 'node:child_process'
import { mkdir, statfs, writeFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { randomOf, type Attempt, type Trial } from '../house/endurance.ts'
import { openRig, type Life, type Rig } from '../kiosk/rig/open-rig.ts'
import { readJournal } from '../kiosk/rig/read-journal.ts'
import {
  simulateScanner,
  type SimulatedScanner,
} from '../kiosk/station/devices/scanner/simulated-scanner.ts'

const seed = 15
const run = promisify(execFile)
/** What a lane takes to notice, by its housekeeping of every five seconds. */
const noticedWithinMs = 15_000
const perPart = 8
const hours = 3_600

/** The trial; without the right to mount a disk its first half is skipped, and says so. */
export const laneMishaps = (count = 20): Trial => {
  let place: Promise<{ readonly rig: Rig; readonly scanner: SimulatedScanner }> | undefined
  return {
    name: 'mishaps',
    about:
      'a station that reads codes while its disk fills up, or its clock jumps by hours: with the disk full it is out of service and opens nothing, behind its time floor it lets nobody pass, and both times it comes back; the chain holds',
    seed,
    count,
    programs: ['torture/lane-mishaps.ts', 'kiosk/rig/station-process.ts'],
    async attempt(step, drawn = seed) {
      place ??= newPlace(count * perPart * 4)
      const { rig, scanner } = await place
      const folder = join(rig.folder, `journal-${String(step)}`)
      await mkdir(folder)
      return step % 2 === 0
        ? clockJumps(rig, scanner, folder, step, drawn)
        : diskFills(rig, scanner, folder, step)
    },
    report: (tally) => [
      `Clocks that jumped: ${tally['jumps'] ?? 0}; disks that filled up: ${tally['disks'] ?? 0}; skipped for want of the right to mount: ${tally['skipped'] ?? 0}.`,
    ],
    async close() {
      if (place !== undefined) await (await place).rig.close()
    },
  }
}

async function newPlace(crowd: number) {
  const rig = await openRig({
    ...{ crowd, board: 'lcus', inputs: ['scanner'] },
    ...{ pulseMs: 20, gapMs: 5 },
  })
  return { rig, scanner: simulateScanner(rig.line('scanner')) }
}

/** Shows the codes of so many; says what each came to, and null where nothing was answered in time. */
async function show(rig: Rig, scanner: SimulatedScanner, life: Life, from: number, ms = 5_000) {
  const outcomes: (string | null)[] = []
  for (let person = from; person < from + perPart; person++) {
    const shown = life.next('shown').then(
      ({ outcome }) => outcome,
      () => null,
    )
    await scanner.see(rig.demo.crowd[person]?.text ?? '')
    outcomes.push(await Promise.race([shown, wait(ms, null, { ref: false })]))
  }
  return outcomes
}

const count = (outcomes: readonly unknown[], wanted: unknown) =>
  outcomes.filter((outcome) => outcome === wanted).length

async function clockJumps(
  rig: Rig,
  scanner: SimulatedScanner,
  folder: string,
  step: number,
  drawn: number,
): Promise<Attempt> {
  const life = await rig.start(folder)
  const first = step * perPart * 4
  const jumpHours = 1 + Math.floor(randomOf(drawn, step)() * 20)
  const before = await show(rig, scanner, life, first)
  life.ask({ ask: 'clock', seconds: -jumpHours * hours })
  await wait(6_000)
  const behind = await show(rig, scanner, life, first + perPart)
  life.ask({ ask: 'clock', seconds: 2 * hours })
  await wait(6_000)
  const ahead = await show(rig, scanner, life, first + 2 * perPart)
  life.ask({ ask: 'clock', seconds: 0 })
  await wait(6_000)
  const after = await show(rig, scanner, life, first + 3 * perPart)
  await life.end()
  const { faults, receipts, events } = await readJournal(rig, folder)
  const jumped = events['clock-jumped'] ?? 0
  return {
    lost: [
      ...faults,
      ...(count([...before, ...after], 'pass') < 2 * perPart ? ['who may pass did not'] : []),
      ...(count(behind, 'pass') > 0 ? ['somebody passed behind the time floor'] : []),
      ...(count([...behind, ...ahead], null) > 0 ? ['a code was not answered'] : []),
      ...(receipts === 4 * perPart ? [] : [`${String(receipts)} receipts`]),
      ...(jumped === 3 ? [] : [`${String(jumped)} jumps were noted`]),
    ],
    tally: { jumps: 3 },
  }
}

async function diskFills(
  rig: Rig,
  scanner: SimulatedScanner,
  folder: string,
  step: number,
): Promise<Attempt> {
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder])
  } catch {
    return { lost: [], tally: { skipped: 1 } }
  }
  const life = await rig.start(folder)
  try {
    const first = step * perPart * 4
    const before = await show(rig, scanner, life, first)
    const ballast = join(folder, 'ballast')
    const closed = serviceIs(life, (service) => service !== 'open')
    const { bavail, bsize } = await statfs(folder)
    await writeFile(ballast, new Uint8Array(bavail * bsize))
    await closed
    let opened = 0
    const unwatch = rig.relays.watch((_channel, on) => {
      if (on) opened++
    })
    await wait(500)
    opened = 0
    const full = await show(rig, scanner, life, first + perPart, 200)
    const openedFull = opened
    unwatch()
    const back = serviceIs(life, (service) => service === 'open')
    await rm(ballast)
    await back
    const after = await show(rig, scanner, life, first + 2 * perPart)
    await life.end()
    const { faults, receipts } = await readJournal(rig, folder)
    const passed = count([...before, ...after], 'pass')
    return {
      lost: [
        ...faults,
        ...(passed === 2 * perPart ? [] : ['who may pass did not']),
        ...(count(full, null) === perPart ? [] : ['something was decided without a journal']),
        ...(openedFull > 0 ? ['the gate opened without a journal'] : []),
        ...(receipts === 2 * perPart ? [] : [`${String(receipts)} receipts`]),
      ],
      tally: { disks: 1 },
    }
  } finally {
    await life.kill()
    await run('umount', [folder])
  }
}

async function serviceIs(life: Life, isWanted: (service: string) => boolean): Promise<void> {
  await Promise.race([
    new Promise<void>((resolve) => {
      const unlisten = life.listen((told) => {
        if (told.told !== 'service' || !isWanted(told.service)) return
        unlisten()
        resolve()
      })
    }),
    wait(noticedWithinMs, undefined, { ref: false }).then(() => {
      throw new Error('the station did not notice')
    }),
  ])
}
