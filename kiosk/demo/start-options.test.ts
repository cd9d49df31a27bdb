/** The arguments and ports of `npm start`. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kioskArguments } from '../browser-shell/open-kiosk.ts'
import { StationError } from '../station/station-error.ts'
import { findElectron } from './find-electron.ts'
import { electronArguments } from './open-window.ts'
import { onPort } from './ports.ts'
import { parseStartOptions } from './start-options.ts'

describe('parseStartOptions', () => {
  test('needs none', () => {
    expect(parseStartOptions([])).toEqual({ help: false, window: true, port: undefined })
  })

  test('takes a port and no window', () => {
    const wanted = { help: false, window: false, port: 8080 }
    expect(parseStartOptions(['--port', '8080', '--no-window'])).toEqual(wanted)
  })

  test.each([[['--prot', '1']], [['--port']], [['--port', 'x']], [['--port', '65536']], [['x']]])(
    '%j is refused',
    (argv) => {
      expect(() => parseStartOptions(argv)).toThrow(StationError)
    },
  )
})

describe('onPort', () => {
  const busy = new StationError('ERR_STATION_PORT_BUSY', 'busy')
  const listen = (taken: readonly number[]) => (port: number) =>
    taken.includes(port) ? Promise.reject(busy) : Promise.resolve(port)

  test('takes the usual ports, or any free one in their place', async () => {
    expect(await onPort(undefined, 1, listen([]))).toBe(4711)
    expect(await onPort(undefined, 1, listen([4711]))).toBe(0)
  })

  test('takes the ports that were asked for, and no others', async () => {
    expect(await onPort(8080, 2, listen([]))).toBe(8082)
    expect(await onPort(0, 2, listen([]))).toBe(0)
    await expect(onPort(8080, 2, listen([8082]))).rejects.toBe(busy)
  })

  test('leaves every other error alone', async () => {
    const other = new StationError('ERR_STATION_NOT_BUILT', 'not built')
    await expect(onPort(undefined, 0, () => Promise.reject(other))).rejects.toBe(other)
  })
})

test('Electron is not found where its binary is not', () => {
  expect(findElectron(import.meta.dirname, 'linux')).toBeUndefined()
})

test('Electron is told where everything is, behind the dashes that end Chromium’s own switches', () => {
  const demo = { folder: '/d', ruleSet: 'set' } as Parameters<typeof electronArguments>[1]
  const args = electronArguments('/root', demo, true)
  expect(args.slice(0, 3)).toEqual([
    '--no-sandbox',
    join('/root', 'kiosk/electron/dist/main.js'),
    '--',
  ])
  expect(electronArguments('/root', demo, false)).not.toContain('--no-sandbox')
  expect(args).toContain('/d')
})

test('the demo’s window leaves room beside it, a kiosk’s does not', () => {
  expect(kioskArguments('/p', 'file:///p', false)).toContain('--kiosk')
  expect(kioskArguments('/p', 'file:///p', false, false, true)).not.toContain('--kiosk')
})
