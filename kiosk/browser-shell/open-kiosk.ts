/** Shows the screen in Chromium: full-screen, with a profile of its own that is thrown away afterwards. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What is opened, and with what. */
export interface KioskWindow {
  readonly chromium: string
  /** The screen's address with its token. */
  readonly url: string
  /** Root cannot have Chromium's sandbox; everybody else keeps it. */
  readonly asRoot?: boolean
  /** The path of cage, a compositor that shows one program alone; absent: on the desktop or the X server there is. */
  readonly cage?: string | undefined
  /** A window among others, for a look at it; default: the whole screen and nothing else. */
  readonly isFramed?: boolean
}

/** A browser that runs until it is closed, by us or by the person in front of it. */
export interface OpenKiosk {
  /** Resolves when the browser is gone and its profile deleted. */
  readonly ended: Promise<void>
  close(): Promise<void>
}

const flags = [
  '--kiosk',
  '--no-first-run',
  '--no-default-browser-check',
  '--noerrdialogs',
  '--disable-session-crashed-bubble',
  '--disable-infobars',
  '--disable-translate',
  '--disable-pinch',
  '--overscroll-history-navigation=0',
  '--disable-component-update',
  '--disable-background-networking',
  '--disable-sync',
  '--disable-extensions',
  '--password-store=basic',
  '--autoplay-policy=no-user-gesture-required',
  // The kiosk's own profile opens one page; nobody stands there to click a permission.
  '--auto-accept-camera-and-microphone-capture',
] as const

/** The arguments of Chromium; the token is not among them, since every process here can read those. */
export function kioskArguments(
  profile: string,
  page: string,
  asRoot: boolean,
  underCage = false,
  isFramed = false,
): readonly string[] {
  return [
    ...flags.filter((flag) => flag !== '--kiosk' || !isFramed),
    ...(isFramed ? ['--window-size=1024,720'] : []),
    ...(underCage ? ['--ozone-platform=wayland'] : []),
    ...(asRoot ? ['--no-sandbox'] : []),
    `--user-data-dir=${profile}`,
    page,
  ]
}

/** A page that goes on to the screen; it lies in the profile, which only its owner can read. */
export function stepPage(url: string): string {
  const escaped = url.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return `<!doctype html><meta http-equiv="refresh" content="0; url=${escaped}"><title>Greengate</title>`
}

/** Opens Chromium. */
export async function openKiosk({ chromium, url, ...window }: KioskWindow): Promise<OpenKiosk> {
  const asRoot = window.asRoot ?? process.getuid?.() === 0
  const profile = await mkdtemp(join(tmpdir(), 'greengate-kiosk-'))
  const step = join(profile, 'open.html')
  await writeFile(step, stepPage(url), { mode: 0o600 })
  const { cage, isFramed } = window
  const page = pathToFileURL(step).href
  const args = kioskArguments(profile, page, asRoot, cage !== undefined, isFramed)
  // cage ends with the program in it; -d leaves windows without a frame. Without -s nobody changes the terminal.
  const [program, all] =
    cage === undefined ? [chromium, args] : [cage, ['-d', '--', chromium, ...args]]
  const browser = spawn(program, [...all], { stdio: 'ignore' })
  const gone = new Promise<void>((resolve) => {
    browser.once('exit', () => {
      resolve()
    })
    browser.once('error', () => {
      resolve()
    })
  })
  // Its helpers may still be writing for a moment after the browser itself is gone.
  const ended = gone.then(() =>
    rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  )
  return {
    ended,
    close() {
      browser.kill('SIGTERM')
      return ended
    },
  }
}
