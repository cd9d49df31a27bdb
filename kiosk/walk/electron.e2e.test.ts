/** The kiosk in real Electron, where its binary is: the screen over IPC, shown by the main process that ships. */
import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDemo } from 'greengate-cli/demo'
import { expect, test } from 'vitest'
import { hasDisplay } from '../browser-shell/find-chromium.ts'
import { electronArguments } from '../demo/open-window.ts'
import { findElectron } from '../demo/find-electron.ts'

const root = join(import.meta.dirname, '../..')
const binary = findElectron(root)
const reason = binary === undefined ? 'the Electron binary is not here' : 'there is no display'

test('Electron opens the screen, and the station in it hears of the camera', async ({ skip }) => {
  if (binary === undefined || !hasDisplay()) return skip(reason)
  const folder = await mkdtemp(join(tmpdir(), 'greengate-electron-'))
  const demo = await makeDemo({ folder, now: new Date() })
  const args = electronArguments(root, demo, process.getuid?.() === 0)
  const child = spawn(binary, ['--use-fake-device-for-media-stream', ...args])
  let log = ''
  child.stderr.on('data', (part: Buffer) => {
    log += part.toString()
  })
  try {
    // The line comes from the page, through preload and IPC: all of them work.
    await expect.poll(() => log, { timeout: 60_000 }).toContain('camera of lane 1: live')
    const journal = await readdir(join(folder, 'journal-electron'))
    expect(journal.filter((name) => name.endsWith('.receipts'))).toHaveLength(1)
  } finally {
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('close', resolve))
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
})
