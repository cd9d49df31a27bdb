/** Starting in Electron: with the binary that is there, with one that is fetched, and without any. */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findElectron } from '../demo/find-electron.ts'
import { startElectron } from './start-electron.ts'

let root: string
let ran: string[][]
let said: string[]

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  ran = []
  said = []
})
afterEach(() => rm(root, { recursive: true }))

const binary = async () => {
  await mkdir(join(root, 'node_modules/electron/dist'), { recursive: true })
  await writeFile(join(root, 'node_modules/electron/dist/electron'), '')
}
const start = (fetch: () => Promise<void>, asRoot = false) =>
  startElectron({
    ...{ root, args: ['--config', 'x.yaml'], asRoot, say: (line) => said.push(line) },
    async run(program, args) {
      ran.push([program, ...args])
      if (program !== process.execPath) return 0
      await fetch()
      return 1
    },
  })
const nothing = () => Promise.resolve()

describe('the kiosk in Electron', () => {
  test('is started with the binary that is there, and everything after the dashes is the station’s', async () => {
    await binary()
    expect(await start(nothing)).toBe(0)
    expect(ran).toEqual([
      [
        findElectron(root),
        join(root, 'kiosk/electron/dist/main.js'),
        ...['--', '--config', 'x.yaml'],
      ],
    ])
    expect(said).toEqual([])
  })

  test('is started with one that was fetched', async () => {
    expect(await start(binary)).toBe(0)
    expect(ran).toHaveLength(2)
  })

  test('loses its sandbox for root alone', async () => {
    await binary()
    await start(nothing, true)
    expect(ran[0]).toContain('--no-sandbox')
  })

  test('says what is missing and ends with 2 where none can be fetched', async () => {
    expect(await start(nothing)).toBe(2)
    expect(said).toHaveLength(2)
  })
})

test('the command says the same where the network leads nowhere', async ({ skip }) => {
  if (findElectron(join(import.meta.dirname, '../..')) !== undefined)
    return skip('the Electron binary is here')
  const script = join(import.meta.dirname, 'start-electron.ts')
  const env = { ...process.env, ELECTRON_MIRROR: 'http://127.0.0.1:9/' }
  const child = spawn(process.execPath, ['--conditions=source', script], { env })
  let stderr = ''
  child.stderr.on('data', (bytes: Buffer) => {
    stderr += bytes.toString()
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, lines: 2 })
})
