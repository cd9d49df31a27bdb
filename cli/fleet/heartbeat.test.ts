/** What is believed of a heartbeat, and what is not. */
import { expect, test } from 'vitest'
import { heartbeatLimits } from './heartbeat.ts'
import { openHeartbeat } from './open-heartbeat.ts'
import { brokenHeartbeats, digestOf, heartbeatOf, testSpeaker } from './test-heartbeat.ts'

const speaker = await testSpeaker('gate-7')
const keyOf = (station: string) => (station === 'gate-7' ? speaker.key : undefined)

test('a heartbeat is what its station signed', async () => {
  expect(openHeartbeat(await speaker.say(), keyOf)).toEqual(heartbeatOf('gate-7'))
})

test('a station without rules, bundle, unsent records or an answer of a collector says so', async () => {
  const bare = {
    ...{ rules: null, bundle: null, documents: [], unsent: [0, null] as const },
    clock: { suspect: true, floor: null, offsetMs: null, source: null },
  }
  expect(openHeartbeat(await speaker.say(bare), keyOf)).toMatchObject(bare)
})

test('the largest heartbeat that a station may make is taken', async () => {
  const documents = Array.from(
    { length: 100 },
    (_, n) => [`status/cn-3301/2026-${String(n).padEnd(60, 'x')}`, n + 1, digestOf('any')] as const,
  )
  const jws = await speaker.say({ documents })
  expect(jws.length).toBeLessThan(heartbeatLimits.jwsBytes)
  expect(openHeartbeat(jws, keyOf).documents).toHaveLength(100)
})

test.each(await brokenHeartbeats(speaker))('a heartbeat $name is refused', ({ jws, problem }) => {
  expect(() => openHeartbeat(jws, keyOf)).toThrow(expect.objectContaining({ problem }))
})
