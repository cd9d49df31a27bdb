/** A browser that ends comes back, with the address that the station has then. */
import { expect, test } from 'vitest'
import { keepOpen } from './keep-open.ts'
import { startBackOff } from '../shared/back-off.ts'

test('the browser is opened again, ever more slowly, with the address as it is then', async () => {
  const controller = new AbortController()
  const opened: string[] = []
  const waited: number[] = []
  let closed = 0
  await keepOpen(
    {
      address: () => Promise.resolve(`http://127.0.0.1:1/#${opened.length}`),
      open(url) {
        opened.push(url)
        const isLast = opened.length === 4
        const ended = new Promise<void>((resolve) => {
          if (!isLast) resolve()
          else
            setImmediate(() => {
              controller.abort()
            })
          controller.signal.addEventListener('abort', () => {
            resolve()
          })
        })
        const close = () => {
          closed++
          return ended
        }
        return Promise.resolve({ ended, close })
      },
      log: () => undefined,
      monotonicMs: () => 0,
      sleep: (ms) => Promise.resolve(void waited.push(ms)),
      backOff: startBackOff({ leastMs: 10, mostMs: 20, heldMs: 100 }),
    },
    controller.signal,
  )
  expect(opened.map((url) => url.at(-1))).toEqual(['0', '1', '2', '3'])
  expect(waited).toEqual([10, 20, 20])
  expect(closed).toBe(1)
})
