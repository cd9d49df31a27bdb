/** One line for several devices: opened once, closed with the last. */
import { expect, test } from 'vitest'
import type { Line, LineOptions } from './line.ts'
import { shareLines } from './share-lines.ts'

/** Lines that note what is done to them. */
function notingLines() {
  const opened: string[] = []
  const closed: string[] = []
  const heard = new Map<string, Set<(bytes: Uint8Array) => void>>()
  const open = ({ path }: LineOptions): Line => {
    opened.push(path)
    const listeners = new Set<(bytes: Uint8Array) => void>()
    heard.set(path, listeners)
    return {
      state: () => 'ready',
      write: () => Promise.resolve(),
      onBytes(listener) {
        listeners.add(listener)
        return () => {
          listeners.delete(listener)
        }
      },
      onState: () => () => undefined,
      close() {
        closed.push(path)
        return Promise.resolve()
      },
    }
  }
  return { open, opened, closed, heard }
}

test('two devices on one board have one line, and the last of them closes it', async () => {
  const { open, opened, closed, heard } = notingLines()
  const openLine = shareLines(open)
  const [gate, light] = [openLine(at('/board')), openLine(at('/board'))]
  openLine(at('/other'))
  expect(opened).toEqual(['/board', '/other'])
  light.onBytes(() => undefined)
  gate.onBytes(() => undefined)
  expect(heard.get('/board')?.size).toBe(2)
  await gate.close()
  await gate.close()
  expect([closed, heard.get('/board')?.size]).toEqual([[], 1])
  await light.close()
  expect(closed).toEqual(['/board'])
})

test('a line that was closed is opened anew', async () => {
  const { open, opened } = notingLines()
  const openLine = shareLines(open)
  await openLine(at('/board')).close()
  openLine(at('/board'))
  expect(opened).toEqual(['/board', '/board'])
})

test('two devices that want different speeds are the operator’s mistake', () => {
  const openLine = shareLines(notingLines().open)
  openLine(at('/board'))
  openLine({ ...at('/board'), parity: 'none', stopBits: 1 })
  expect(() => openLine(at('/board', 115_200))).toThrow(
    expect.objectContaining({ code: 'ERR_STATION_USAGE' }),
  )
})

const at = (path: string, baudRate = 9_600): LineOptions => ({ path, baudRate })
