/** The devices of a check: each is asked, none is waited for. */
import { expect, test } from 'vitest'
import type { DeviceState } from '../../shared/device-health.ts'
import { checkDevices, type AskedDevice } from './check-devices.ts'

test('each device is asked, none is waited for, and all are let go of', async () => {
  const stopped: string[] = []
  const device = (name: string, state: DeviceState | 'never'): AskedDevice => ({
    name,
    kind: 'scanner',
    test: () =>
      state === 'never'
        ? new Promise(() => undefined)
        : Promise.resolve({ name, kind: 'scanner', state, since: '2020-03-01T12:00:00Z' }),
    stop: () => Promise.resolve(void stopped.push(name)),
  })
  const states = ['ready', 'busy', 'missing', 'denied', 'silent', 'failing', 'never'] as const
  const lines = await checkDevices(
    states.map((state) => device(state, state)),
    20,
  )
  expect(lines.map(({ name, state }) => [name, state])).toEqual([
    ['ready', 'ok'],
    ['busy', 'warning'],
    ...['missing', 'denied', 'silent', 'failing', 'never'].map((name) => [name, 'failed']),
  ])
  expect(stopped).toEqual(states)
})
