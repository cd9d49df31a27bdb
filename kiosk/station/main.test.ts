/** The station as an operator starts it: one line and 2 for every mistake, and a clean start and end. */
import { spawn } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, rm, truncate } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

let top: string
let demo: Demo
let folder: string

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  demo = await makeDemo({ folder: join(top, 'demo'), now: new Date() })
})
afterAll(() => rm(top, { recursive: true }))
beforeEach(async () => {
  folder = await mkdtemp(join(top, 'station-'))
  for (const name of ['root.ggb', 'bundle.ggb'])
    await copyFile(join(demo.folder, name), join(folder, name))
})

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command to its end, which `onLine` may bring about once it has printed a line. */
function run(
  args: readonly string[],
  onLine?: (child: ReturnType<typeof spawn>) => void,
): Promise<Ended> {
  const script = join(import.meta.dirname, 'main.ts')
  const child = spawn(process.execPath, ['--conditions=source', script, ...args])
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (bytes: Buffer) => {
    stdout += bytes.toString()
    if (stdout.endsWith('\n')) onLine?.(child)
  })
  child.stderr.on('data', (bytes: Buffer) => {
    stderr += bytes.toString()
  })
  return new Promise((resolve) => {
    child.on('close', (code) => {
      resolve({ code, stdout, stderr })
    })
  })
}

const station = (...more: string[]) => [
  ...['--folder', folder, '--rules', demo.ruleSet, '--worlds', 'demo'],
  ...more,
]
const oneLine = /^[^\n]+\n$/

describe('the station’s command', () => {
  test('starts, prints the address of its screen, and ends when it is told to', async () => {
    const { code, stdout, stderr } = await run(station(), (child) => child.kill('SIGTERM'))
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}\n$/)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const written = await readdir(join(folder, 'journal'))
    expect(written.filter((name) => name.endsWith('.receipts'))).toHaveLength(1)
  })

  test('teaches', async () => {
    const { code, stdout } = await run(['--help'])
    expect(code).toBe(0)
    expect(stdout).toContain('--folder')
  })

  test.each<[string, () => string[] | Promise<string[]>]>([
    ['without a folder', () => ['--rules', 'x']],
    ['without a rule set', () => ['--folder', folder]],
    ['with an option that it does not know', () => station('--colour', 'green')],
    ['with a world that is none', () => station('--worlds', 'moon')],
    ['for production with a root of the demo', () => station('--worlds', 'production')],
    ['with a port that is none', () => station('--port', '70000')],
    ['with a name that cannot be a file’s', () => station('--station', '../x')],
    ['with a folder that is not there', () => ['--folder', join(folder, 'no'), '--rules', 'x']],
    [
      'without a bundle',
      async () => {
        await rm(join(folder, 'bundle.ggb'))
        return station()
      },
    ],
    [
      'with a bundle that is cut off',
      async () => {
        await truncate(join(folder, 'bundle.ggb'), 5_000)
        return station()
      },
    ],
  ])('%s says so in one line and ends with 2, with nothing written', async (_, prepare) => {
    const args = await prepare()
    const { code, stdout, stderr } = await run(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(oneLine)
    expect((await readdir(folder)).filter((name) => name === 'journal')).toEqual([])
  })

  test('says that its port is busy, in one line, and ends with 2', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const { code, stderr } = await run(station('--port', String(port)))
    expect(code).toBe(2)
    expect(stderr).toMatch(oneLine)
    expect(stderr).toContain(String(port))
    // It may be this very station that runs there: its journal is no other process's.
    expect(await readdir(folder)).not.toContain('journal')
    await new Promise((resolve) => other.close(resolve))
  })

  test('says that its journal cannot be written, in one line, and ends with 2', async () => {
    await mkdir(join(folder, 'journal'))
    await copyFile(join(folder, 'root.ggb'), join(folder, 'journal', 'file'))
    const { code, stderr } = await run(station('--journal', join(folder, 'journal', 'file')))
    expect(code).toBe(2)
    expect(stderr).toMatch(oneLine)
  })
})
