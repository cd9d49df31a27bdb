/** The commands that the README shows, run in its order in an empty folder. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { warmInShell } from '../cli/test-shell.ts'

const begun = Date.now()
const hoursOn = (hours: number): string =>
  `${new Date(begun + hours * 3_600_000).toISOString().slice(0, 19)}Z`

let folder = ''
let warm: AsyncDisposable | undefined
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greengate-readme-'))
  await mkdir(join(folder, 'bin'))
  warm = await warmInShell(join(folder, 'bin'))
  await symlink(resolve('examples'), join(folder, 'examples'))
  await symlink(resolve('test-vectors'), join(folder, 'test-vectors'))
  await writeFile(
    join(folder, 'claims.json'),
    JSON.stringify({
      issuer: 'demo-hz',
      class: 'app',
      issuedAt: hoursOn(0),
      validUntil: hoursOn(24),
      covers: [{ kind: 'contact', until: hoursOn(-1) }],
    }),
  )
})
afterAll(async () => {
  await warm?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** Runs a line as `npx` would, but `greengate` from its sources; gives its exit code and what it said. */
const say = (line: string): Promise<{ readonly code: number; readonly stdout: string }> =>
  new Promise((answer) => {
    const bins = [join(folder, 'bin'), resolve('node_modules/.bin'), process.env['PATH'] ?? '']
    const env = { ...process.env, PATH: bins.join(':') }
    execFile('bash', ['-c', line.replace(/^npx /, '')], { cwd: folder, env }, (error, stdout) => {
      answer({ code: typeof error?.code === 'number' ? error.code : 0, stdout })
    })
  })

test('every line does what the README says of it', { timeout: 180_000 }, async () => {
  const lines = [...(await readFile('README.md', 'utf8')).matchAll(/^npx .*$/gm)].map(
    ([line]) => line,
  )
  const codes: [name: string, code: number][] = []
  const said: Record<string, string> = {}
  for (const line of lines) {
    const words = line.split(' ')
    const name = words.slice(1, words[2] === 'rules' ? 4 : 3).join(' ')
    const { code, stdout } = await say(line)
    codes.push([name, code])
    said[name] = stdout
  }
  expect(codes).toEqual([
    ['greengate demo', 0],
    ['node examples/quick-start.ts', 0],
    ['greengate keys', 0],
    ['greengate issue', 0],
    ['greengate verify', 1],
    ['greengate scan', 0],
    ['greengate inspect', 0],
    ['greengate rules new', 0],
    ['greengate rules lint', 0],
    ['greengate rules test', 0],
    ['greengate rules explain', 0],
    // As `diff` does: 1 where there is a difference.
    ['greengate rules diff', 1],
    ['greengate rules impact', 0],
    ['greengate rules convert', 0],
    ['greengate rules zone', 0],
    ['greengate rules replay', 0],
    ['greengate rules shadow', 0],
    ['greengate keys', 0],
    ['greengate holder', 0],
    ['greengate holder', 0],
    ['greengate issue', 0],
    ['greengate live', 0],
    ['greengate status', 0],
    ['greengate issue', 0],
    ['greengate status', 0],
    ['greengate status', 0],
    ['greengate issue', 0],
    ['greengate batch', 0],
    ['greengate population', 0],
    ['greengate card', 0],
    // Another country's code: told, let through where its key is listed, refused where it is not.
    ['greengate inspect', 0],
    ['greengate verify', 0],
    ['greengate verify', 1],
    ['greengate collect', 0],
    ['greengate fleet', 0],
    ['greengate journal', 0],
    ['greengate journal', 0],
  ])
  expect(said['node examples/quick-start.ts']).toMatch(/^pass: .*\nthe gate opens\nstop: .*\n$/)
  expect(said['greengate scan']).toContain('GG1:')
  expect(said['greengate live']).toMatch(/^GG1:/)
})
