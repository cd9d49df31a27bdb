/** Opens the kiosk in what there is to open it in: Chromium, else Electron, else nothing. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Demo } from 'greengate-cli/demo'
import { findChromium, hasDisplay } from '../browser-shell/find-chromium.ts'
import { openKiosk, type OpenKiosk } from '../browser-shell/open-kiosk.ts'
import { findElectron } from './find-electron.ts'

/** What became of it: a window, or why there is none. */
export type Opened =
  { readonly window: OpenKiosk; readonly shell: 'Electron' | 'Chromium' } | { readonly why: string }

/**
 * Opens the kiosk.
 *
 * @param root - The top of the repository.
 * @param url - The screen's address, for a browser; Electron runs a station of its own, without the simulated lane.
 */
export async function openWindow(root: string, demo: Demo, url: string): Promise<Opened> {
  if (!hasDisplay()) return { why: 'there is no display' }
  const chromium = findChromium()
  // Framed, so that the page with the buttons has room beside it.
  if (chromium !== undefined)
    return { window: await openKiosk({ chromium, url, isFramed: true }), shell: 'Chromium' }
  const electron = findElectron(root)
  if (electron === undefined) return { why: 'there is neither Chromium nor Electron' }
  return { window: runElectron(electron, root, demo), shell: 'Electron' }
}

/** What Electron is started with; what follows the two dashes is the station's, the rest Chromium's. */
export function electronArguments(root: string, demo: Demo, asRoot: boolean): readonly string[] {
  const journal = join(demo.folder, 'journal-electron')
  return [
    ...(asRoot ? ['--no-sandbox'] : []),
    join(root, 'kiosk/electron/dist/main.js'),
    '--',
    ...['--folder', demo.folder, '--rules', demo.ruleSet, '--worlds', 'demo'],
    ...['--journal', journal, '--station', 'demo-electron', '--handover'],
  ]
}

function runElectron(binary: string, root: string, demo: Demo): OpenKiosk {
  const args = electronArguments(root, demo, process.getuid?.() === 0)
  const child = spawn(binary, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve()
    })
    child.once('error', () => {
      resolve()
    })
  })
  return {
    ended,
    close() {
      child.kill('SIGTERM')
      return ended
    },
  }
}
