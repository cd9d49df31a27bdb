/** The simulation of a rollout: it agrees with real verifiers to the request, and the formulas agree with it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampled } from '../../house/sampled.ts'
import { startCountingServer, type CountingServer } from './counting-server.ts'
import { measureCosts, verifierOf } from './costs.ts'
import { simulatedAndReal } from './measure-rollout.ts'
import { crowding, roundsUntilSpread, takeUp } from './model.ts'
import { makePublications, type Publications } from './publications.ts'
import { simulatedRows } from './scenarios.ts'

let publications: Publications
let server: CountingServer
beforeAll(async () => {
  publications = await makePublications(2)
  server = await startCountingServer()
})
afterAll(() => server[Symbol.asyncDispose]())

test('real verifiers ask in the same seconds for the same bytes as simulated ones, and have what is new at the same instants', async () => {
  const verifiers = sampled(
    Array.from({ length: 200 }, (_, i) => i),
    20,
  ).length
  const [simulated, real] = await simulatedAndReal(verifiers, publications, server)
  expect(simulated.polls).toBeGreaterThan(3 * verifiers)
  for (const what of ['requests', 'bytes', 'taken', 'polls'] as const)
    expect([what, real[what]]).toEqual([what, simulated[what]])
  expect(simulated.taken.every((seconds) => seconds <= 330)).toBe(true)
})

test('what the formulas say is what is simulated', async () => {
  const rows = simulatedRows(20_000, await measureCosts(publications, server), 5000)
  expect(rows.length).toBeGreaterThan(10)
  expect(rows.filter(({ isOff }) => isOff).map(({ line }) => line.what)).toEqual([])
})

test('to a verifier that was pushed to, what a cache still shows is unchanged, or refused where its tag is forgotten', async () => {
  const [timestamp, rules] = [publications.steps[1], publications.steps[2]]
  if (timestamp === undefined || rules === undefined) throw new Error('there is no such step')
  const verifier = await verifierOf(publications, server)
  server.show(timestamp.files)
  await verifier.refresh(timestamp.at)
  await verifier.refresh(timestamp.at)
  const pushed = rules.files.get('bundle.ggb.gz') ?? new Uint8Array()
  expect(await verifier.takeFile(pushed, rules.at)).toMatchObject({ state: 'updated' })
  expect(await verifier.refresh(rules.at)).toMatchObject({ state: 'unchanged' })
  // For the first time since a start the old one is sent whole.
  const again = await verifierOf(publications, server)
  await again.takeFile(pushed, rules.at)
  expect(await again.refresh(rules.at)).toMatchObject({
    state: 'refused',
    code: 'ERR_BUNDLE_ROLLBACK',
  })
})

test('the formulas hold where they can be reckoned by hand', () => {
  expect([0, 0.5, 0.9, 1].map((share) => takeUp(300, share))).toEqual([0, 150, 270, 330])
  // Even over a fifth of the interval; then a triangle of twice the width.
  expect([1, 2, 3, 4].map((round) => crowding(round).toFixed(3))).toEqual([
    '5.000',
    '5.000',
    '3.750',
    '3.333',
  ])
  expect(roundsUntilSpread(0.1)).toBeCloseTo(45.5, 1)
})
