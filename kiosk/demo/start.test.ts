/** `npm start` as somebody types it, after the build: everything answers, and Ctrl-C leaves nothing behind. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

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

describe('npm start', () => {
  test('starts screen, verifier and codes on loopback, and stops and deletes everything on Ctrl-C', async () => {
    const { child, printed, code } = start('--no-window', '--port', '0')
    try {
      const text = await printed
      const urls = text.match(/http:\/\/127\.0\.0\.1:\d+\//g) ?? []
      expect(urls).toHaveLength(3)
      for (const url of urls) expect((await fetch(url)).status).toBe(200)
      const folder = /root to trust {2}(.*)\/root\.ggb/.exec(text)?.[1] ?? ''
      expect(existsSync(join(folder, 'people/pass.png'))).toBe(true)
      const codes = urls[2] ?? ''
      const act = async (what: object) => {
        const headers = { Origin: new URL(codes).origin, 'Content-Type': 'application/json' }
        const body = JSON.stringify(what)
        return (await fetch(`${codes}lane`, { method: 'POST', headers, body })).status
      }
      const lane = async () => (await (await fetch(`${codes}lane.json`)).json()) as object
      expect(await act({ act: 'place', id: 'card-pass' })).toBe(204)
      await expect
        .poll(lane, { timeout: 10_000 })
        .toMatchObject({ said: { outcome: 'pass' }, gate: { isOpen: true, passed: 0 } })
      await act({ act: 'walk' })
      expect(await lane()).toMatchObject({ gate: { isOpen: false, passed: 1 } })
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
