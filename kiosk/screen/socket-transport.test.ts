/** The line to the station: what happens when it breaks, hangs, or comes back. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeStatus } from '../shared/fake-station.ts'
import type { KioskEvent } from '../shared/kiosk-api.ts'
import { openSocketTransport, type Socket, type SocketTransport } from './socket-transport.ts'

/** A WebSocket whose other end is the test. */
class FakeSocket {
  readyState = 0
  readonly sent: string[] = []
  readonly #listeners = new Map<string, ((event: { data?: string }) => void)[]>()
  addEventListener(type: string, listener: (event: { data?: string }) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener])
  }
  send(text: string): void {
    this.sent.push(text)
  }
  close(): void {
    this.readyState = 3
  }
  emit(type: string, event: { data?: string } = {}): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event)
  }
  open(): this {
    this.readyState = 1
    this.say({ event: { kind: 'status', status: fakeStatus } })
    return this
  }
  say(message: unknown): void {
    this.emit('message', { data: JSON.stringify(message) })
  }
}

let sockets: FakeSocket[]
let transport: SocketTransport
let heard: string[]

beforeEach(() => {
  vi.useFakeTimers()
  sockets = []
  heard = []
  transport = openSocketTransport({
    connect: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket as unknown as Socket
    },
    patienceMs: 3_000,
    retryMs: 1_000,
  })
  transport.listen((event: KioskEvent) => heard.push(event.kind))
})
afterEach(() => {
  transport.close()
  vi.useRealTimers()
})

describe('the line', () => {
  test('waits for a stick as long as sticks take, and for an act that opens no longer than for a decision', async () => {
    sockets[0]?.open()
    const session = 'A'.repeat(43)
    const asking = (act: object) => {
      const asked = { isOver: false }
      void transport.ask('staff', { session, act }).then(() => {
        asked.isOver = true
      })
      return asked
    }
    const [exported, tested] = [asking({ act: 'export' }), asking({ act: 'test', device: 'gate' })]
    await vi.advanceTimersByTimeAsync(30_000)
    expect([exported.isOver, tested.isOver, heard]).toEqual([false, false, ['status']])
    const override = asking({ act: 'override', appeal: null, reason: 'instructed' })
    await vi.advanceTimersByTimeAsync(3_000)
    expect([override.isOver, heard]).toEqual([true, ['status', 'lost']])
  })

  test('that is not up yet loses what is asked', async () => {
    expect(await transport.ask('status', null)).toEqual({ ok: false, code: 'lost' })
  })

  test('that breaks loses what was asked, tells it, and is tried again until it holds', async () => {
    sockets[0]?.open()
    const asked = transport.ask('present', ['A'])
    sockets[0]?.emit('close')
    expect(await asked).toEqual({ ok: false, code: 'lost' })
    expect(heard).toEqual(['status', 'lost'])
    await vi.advanceTimersByTimeAsync(1_000)
    sockets[1]?.emit('close')
    await vi.advanceTimersByTimeAsync(1_000)
    sockets[2]?.open()
    expect(heard).toEqual(['status', 'lost', 'lost', 'status'])
  })

  test('that hangs is given up, and what it says afterwards counts for nothing', async () => {
    const first = sockets[0]?.open()
    const asked = transport.ask('present', ['A'])
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await asked).toEqual({ ok: false, code: 'lost' })
    first?.say({ id: 1, reply: { ok: true, value: { outcome: 'pass' } } })
    first?.say({ event: { kind: 'status', status: fakeStatus } })
    first?.emit('close')
    expect(heard).toEqual(['status', 'lost'])
    expect(first?.readyState).toBe(3)
  })

  test('that is closed is not tried again', async () => {
    sockets[0]?.open()
    transport.close()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sockets).toHaveLength(1)
  })

  test('tells a late listener how things stand', () => {
    sockets[0]?.open()
    const late: string[] = []
    transport.listen((event) => late.push(event.kind))
    expect(late).toEqual(['status'])
  })
})
