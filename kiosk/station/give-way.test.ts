/** A web server that says nothing holds up nothing that was pushed, and nobody who pushes keeps a station from asking. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { httpSource, memoryStore, openBundle } from 'greengate/update'
import { makeDemo, publish } from 'greengate-cli/demo'
import { expect, test } from 'vitest'
import { givingWay } from './give-way.ts'

test('a question that nobody answers gives way to a pushed file, and not to the next one at once', async () => {
  const now = new Date('2020-03-01T12:00:00Z')
  const top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  const demo = await makeDemo({ folder: top, now })
  let asked = (): void => undefined
  const silent = createServer(() => {
    asked()
  })
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  let elapsedMs = 0
  const { port } = silent.address() as AddressInfo
  const { source, giveWay } = givingWay(httpSource(`http://127.0.0.1:${port}/`), () => elapsedMs)
  const own = { root: demo.rootBytes, worlds: ['demo'], store: memoryStore(), source } as const
  const opened = await openBundle(own)
  await opened.takeFile(demo.bundleBytes, now)

  const question = async (signal?: AbortSignal) => {
    const reached = new Promise<void>((resolve) => {
      asked = resolve
    })
    const refreshed = opened.refresh(now, signal && { signal })
    await reached
    return { refreshed }
  }
  const first = await question()
  // What is pushed waits its turn behind the question, which goes on for more than a moment.
  const next = await publish({ ...demo.publication, version: 2, signedAt: now })
  const taking = opened.takeFile(next, now)
  elapsedMs = 2_000
  giveWay()
  expect(await taking).toMatchObject({ state: 'updated', to: { snapshot: 2 } })
  expect(await first.refreshed).toEqual({ state: 'unchanged', bytes: 0 })

  // A second file soon after has to wait; the end of the station does not.
  const ending = new AbortController()
  const second = await question(ending.signal)
  elapsedMs += 5_000
  giveWay()
  const waits = new Promise((resolve) => setTimeout(resolve, 50, 'waits'))
  const settledAs = second.refreshed.then(
    ({ state }) => state,
    () => 'ended',
  )
  expect(await Promise.race([settledAs, waits])).toBe('waits')
  ending.abort()
  expect(await settledAs).toBe('ended')

  silent.closeAllConnections()
  await new Promise((resolve) => silent.close(resolve))
  await rm(top, { recursive: true })
})
