/** The command as a process of its own: its exit codes, its pipes, and a reader that goes away. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { drawQr } from './edges/qr-code.ts'
import { greengateProcess, scratch } from './test-process.ts'

test('exit codes reach whoever started it', async () => {
  await using folder = scratch()
  const picture = await drawQr('https://example.com/', 'png')
  const runs = await Promise.all([
    greengateProcess(['--version'], { cwd: folder.path }),
    greengateProcess(['inspect', '-', '--json'], { input: picture }),
    greengateProcess(['inspect', 'missing.png', '--json'], { cwd: folder.path }),
  ])
  expect(runs.map(({ code }) => code)).toEqual([0, 1, 2])
  expect(runs[0]).toMatchObject({ stderr: '' })
  expect(runs.map(({ stderr }) => stderr === '')).toEqual([true, true, false])
  expect(runs.map(({ stdout }) => stdout === '')).toEqual([false, false, true])
})

test('bytes go through a pipe as they are, from one run into the next', async () => {
  await using folder = scratch()
  await greengateProcess(['keys', 'create', folder.at('a.jwk')])
  const span = { issuedAt: '2020-03-01T00:00:00Z', validUntil: '2020-03-02T00:00:00Z' }
  const covers = [{ kind: 'contact', until: span.issuedAt }]
  const run = await greengateProcess(
    ['issue', '-', '--key', folder.at('a.jwk'), '--format', 'png'],
    { input: JSON.stringify({ issuer: 'demo-hz', class: 'app', ...span, covers }) },
  )
  expect(run).toMatchObject({ code: 0, stderr: '' })
  const seen = await greengateProcess(['inspect', '-', '--json'], { input: run.stdoutBytes })
  expect(JSON.parse(seen.stdout)).toMatchObject({ format: 'greengate' })
})

test('a reader that has enough ends it without a word', async () => {
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const args = ['--conditions=source', main, 'people', '--seed', '1', '--count', '1000000000']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
  let said = ''
  child.stderr.on('data', (part: Buffer) => {
    said += part.toString()
  })
  child.stdout.once('data', () => child.stdout.destroy())
  expect([await closed, said]).toEqual([0, ''])
})
