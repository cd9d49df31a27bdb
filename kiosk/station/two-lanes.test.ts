/** Two lanes as an operator starts them: two processes, a key that the command made, and one of them killed. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { subprotocol, tokenPrefix } from '../shared/socket-message.ts'
import { freeAddress } from './replay/test-lanes.ts'

const root = join(import.meta.dirname, '../..')
let top: string
let demo: Demo
const children = new Set<ChildProcess>()

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  demo = await makeDemo({ folder: join(top, 'demo'), now: new Date() })
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(top, { recursive: true, force: true, maxRetries: 5 })
})

const node = (script: string, ...args: readonly string[]): ChildProcess => {
  const child = spawn(process.execPath, ['--conditions=source', join(root, script), ...args])
  children.add(child)
  child.once('close', () => children.delete(child))
  return child
}
const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    child.once('close', resolve)
  })

interface Lane {
  readonly child: ChildProcess
  show(id: string): Promise<{ readonly outcome: string; readonly reasons: readonly string[] }>
}

interface Reply {
  readonly value: {
    readonly outcome: string
    readonly reasons: readonly { readonly code: string }[]
  }
}

/** Starts a lane, and shows it codes as its screen does. */
async function startLane(lane: string, ...more: readonly string[]): Promise<Lane> {
  const child = node(
    'kiosk/station/main.ts',
    ...['--folder', demo.folder, '--rules', demo.ruleSet, '--worlds', 'demo'],
    ...['--journal', join(top, `journal-${lane}`), '--lane', lane],
    ...more,
  )
  const url = await new Promise<URL>((resolve, reject) => {
    let said = ''
    child.stdout?.once('data', (bytes: Buffer) => {
      resolve(new URL(bytes.toString().trim()))
    })
    child.stderr?.on('data', (bytes: Buffer) => {
      said += bytes.toString()
    })
    child.once('close', () => {
      reject(new Error(said))
    })
  })
  const { origin } = url
  const offered = [subprotocol, tokenPrefix + url.hash.slice(1)]
  const socket = new WebSocket(origin.replace('http', 'ws'), offered, { origin })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  socket.on('error', () => undefined)
  const waiting = new Map<number, (reply: Reply) => void>()
  socket.on('message', (data: Buffer) => {
    const { id, reply } = JSON.parse(data.toString()) as { id?: number; reply: Reply }
    if (id !== undefined) waiting.get(id)?.(reply)
  })
  let asked = 0
  return {
    child,
    async show(id) {
      const mine = ++asked
      const text = demo.people.find((person) => person.id === id)?.text ?? ''
      const reply = new Promise<Reply>((resolve) => waiting.set(mine, resolve))
      socket.send(JSON.stringify({ id: mine, ask: 'present', argument: [text] }))
      const { outcome, reasons } = (await reply).value
      return { outcome, reasons: reasons.map(({ code }) => code) }
    },
  }
}

test('two lanes let a person pass once, whichever of them is killed and started again', async () => {
  const key = join(top, 'replay.key')
  expect(await ended(node('cli/main.ts', 'station', 'replay-key', key))).toBe(0)
  const { host, port } = await freeAddress()
  const listen = ['--replay-listen', `${host}:${String(port)}`, '--replay-key', key]
  const ask = ['--replay-peer', `${host}:${String(port)}`, '--replay-key', key]
  const first = await startLane('1', ...listen)
  const second = await startLane('2', ...ask)
  expect((await second.show('pass')).outcome).toBe('pass')
  expect((await first.show('pass')).reasons).toContain('already-used')
  expect((await first.show('pass-child')).outcome).toBe('pass')

  first.child.kill('SIGKILL')
  await ended(first.child)
  const alone = await second.show('pass-assessed')
  expect(alone).toMatchObject({ outcome: 'check' })
  expect(alone.reasons).toContain('replay-unknown')

  // Killed without a word: it knows its own passages from its journal, and those of the other lane from that lane.
  const again = await startLane('1', ...listen)
  await expect
    .poll(async () => (await again.show('pass')).reasons, { timeout: 30_000 })
    .toContain('already-used')
  await expect
    .poll(async () => (await second.show('pass-child')).reasons, { timeout: 30_000 })
    .toContain('already-used')
  expect((await second.show('pass-assessed')).outcome).toBe('pass')
})

test('a lane whose address is taken says so in one line, and ends with 2', async () => {
  const other = createServer()
  const { host, port } = await freeAddress()
  await new Promise<void>((resolve) => other.listen(port, host, resolve))
  const key = join(top, 'other.key')
  await writeFile(key, `greengate-replay-key-1 ${'A'.repeat(43)}\n`, { mode: 0o600 })
  const started = startLane(
    '3',
    ...['--replay-listen', `${host}:${String(port)}`, '--replay-key', key],
  )
  await expect(started).rejects.toThrow(/^[^\n]*--replay-listen\n$/)
  await new Promise((resolve) => other.close(resolve))
})
