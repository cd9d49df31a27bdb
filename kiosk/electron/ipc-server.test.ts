/** The IPC end of the station: strangers get nothing, and nothing is sent to a window that is gone. */
import { describe, expect, test, vi } from 'vitest'
import { channels, eventChannel, patienceMs } from '../shared/channels.ts'
import { fakeStation, fakeStatus } from '../shared/fake-station.ts'
import type { KioskEvent } from '../shared/kiosk-api.ts'
import { fakeIpc } from './fake-ipc.ts'
import { serveIpc } from './ipc-server.ts'
import { ipcTransport } from './ipc-transport.ts'

const quiet = () => undefined
const settle = () => new Promise((resolve) => setImmediate(resolve))

function served(trusted: boolean) {
  const station = fakeStation()
  const ipc = fakeIpc('app://kiosk/')
  const stop = serveIpc(ipc.ipcMain, station, () => trusted, quiet)
  return { station, ...ipc, stop, transport: ipcTransport(ipc.ipcRenderer) }
}

describe('a frame that is not trusted', () => {
  test('is answered as malformed, and the station is not asked', async () => {
    const { station, transport } = served(false)
    expect(await transport.ask('present', ['A'])).toEqual({ ok: false, code: 'malformed' })
    expect(station.asked).toEqual([])
  })

  test('hears nothing', async () => {
    const { station, transport } = served(false)
    const heard: KioskEvent[] = []
    transport.listen((event) => heard.push(event))
    await settle()
    expect(station.listeners).toBe(0)
    expect(heard).toEqual([])
  })
})

describe('the server', () => {
  test('handles the channels of the table and no others', () => {
    expect(served(true).handled).toEqual(Object.values(channels).map(({ name }) => name))
  })

  test('lets a page go on listening after it was loaded again, once', async () => {
    const { station, transport } = served(true)
    const heard: KioskEvent[] = []
    transport.listen((event) => heard.push(event))
    transport.listen(quiet)
    await settle()
    expect(station.listeners).toBe(1)
    heard.length = 0
    station.tell({ kind: 'status', status: fakeStatus })
    await settle()
    expect(heard).toHaveLength(1)
  })

  test('sends nothing to a window that is gone', async () => {
    const { station, transport, destroy } = served(true)
    transport.listen(quiet)
    await settle()
    destroy()
    expect(station.listeners).toBe(0)
  })

  test('takes everything back when it stops', async () => {
    const { station, transport, handled, stop } = served(true)
    transport.listen(quiet)
    await settle()
    stop()
    expect(station.listeners).toBe(0)
    await expect(transport.ask('status', null)).rejects.toThrow()
    expect(handled).not.toEqual([])
  })
})

test('a station that does not answer is lost, when the wait for it is over and not before', async () => {
  vi.useFakeTimers()
  const { station, transport } = served(true)
  station.answer = 'silence'
  let answer: unknown
  void transport.ask('present', ['A']).then((given) => {
    answer = given
  })
  await vi.advanceTimersByTimeAsync(patienceMs - 1)
  expect(answer).toBeUndefined()
  await vi.advanceTimersByTimeAsync(1)
  expect(answer).toEqual({ ok: false, code: 'lost' })
  // Whoever is answered leaves no timer behind.
  await transport.ask('status', null)
  await vi.advanceTimersByTimeAsync(0)
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

test('the page cannot reach a channel that is not of the table', async () => {
  const { transport } = served(true)
  expect(await transport.ask(eventChannel as never, null)).toEqual({ ok: false, code: 'malformed' })
})
