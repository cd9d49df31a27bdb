/** What ends in Electron comes back: the screen, ever more slowly; the whole program, after a fault of its own. */
import { EventEmitter } from 'node:events'
import type { App, BrowserWindow, WebContents } from 'electron'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { recover } from './recover.ts'

let told: string[]
const settle = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers()
  told = []
})
afterEach(() => {
  vi.useRealTimers()
})

const app = () =>
  Object.assign(new EventEmitter(), {
    relaunch: () => told.push('relaunch'),
    quit: () => told.push('quit'),
    exit: (code?: number) => told.push(`exit ${code ?? 0}`),
  }) as unknown as App & EventEmitter

function watched() {
  const contents = Object.assign(new EventEmitter(), {
    reload: () => told.push('reload'),
    forcefullyCrashRenderer() {
      told.push('crash')
      contents.emit('render-process-gone', {}, { reason: 'killed' })
    },
  })
  const window = Object.assign(new EventEmitter(), {
    webContents: contents as unknown as WebContents,
  })
  const program = app()
  const screen = recover({
    ...{ window: window as unknown as BrowserWindow, app: program, log: () => undefined },
    monotonicMs: () => Date.now(),
  })
  return { contents, window, program, screen }
}

describe('a screen', () => {
  test('that is gone is loaded again, the second time later', async () => {
    const { contents, screen } = watched()
    for (const waitMs of [1_000, 2_000]) {
      told.length = 0
      contents.emit('render-process-gone', {}, { reason: 'crashed' })
      contents.emit('render-process-gone', {}, { reason: 'crashed' })
      await settle(waitMs - 1)
      expect(told).toEqual([])
      await settle(1)
      expect(told).toEqual(['reload'])
    }
    screen.stop()
  })

  test('that hangs is ended, and comes back', async () => {
    const { window, screen } = watched()
    window.emit('unresponsive')
    await settle(1_000)
    expect(told).toEqual(['crash', 'reload'])
    screen.stop()
  })

  test('that was there and says nothing any more is ended, once', async () => {
    const { screen } = watched()
    await settle(60_000)
    expect(told).toEqual([])
    screen.beat()
    await settle(14_000)
    screen.beat()
    await settle(14_000)
    expect(told).toEqual([])
    await settle(60_000)
    expect(told).toEqual(['crash', 'reload'])
    screen.stop()
    screen.beat()
    await settle(60_000)
    expect(told).toHaveLength(2)
  })

  test('that never said a word is ended too, each time it was loaded', async () => {
    const { screen } = watched()
    await settle(119_000)
    expect(told).toEqual([])
    await settle(10_000)
    expect(told).toEqual(['crash', 'reload'])
    await settle(119_000)
    expect(told).toHaveLength(2)
    await settle(10_000)
    expect(told).toEqual(['crash', 'reload', 'crash', 'reload'])
    screen.stop()
  })

  const gone = (program: EventEmitter, type: string, reason = 'crashed') =>
    program.emit('child-process-gone', {}, { type, reason })

  test('whose graphics end again and again makes the whole program start anew, by an orderly end', async () => {
    const { program, screen } = watched()
    for (let times = 0; times < 5; times++) gone(program, 'Utility')
    for (let times = 0; times < 3; times++) gone(program, 'GPU')
    gone(program, 'GPU', 'clean-exit')
    expect(told).toEqual([])
    gone(program, 'GPU')
    gone(program, 'GPU')
    expect(told).toEqual(['relaunch', 'quit'])
    // Its end shuts the gate and closes the journal; one that hangs is not waited for.
    await settle(5_000)
    expect(told).toEqual(['relaunch', 'quit', 'exit 1'])
    screen.stop()
  })

  test('whose graphics end now and then in weeks goes on', async () => {
    const { program, screen } = watched()
    for (let times = 0; times < 20; times++) {
      gone(program, 'GPU')
      screen.beat()
      await settle(4 * 60_000)
    }
    expect(told.filter((what) => what === 'relaunch')).toEqual([])
    screen.stop()
  })
})
