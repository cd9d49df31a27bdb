/** Lanes that share what they know: one answer for all, and no answer that nobody can give, whatever breaks. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerMs } from './replay-link.ts'
import { freeAddress, openTestLane, type TestLane, type TestLaneOptions } from './test-lanes.ts'
import type { ReplayAddress } from './replay-tls.ts'

const window = 600_000
const instant = Date.parse('2020-03-01T12:00:00Z')
const key = randomBytes(32)
let elapsedMs: number
let top: string
let at: ReplayAddress
let open: TestLane[]

const time = { now: () => new Date(instant + elapsedMs), monotonicMs: () => elapsedMs }

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  at = await freeAddress()
  elapsedMs = 0
  open = []
})
afterEach(async () => {
  for (const lane of open.reverse()) await lane.replay.close()
  await rm(top, { recursive: true })
})

async function lane(
  name: string,
  how: 'listen' | 'ask' | undefined,
  more: Partial<TestLaneOptions> = {},
): Promise<TestLane> {
  const sharing = how === undefined ? undefined : { do: how, at, key }
  const opened = await openTestLane({ top, lane: `gate/${name}`, sharing, ...time, ...more })
  open.push(opened)
  return opened
}

const seen = async (one: TestLane, code: string, step: number | null = null) =>
  (await one.show(code, step)).seenBefore

/** Tries until a lane that lost its host has found it again. */
const joinedAgain = (one: TestLane, times: number) =>
  expect.poll(() => one.replay.joined(), { timeout: 30_000 }).toBe(times)

const ended = async (one: TestLane) => {
  open = open.filter((other) => other !== one)
  await one.replay.close()
}

describe('lanes that share', () => {
  test('know of each other’s codes and proofs, whoever saw them first', async () => {
    const host = await lane('1', 'listen')
    const [second, third] = [await lane('2', 'ask'), await lane('3', 'ask')]
    expect(await seen(second, 'a', 7)).toBe('no')
    expect(await seen(host, 'a', 7)).toBe('proof')
    expect(await seen(third, 'a', 7)).toBe('proof')
    expect(await seen(third, 'a', 8)).toBe('code')
    expect(await seen(host, 'b')).toBe('no')
    expect(await seen(second, 'b')).toBe('code')
    elapsedMs = window
    expect(await seen(third, 'b')).toBe('no')
  })

  test('give one code that is shown at all of them at once to one of them', async () => {
    const lanes = [await lane('1', 'listen'), await lane('2', 'ask'), await lane('3', 'ask')]
    const all = await Promise.all(
      Array.from({ length: 60 }, (_, n) => seen(lanes[n % 3]!, `code ${n % 10}`, 7)),
    )
    expect(all.filter((one) => one === 'no')).toHaveLength(10)
    expect(all.filter((one) => one === 'proof')).toHaveLength(50)
  })

  test('forget what one of them releases, and nothing that another claimed', async () => {
    const host = await lane('1', 'listen')
    const second = await lane('2', 'ask')
    const granted = await second.show('a', 7)
    const refused = await host.show('a', 7)
    refused.release()
    expect(await seen(host, 'a', 7)).toBe('proof')
    granted.release()
    await expect.poll(() => seen(host, 'a', 7)).toBe('no')
  })

  test('name a code alike, and by nothing that the code or the wire would tell', async () => {
    const host = await lane('1', 'listen')
    const second = await lane('2', 'ask')
    const [mine, theirs] = [host, second].map(({ dayKeys }) => dayKeys.names('a', time.now()))
    expect((await theirs)?.names).toEqual((await mine)?.names)
    const other = await lane('3', undefined)
    expect((await other.dayKeys.names('a', time.now())).names).not.toEqual((await mine)?.names)
  })

  test('know a code over midnight though one of their clocks is behind', async () => {
    elapsedMs = 43_199_000
    const host = await lane('1', 'listen')
    const second = await lane('2', 'ask', { now: () => new Date(instant + elapsedMs + 2_000) })
    expect(await seen(second, 'a')).toBe('no')
    expect(await seen(host, 'a')).toBe('code')
    elapsedMs += 5_000
    expect(await seen(host, 'a')).toBe('code')
    expect(await seen(second, 'a')).toBe('code')
  })
})

describe('a lane whose host does not answer', () => {
  test('knows nothing, at once, when there is none, and all when there is one', async () => {
    const second = await lane('2', 'ask')
    expect(await seen(second, 'a')).toBe('unknown')
    expect(second.replay.knowsForMs()).toBe(0)
    const host = await lane('1', 'listen')
    await joinedAgain(second, 1)
    expect(await seen(second, 'a')).toBe('no')
    expect(await seen(host, 'a')).toBe('code')
  })

  test('does not know, and stops nobody for longer than it says, when it is cut off', async () => {
    await lane('1', 'listen')
    const wire = await cuttable(at)
    const second = await lane('2', 'ask', { sharing: { do: 'ask', at: wire.at, key } })
    expect(await seen(second, 'a')).toBe('no')
    wire.isFrozen = true
    const before = performance.now()
    expect(await seen(second, 'b')).toBe('unknown')
    expect(performance.now() - before).toBeLessThan(answerMs + 500)
    const later = performance.now()
    expect(await seen(second, 'b')).toBe('unknown')
    expect(performance.now() - later).toBeLessThan(200)
    wire.isFrozen = false
    wire.drop()
    await joinedAgain(second, 2)
    // What was claimed without an answer was released, and what passed is still known.
    await expect.poll(() => seen(second, 'b')).toBe('no')
    expect(await seen(second, 'a')).toBe('code')
    await wire.close()
  })

  test('does not know when whoever listens there speaks another language', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined).resume()
      socket.write('HTTP/1.1 ')
    })
    await new Promise<void>((resolve) => server.listen(at.port, at.host, resolve))
    const second = await lane('2', 'ask')
    expect(await seen(second, 'a')).toBe('unknown')
    await ended(second)
    await new Promise((resolve) => server.close(resolve))
  })

  test('with another key is told nothing, and the host’s log says that somebody was', async () => {
    const host = await lane('1', 'listen')
    const sharing = { do: 'ask', at, key: randomBytes(32) } as const
    const stranger = await lane('2', 'ask', { sharing })
    expect(await seen(stranger, 'a')).toBe('unknown')
    expect(stranger.replay.joined()).toBe(0)
    await expect.poll(() => host.logged.join()).toContain('without the key')
    expect(await seen(host, 'a')).toBe('no')
  })

  test('whose clock is not the host’s knows nothing, and says so', async () => {
    await lane('1', 'listen')
    const second = await lane('2', 'ask', { now: () => new Date(instant + elapsedMs - 6_000) })
    expect(await seen(second, 'a')).toBe('unknown')
    expect(second.logged.join()).toContain('clocks')
  })
})

describe('a host that is started again', () => {
  test('knows what passed at the other lanes as soon as they are back, and nothing before', async () => {
    const host = await lane('1', 'listen')
    const [second, third] = [await lane('2', 'ask'), await lane('3', 'ask')]
    expect(await seen(second, 'a', 7)).toBe('no')
    expect(await seen(third, 'b')).toBe('no')
    await ended(host)
    await ended(third)
    elapsedMs = 60_000
    const again = await lane('1', 'listen', { folder: host.folder })
    await joinedAgain(second, 2)
    expect(await seen(again, 'a', 9)).toBe('code')
    // The third lane has not told yet what passed there.
    expect(await seen(again, 'c')).toBe('unknown')
    expect(await seen(second, 'c')).toBe('unknown')
    const names = await third.dayKeys.names('b', time.now())
    const recent = [{ name: names.names[0]!, token: '', untilMs: window }]
    await lane('3', 'ask', { folder: third.folder, recent })
    expect(await seen(second, 'c')).toBe('no')
    expect(await seen(second, 'b')).toBe('code')
  })

  test('waits for a lane that stays away until the window is over, and then forgets it', async () => {
    const host = await lane('1', 'listen')
    await ended(await lane('2', 'ask'))
    await ended(host)
    elapsedMs = 60_000
    const again = await lane('1', 'listen', { folder: host.folder })
    expect(await seen(again, 'a')).toBe('unknown')
    elapsedMs += window - 1
    expect(await seen(again, 'a')).toBe('unknown')
    elapsedMs += 1
    expect(await seen(again, 'a')).toBe('no')
    await again.replay.tend()
    await ended(again)
    const third = await lane('1', 'listen', { folder: host.folder })
    expect(await seen(third, 'b')).toBe('no')
  })

  test('says to all lanes that it knows of no proof from before', async () => {
    const host = await lane('1', 'listen')
    const second = await lane('2', 'ask')
    elapsedMs = 300_000
    // Ten seconds less: the clocks of two lanes may differ by five each.
    expect([host, second].map(({ replay }) => replay.knowsForMs())).toEqual([290_000, 290_000])
    await ended(host)
    const again = await lane('1', 'listen', { folder: host.folder })
    await joinedAgain(second, 2)
    expect([again, second].map(({ replay }) => replay.knowsForMs())).toEqual([-10_000, -10_000])
  })

  test('takes a release that could not be sent before', async () => {
    const host = await lane('1', 'listen')
    const second = await lane('2', 'ask')
    const { release } = await second.show('a', 7)
    await ended(host)
    release()
    const again = await lane('1', 'listen', { folder: host.folder })
    await joinedAgain(second, 2)
    expect(await seen(again, 'a', 7)).toBe('no')
  })
})

describe('a host in a flood', () => {
  test('of strangers answers the lanes that it has', async () => {
    await lane('1', 'listen')
    const second = await lane('2', 'ask')
    const strangers = Array.from({ length: 400 }, () =>
      connect(at.port, at.host, () => undefined).on('error', () => undefined),
    )
    for (const stranger of strangers) stranger.write('GET / HTTP/1.1\r\n\r\n')
    for (let n = 0; n < 20; n++) expect(await seen(second, `code ${n}`)).toBe('no')
    for (const stranger of strangers) stranger.destroy()
  })

  test('of codes forgets none, and says unknown of those that it has no room for', async () => {
    const host = await lane('1', 'listen', { limits: { windowMs: window, capacity: 400 } })
    const second = await lane('2', 'ask')
    const all = await Promise.all(
      Array.from({ length: 300 }, (_, n) => seen(second, `code ${n}`, n)),
    )
    expect(all.filter((one) => one === 'no')).toHaveLength(200)
    expect(all.filter((one) => one === 'unknown')).toHaveLength(100)
    expect(await seen(host, 'one more')).toBe('unknown')
    expect(await seen(host, 'code 0', 0)).toBe('proof')
    elapsedMs = window
    expect(await seen(host, 'one more')).toBe('no')
  })
})

/** A wire to the host that can be held still without being broken, and broken. */
async function cuttable(to: ReplayAddress) {
  const sockets = new Set<Socket>()
  const wire = {
    at: { host: '127.0.0.1', port: 0 },
    isFrozen: false,
    drop() {
      for (const socket of sockets) socket.destroy()
    },
    close() {
      wire.drop()
      return new Promise((resolve) => server.close(resolve))
    },
  }
  const server: Server = createServer((near) => {
    const far = connect(to.port, to.host)
    const pass = (one: Socket, other: Socket) => {
      sockets.add(one)
      one.on('error', () => undefined)
      one.on('data', (bytes) => {
        if (!wire.isFrozen) other.write(bytes)
      })
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
    pass(near, far)
    pass(far, near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address === 'object' && address !== null) wire.at.port = address.port
  return wire
}
