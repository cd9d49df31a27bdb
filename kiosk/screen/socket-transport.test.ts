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
    patience: { usualMs: 3_000 },
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

  test('that is not up yet carries what is asked as soon as it is', async () => {
    const answer = transport.ask('status', null)
    expect(sockets[0]?.sent).toEqual([])
    sockets[0]?.open().emit('open')
    expect(sockets[0]?.sent).toHaveLength(1)
    sockets[0]?.say({ id: 1, reply: { ok: true, value: fakeStatus } })
    expect(await answer).toEqual({ ok: true, value: fakeStatus })
  })

  test('that does not come up loses what is asked, and is given up', async () => {
    const answer = transport.ask('status', null)
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await answer).toEqual({ ok: false, code: 'lost' })
    expect([heard, sockets[0]?.readyState, sockets[0]?.sent]).toEqual([['lost'], 3, []])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sockets).toHaveLength(2)
  })

  test('that was opened before tells what was said over it, and is lost when it was closed since', () => {
    const told: string[] = []
    const opened = (socket: FakeSocket) =>
      openSocketTransport({
        connect: () => new FakeSocket() as unknown as Socket,
        opened: {
          socket: socket as unknown as Socket,
          said: [{ event: { kind: 'status', status: fakeStatus } }].map((word) =>
            JSON.stringify(word),
          ),
        },
      })
    const early = new FakeSocket()
    const line = opened(early)
    early.open()
    line.listen(({ kind }) => told.push(kind))
    expect(told).toEqual(['status', 'status'])
    line.close()
    const closed = new FakeSocket()
    closed.close()
    opened(closed).listen(({ kind }) => told.push(kind))
    expect(told.slice(3)).toEqual(['status', 'lost'])
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
