/** The station whose journal takes no receipts: no outcome, a lane out of service, and open again once it takes them. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { KioskEvent } from '../shared/kiosk-api.ts'
import type { Journal } from './journal/journal.ts'
import { StationError } from './station-error.ts'
import { madeStations, shown, type MadeStations } from './test-made-station.ts'

let world: MadeStations
beforeAll(async () => {
  world = await madeStations()
})
afterAll(() => world.close())
beforeEach(() => world.begin())

describe('a journal that takes no receipts', () => {
  const failing = (real: Journal, is: { full: boolean }): Journal => ({
    ...real,
    append: (...receipt) =>
      is.full
        ? Promise.reject(new StationError('ERR_STATION_JOURNAL', 'cannot write (ENOSPC)'))
        : real.append(...receipt),
    renew: () =>
      is.full
        ? Promise.reject(new StationError('ERR_STATION_JOURNAL', 'cannot write (ENOSPC)'))
        : real.renew(),
  })

  test('closes the lane: no outcome, an event, and no more questions until it is whole again', async () => {
    const is = { full: false }
    const { station, journal } = await world.make((real) => failing(real, is))
    const services: string[] = []
    station.listen((event: KioskEvent) => {
      if (event.kind === 'status') services.push(event.status.service)
    })
    is.full = true
    const refusal = { code: 'out-of-service' }
    await expect(station.present([world.codeOf('pass')])).rejects.toMatchObject(refusal)
    await expect(station.present([world.codeOf('stop-contact')])).rejects.toMatchObject(refusal)
    expect(await station.tend()).toBe(false)
    expect(services).toEqual(['open', 'no-receipts'])
    is.full = false
    await expect(station.present([world.codeOf('pass')])).rejects.toMatchObject(refusal)
    await station.tend()
    expect(services).toEqual(['open', 'no-receipts', 'open'])
    await journal.close()
  })

  test('that took the last one there was room for says so before anybody is turned away, and takes them again', async () => {
    let level: 'alarm' | 'full' = 'alarm'
    const { station, journal } = await world.make((real) => ({
      ...real,
      async append(...receipt) {
        const place = await real.append(...receipt)
        level = 'full'
        return place
      },
      storage: () => ({ ...real.storage(), level }),
    }))
    const services: string[] = []
    station.listen((event: KioskEvent) => {
      if (event.kind === 'status') services.push(event.status.service)
    })
    expect((await station.present([world.codeOf('pass')])).outcome).toBe('pass')
    await station.releaseGrant()
    expect([services[0], services.at(-1)]).toEqual(['open', 'no-receipts'])
    // Starting it anew would make no room.
    expect(await station.tend()).toBe(true)
    level = 'alarm'
    await station.tend()
    expect(services.at(-1)).toBe('open')
    await journal.close()
  })

  test('is pruned all the same, which makes room for them', async () => {
    const is = { full: true }
    const { station, journal } = await world.make((real) => ({
      ...failing(real, is),
      async tend(at) {
        await real.tend(at)
        is.full = false
      },
    }))
    await expect(station.present([world.codeOf('pass')])).rejects.toBeDefined()
    await station.tend()
    await station.tend()
    expect((await shown(world, station, 'pass')).outcome).toBe('pass')
    await journal.close()
  })

  test('is not held against the person whose receipt it did not take', async () => {
    const is = { full: true }
    const { station, journal } = await world.make((real) => failing(real, is))
    await expect(station.present([world.codeOf('pass')])).rejects.toBeDefined()
    is.full = false
    await station.tend()
    expect((await shown(world, station, 'pass')).outcome).toBe('pass')
    await journal.close()
  })
})
