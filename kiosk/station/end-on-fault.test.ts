/** A fault that nobody expected ends the process, gate first, whatever hangs. */
import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { endOnFault } from './end-on-fault.ts'

let told: string[]

beforeEach(() => {
  vi.useFakeTimers()
  told = []
})
afterEach(() => {
  vi.useRealTimers()
})

const start = (end: () => Promise<void>) => {
  const process = new EventEmitter()
  const lines: string[] = []
  const leave = () => void told.push('left')
  const forget = endOnFault(process, { end, leave, log: { error: (line) => lines.push(line) } })
  return { process, lines, forget }
}

test('it shuts the gate first, tells no more than its kind, and starts anew once', async () => {
  const { process, lines } = start(() => {
    told.push('shut')
    return Promise.resolve()
  })
  process.emit('uncaughtException', new RangeError('GG1:SECRET'))
  process.emit('unhandledRejection', new TypeError('again'))
  await vi.advanceTimersByTimeAsync(0)
  expect(told).toEqual(['shut', 'left'])
  expect(lines).toHaveLength(1)
  expect(lines.join()).not.toContain('SECRET')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(told).toHaveLength(2)
})

test.each([
  ['hangs', () => new Promise<void>(() => undefined)],
  ['fails', () => Promise.reject(new Error('no'))],
])('it starts anew although what should be shut %s', async (_, end) => {
  const { process } = start(end)
  process.emit('unhandledRejection', 'text')
  await vi.advanceTimersByTimeAsync(3_000)
  expect(told).toEqual(['left'])
})

test('a station that has ended hears of none', () => {
  const { process, forget } = start(() => Promise.resolve())
  forget()
  expect(process.listenerCount('uncaughtException')).toBe(0)
  expect(process.listenerCount('unhandledRejection')).toBe(0)
})
