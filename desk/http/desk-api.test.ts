/** The examples of docs/desk-api.md, run word for word by a shell against the desk of the demo, and every answer compared. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDemo } from 'greengate-cli/demo'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blocksOf, shellOf } from '../../house/shell-blocks.ts'
import { settingsOfDemo } from '../demo-settings.ts'
import { startDesk, type RunningDesk } from '../start-desk.ts'

const folder = mkdtempSync(join(tmpdir(), 'desk-api-'))
const now = () => new Date('2026-11-26T08:10:00Z')

/** What is typed, and the answer that the page shows; undefined: it shows none. */
interface Typed {
  readonly line: string
  readonly shown: string | undefined
}

/** A line that ends in a backslash goes on; one that begins with # is an answer. */
const typedIn = (body: string): readonly Typed[] =>
  body
    .replaceAll(/\\\n/g, '\\\r')
    .split('\n')
    .reduce<readonly Typed[]>((all, text) => {
      const last = all.at(-1)
      const line = text.replaceAll('\r', '\n')
      return text.startsWith('# ') && last !== undefined
        ? [...all.slice(0, -1), { ...last, shown: text.slice(2) }]
        : [...all, { line, shown: undefined }]
    }, [])

/** `…` stands for anything. */
const isShown = (shown: string, text: string): boolean =>
  new RegExp(`^${shown.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('…', '.*')}$`).test(text)

let running: RunningDesk
let tell: (code: string) => void = () => undefined
beforeAll(async () => {
  const demo = await makeDemo({ folder: join(folder, 'demo'), now: now() })
  const settings = await settingsOfDemo(demo, {
    ...{ folder: join(folder, 'desk'), port: 0, now, log: () => undefined },
    showCode: (_contact, code) => {
      tell(code)
    },
  })
  running = await startDesk(settings)
})
afterAll(async () => {
  await running.close()
  rmSync(folder, { recursive: true, force: true })
})

test('an answer that is not the one on the page is seen', () => {
  expect([isShown('{"a":…}', '{"a":1}'), isShown('{"a":1}', '{"a":2}')]).toEqual([true, false])
  expect([isShown('{"a":1}', ''), isShown('[…]', '[]')]).toEqual([false, true])
})

test.skipIf(!existsSync('/usr/bin/curl'))(
  'every example of the page does by curl what the page says',
  { timeout: 300_000 },
  async () => {
    const [records] = blocksOf('docs/desk-api.md').filter(({ kind }) => kind === 'json')
    writeFileSync(join(folder, 'records.ndjson'), `${records?.body ?? ''}\n`)
    const typed = shellOf('docs/desk-api.md').flatMap(({ body }) => typedIn(body))
    expect(typed.filter(({ shown }) => shown !== undefined).length).toBeGreaterThan(8)
    // Between two lines stands what no answer has.
    const script = typed.map(({ line }) => `${line}\nprintf '\\n==\\n'\n`).join('')
    const KEY = running.sources.get('demo-control') ?? ''
    const env = { PATH: process.env['PATH'], DESK: running.url, KEY, LC_ALL: 'C.UTF-8' }
    const shell = spawn('bash', ['--norc', '-euc', script], { cwd: folder, env })
    // Somebody who reads the terminal types the code.
    tell = (code) => {
      shell.stdin.end(`${code}\n`)
    }
    const said = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      shell[name].setEncoding('utf8').on('data', (part: string) => {
        said[name] += part
      })
    }
    const code = await new Promise((end) => shell.once('close', end))
    expect([code, said.stderr]).toEqual([0, ''])
    const answers = said.stdout.split('\n==\n').map((answer) => answer.trim())
    const wrong = typed
      .map(({ line, shown = '' }, n) => ({ line, shown, answer: answers[n] ?? 'nothing' }))
      .filter(({ shown, answer }) => !isShown(shown, answer))
    expect(wrong).toEqual([])
  },
)
