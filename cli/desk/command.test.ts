/** `greengate desk` as its operator uses it: run once as a process; all else beside it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { generateKey } from 'greengate/issue'
import { expect, test } from 'vitest'
import { greengate, scratch, startGreengate } from '../test-process.ts'

test('runs with embedded defaults, answers, publishes, and ends with 0 at ctrl-c', async () => {
  await using running = startGreengate(['desk', '--port', '0', '--json'])
  const said = JSON.parse((await running.seen('}\n')).trim()) as {
    readonly url: string
    readonly bundle: string
    readonly sources: Readonly<Record<string, string>>
  }
  expect(Object.keys(said.sources)).toEqual(['demo-hospital', 'demo-control'])
  const desk = await fetch(`${said.url}/api/desk`)
  expect(desk.status).toBe(200)
  expect(await desk.json()).toMatchObject({ issuer: 'demo-desk', signIn: ['one-time-code'] })
  await expect.poll(async () => (await fetch(`${said.bundle}index.json`)).status).toBe(200)
  expect(await running.interrupt()).toBe(0)
})
