/** A gate behind HTTP: what is an answer, and what becomes of everything else. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Gate, GateHappening } from '../device.ts'
import { startController, type SimulatedController } from './simulated-webhook.ts'
import { answerTo, isSigned, signOrder, type GateOrder } from './webhook-protocol.ts'
import { openWebhookGate, type WebhookGateOptions } from './webhook.ts'

const secret = 'a secret of this test alone'
const surroundings = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  log: () => undefined,
}
const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function setUp(options: Partial<WebhookGateOptions> = {}): Promise<{
  controller: SimulatedController
  gate: Gate
  told: GateHappening['happening'][]
  secretFile: string
}> {
  const folder = await mkdtemp(join(tmpdir(), 'greengate-webhook-'))
  ends.push(() => rm(folder, { recursive: true }))
  const secretFile = join(folder, 'secret')
  await writeFile(secretFile, `${secret}\n`, { mode: 0o600 })
  const controller = await startController(secret)
  ends.push(() => controller.close())
  const gate = openWebhookGate(
    {
      name: 'gate',
      url: controller.url,
      secretFile,
      passSeconds: 0.1,
      limitMs: 1_500,
      beatMs: 50,
      ...options,
    },
    surroundings,
  )
  ends.push(() => gate.stop())
  const told: GateHappening['happening'][] = []
  gate.listen(({ happening }) => told.push(happening))
  await expect.poll(() => gate.health().state).toBe('ready')
  return { controller, gate, told, secretFile }
}
const opened = ({ orders }: SimulatedController) => orders.filter(({ order }) => order === 'open')

test('it is shut first, opens for two, and is over after its time', async () => {
  const { controller, gate, told } = await setUp()
  expect(controller.orders[0]?.order).toBe('shut')
  await gate.open(2)
  expect(opened(controller).map(({ persons }) => persons)).toEqual([2])
  await expect.poll(() => told).toEqual(['opened', 'shut'])
})

test('a secret that is sent along is understood too', async () => {
  const { controller, gate } = await setUp({ auth: 'bearer' })
  await gate.open(1)
  expect(opened(controller)).toHaveLength(1)
})

test('an answer that is lost is asked for again, and nothing is carried out twice', async () => {
  const { controller, gate } = await setUp({ beatMs: 60_000 })
  controller.behave('lose-answer')
  await gate.open(1)
  expect(opened(controller)).toHaveLength(1)
})

test.each(['refuse', 'nonsense', 'hang'] as const)(
  'a controller that answers by %s: a fault in time, nothing opened, shut when it is back',
  async (how) => {
    const { controller, gate, told } = await setUp()
    controller.behave(how)
    const startMs = performance.now()
    await expect(gate.open(1)).rejects.toMatchObject({ name: 'DeviceError' })
    // So long after its limit, whatever hangs is let go.
    expect(performance.now() - startMs).toBeLessThan(1_500 + 1_200)
    expect(told).toContain('fault')
    const before = controller.orders.length
    controller.behave('well')
    await expect.poll(() => told).toContain('recovered')
    expect(opened(controller)).toEqual([])
    expect(controller.orders.slice(before).map(({ order }) => order)).toContain('shut')
  },
)

test('a controller that does not know the secret opens nothing', async () => {
  const { controller, secretFile } = await setUp()
  await writeFile(secretFile, 'another secret altogether')
  const gate = openWebhookGate(
    { name: 'gate', url: controller.url, secretFile, limitMs: 300, beatMs: 50 },
    surroundings,
  )
  ends.push(() => gate.stop())
  await expect.poll(() => gate.health().state).toBe('silent')
  await expect(gate.open(1)).rejects.toMatchObject({ name: 'DeviceError' })
  expect(opened(controller)).toEqual([])
})

test('stopping shuts', async () => {
  const { controller, gate } = await setUp()
  await gate.holdOpen()
  expect(controller.isOpen()).toBe(true)
  await gate.stop()
  expect(controller.isOpen()).toBe(false)
})

test('a secret is not sent over a wire that others can read, and is not a short one', async () => {
  const { secretFile } = await setUp()
  const open = (options: Partial<WebhookGateOptions>) => () =>
    openWebhookGate(
      { name: 'gate', url: 'https://gate.example/', secretFile, ...options },
      surroundings,
    )
  const usage = expect.objectContaining({ code: 'ERR_STATION_USAGE' }) as Error
  expect(open({ url: 'http://gate.example/', auth: 'bearer' })).toThrow(usage)
  expect(open({ url: 'file:///etc/passwd' })).toThrow(usage)
  expect(open({ secretFile: `${secretFile}.absent` })).toThrow(usage)
  await writeFile(secretFile, 'short')
  expect(open({})).toThrow(usage)
})

const order: GateOrder = {
  format: 'greengate-gate-1',
  gate: 'gate',
  order: 'open',
  persons: 1,
  seconds: 5,
  id: 'one',
  at: '2020-03-01T00:00:00.000Z',
  until: '2020-03-01T00:00:01.500Z',
}

test('only the exact answer is one', () => {
  const good = { format: 'greengate-gate-1', id: 'one', gate: 'open' }
  expect(answerTo(order, JSON.stringify(good))).toEqual(good)
  for (const other of [
    { ...good, id: 'two' },
    { ...good, gate: 'shut' },
    { ...good, gate: true },
    { ...good, format: 'greengate-gate-2' },
    'open',
    null,
  ]) {
    expect(answerTo(order, JSON.stringify(other))).toBeUndefined()
  }
  expect(answerTo(order, 'ok')).toBeUndefined()
})

test('a signature is over every byte of the body', () => {
  const body = JSON.stringify(order)
  // Held against another implementation: openssl dgst -sha256 -hmac.
  expect(signOrder('what is signed', 'key')).toBe(
    'sha256=af7ffac30d36d68efa951d58679f6947f581a54e4bee4bfb7dd3612c18185e33',
  )
  expect(isSigned(body, secret, signOrder(body, secret))).toBe(true)
  expect(isSigned(body.replace('1', '2'), secret, signOrder(body, secret))).toBe(false)
  expect(isSigned(body, secret, '')).toBe(false)
})
