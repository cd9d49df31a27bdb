/** `npm start` as somebody types it, after the build: everything answers, a newcomer gets a code, and Ctrl-C leaves nothing behind. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { acceptBundle, pinRoot, verify } from 'greengate'
import { describe, expect, test } from 'vitest'
import type { DepartmentsPicture } from './departments.ts'
import { apply } from './test-callers.ts'

const root = join(import.meta.dirname, '../..')

interface Started {
  readonly child: ChildProcess
  /** Everything that was printed, once it ends with the promise of Ctrl-C or the process has ended. */
  readonly printed: Promise<string>
  readonly code: Promise<number | null>
}

function start(...args: string[]): Started {
  const child = spawn(process.execPath, ['--conditions=source', 'start.ts', ...args], { cwd: root })
  let text = ''
  const code = new Promise<number | null>((resolve) => {
    child.on('close', resolve)
  })
  const printed = new Promise<string>((resolve) => {
    const hear = (part: Buffer) => {
      text += part.toString()
      if (text.includes('deletes the files.\n')) resolve(text)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void code.then(() => {
      resolve(text)
    })
  })
  return { child, printed, code }
}

/** Applies, declares, is tested by the demo's hospital, and shows the code to whoever has the web verifier's bundle. */
async function newcomer({
  web,
  codes,
  desk,
  post,
}: Readonly<Record<'web' | 'codes' | 'desk', string>> & {
  readonly post: (path: string, what: object) => Promise<number>
}) {
  const bytesOf = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer())
  const picture = async () =>
    (await (await fetch(`${codes}departments.json`)).json()) as DepartmentsPicture
  const codeFor = async (contact: string) =>
    (await picture()).codes.find((one) => one.contact === contact)?.code
  const called = { url: desk, now: () => new Date(), codeFor }
  const person = await apply(called, 'new@example.org', '119901199001010017')
  await person.declare()
  const { people } = await picture()
  expect(people.map(({ name, lastFour }) => [name, lastFour])).toEqual([['王**', '0017']])
  expect(await post('departments', { push: 'negative-test', person: 'nobody' })).toBe(502)
  expect(await post('departments', { push: 'order', person: person.id })).toBe(400)
  expect(await post('departments', { push: 'negative-test', person: person.id })).toBe(204)
  const { text } = await person.make()
  // Its list of codes is in what is published next.
  const decided = async () => {
    const root = await pinRoot(await bytesOf(`${web}bundle/root.ggb`), { worlds: ['demo'] })
    const now = new Date()
    const bundle = await acceptBundle(root, await bytesOf(`${web}bundle/bundle.ggb`), now)
    return (await verify(await person.live(text), { bundle, now, context })).outcome
  }
  const context = { ruleSet: 'demo-hz' }
  await expect.poll(decided, { timeout: 30_000 }).toBe('pass')
  return decided()
}

describe('npm start', () => {
  test('starts everything on loopback, gives a newcomer a code that passes, and stops and deletes everything on Ctrl-C', async () => {
    const { child, printed, code } = start('--no-window', '--port', '0')
    try {
      const text = await printed
      const urls = text.match(/http:\/\/127\.0\.0\.1:\d+\//g) ?? []
      const pages = [...new Set(urls)]
      expect(pages).toHaveLength(4)
      for (const url of pages) expect((await fetch(url)).status).toBe(200)
      const folder = /root to trust {2}(.*)\/root\.ggb/.exec(text)?.[1] ?? ''
      expect(existsSync(join(folder, 'people/pass.png'))).toBe(true)
      const [, web = '', codes = '', desk = ''] = pages
      const post = async (path: string, what: object) => {
        const headers = { Origin: new URL(codes).origin, 'Content-Type': 'application/json' }
        const body = JSON.stringify(what)
        return (await fetch(`${codes}${path}`, { method: 'POST', headers, body })).status
      }
      const act = (what: object) => post('lane', what)
      const lane = async () => (await (await fetch(`${codes}lane.json`)).json()) as object
      expect(await act({ act: 'place', id: 'card-pass' })).toBe(204)
      await expect
        .poll(lane, { timeout: 30_000 })
        .toMatchObject({ said: { outcome: 'pass' }, gate: { isOpen: true, passed: 0 } })
      await act({ act: 'walk' })
      expect(await lane()).toMatchObject({ gate: { isOpen: false, passed: 1 } })
      expect(await newcomer({ web, codes, desk, post })).toBe('pass')
      child.kill('SIGINT')
      expect(await code).toBe(0)
      expect(existsSync(folder)).toBe(false)
      await expect(fetch(urls[0] ?? '')).rejects.toThrow()
    } finally {
      child.kill('SIGKILL')
    }
  })

  test('says in one line that the port it was given is busy, and leaves nothing behind', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const { printed, code } = start('--no-window', '--port', String(port))
    expect(await printed).toMatch(/^[^\n]+\n$/)
    expect(await printed).toContain(String(port))
    expect(await code).toBe(2)
    await new Promise((resolve) => other.close(resolve))
  })

  test('teaches', async () => {
    const { printed, code } = start('--help')
    expect(await printed).toContain('--port')
    expect(await code).toBe(0)
  })
})
