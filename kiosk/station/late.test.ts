/** A disk that takes its time: what is written too late opens nothing, and what is stuck is told. */
import { rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { StaffAct } from '../shared/staff-api.ts'
import { addOperator } from './operators/operators-file.ts'
import { testGate } from './lane/test-gate.ts'
import { testWorld, type TestStation, type TestWorld } from './test-station.ts'

let world: TestWorld
let operatorsFile: string
/** What happens before the next bytes are on the disk. */
let before: () => Promise<void> | void
beforeAll(async () => {
  world = await testWorld()
  operatorsFile = join(world.demo.folder, 'operators.json')
  await addOperator(operatorsFile, { id: 'li', pin: '135792', rights: ['passages', 'emergency'] })
})
beforeEach(() => {
  before = () => undefined
})
afterEach(() => world.tidy())
afterAll(async () => {
  await world.close()
  await rm(operatorsFile, { force: true })
})

const open = () =>
  world.open({
    staff: { operatorsFile, idleMs: 3_600_000 },
    keeping: {
      async write(file: FileHandle, bytes: Uint8Array) {
        await before()
        await file.appendFile(bytes)
        await file.datasync()
      },
    },
  })
const isSlow = (ms: number) => {
  before = () => {
    world.elapsedMs += ms
    before = () => undefined
  }
}
const opens = ({ gate }: TestStation) => gate.commands.filter((one) => one !== 'shut')
const present = ({ station }: TestStation) => station.present([world.codeOf('pass')])
const late = { code: 'out-of-service' }

describe('a receipt', () => {
  test('that took longer than the screen waits opens nothing, and its code may be shown again', async () => {
    const gate = await open()
    isSlow(3_001)
    await expect(present(gate)).rejects.toMatchObject(late)
    expect(opens(gate)).toEqual([])
    expect(await present(gate)).toMatchObject({ outcome: 'pass' })
    expect(opens(gate)).toEqual(['open 1'])
  })

  test('that is late in a group ends the group', async () => {
    const gate = await open()
    await gate.station.group(2)
    await present(gate)
    isSlow(3_001)
    const second = gate.station.present([world.codeOf('pass-child')])
    await expect(second).rejects.toMatchObject(late)
    expect(opens(gate)).toEqual([])
    expect(gate.heard.at(-1)).toEqual({ kind: 'group', group: null })
    expect(await present(gate)).toMatchObject({ outcome: 'pass' })
  })

  test('that never gets to the disk is told as long as it lasts', async () => {
    const gate = await open()
    let goOn = () => {}
    const disk = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const begun = new Promise<void>((resolve) => {
      before = () => {
        resolve()
        return disk
      }
    })
    const asked = present(gate)
    await begun
    world.elapsedMs += 10_001
    const tending = gate.station.tend()
    expect((await gate.station.status()).service).toBe('no-receipts')
    before = () => undefined
    goOn()
    await expect(asked).rejects.toMatchObject(late)
    await tending
    expect((await gate.station.status()).service).toBe('open')
    expect(opens(gate)).toEqual([])
  })
})

test('what came to a closed lane is not decided when it opens, however long it waited', async () => {
  const inMemory = testGate()
  let goOn = () => {}
  const begun = new Promise<void>((begin) => {
    inMemory.open = () => {
      begin()
      return new Promise((resolve) => {
        goOn = resolve
      })
    }
  })
  const staff = { operatorsFile, idleMs: 3_600_000 }
  const { station, scanner, heard, close, folder } = await world.open({ staff }, inMemory)
  const { session } = await station.signIn({ operator: 'li', pin: '135792' })
  const first = station.present([world.codeOf('pass')])
  await begun
  await station.staff({ session, act: { act: 'close-lane', on: true } })
  const second = station.present([world.codeOf('pass-child')])
  const refused = expect(second).rejects.toMatchObject(late)
  scanner.read(world.codeOf('stop-contact'))
  await station.staff({ session, act: { act: 'close-lane', on: false } })
  goOn()
  expect(await first).toMatchObject({ outcome: 'pass' })
  await refused
  await close()
  expect(heard.filter(({ kind }) => kind === 'shown')).toEqual([])
  expect(await world.receipts(folder)).toHaveLength(1)
})

test.each<StaffAct>([
  { act: 'override', appeal: null, reason: 'instructed' },
  { act: 'second-check', appeal: '1234567895', found: 'may-pass', reason: 'instructed' },
  { act: 'hold', on: true },
])('$act that is recorded too late opens nothing', async (act) => {
  const gate = await open()
  const { session } = await gate.station.signIn({ operator: 'li', pin: '135792' })
  isSlow(3_001)
  await expect(gate.station.staff({ session, act })).rejects.toMatchObject(late)
  expect(opens(gate)).toEqual([])
})

test('people get out however late it is recorded that they must', async () => {
  const gate = await open()
  const { session } = await gate.station.signIn({ operator: 'li', pin: '135792' })
  isSlow(60_000)
  await gate.station.staff({ session, act: { act: 'emergency', on: true } })
  expect(opens(gate)).toEqual(['hold'])
})
