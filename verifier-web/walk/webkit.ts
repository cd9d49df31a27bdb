/** A second browser engine for a walk: WebKitGTK's own small browser, on a screen that nobody sees. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { remote } from 'webdriverio'
import type { OpenBrowser } from './browser.ts'

const driver = '/usr/bin/WebKitWebDriver'
const screen = '/usr/bin/Xvfb'
const binary = (): string | undefined =>
  globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser').toSorted().at(-1)

/** The program without which there is no WebKit here; undefined: it can be opened. */
export function missingWebKit(): string | undefined {
  const missing = [driver, screen].find((path) => !existsSync(path))
  return missing ?? (binary() === undefined ? 'MiniBrowser' : undefined)
}

const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

/** Waits for the end of a process that was told to end. */
const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((done) => child.once('exit', done))
  child.kill()
  await ended
}

/** Starts a screen; it chooses its number itself, and tells it once it is there. */
async function openScreen(): Promise<{ readonly display: string; readonly child: ChildProcess }> {
  const args = ['-displayfd', '1', '-screen', '0', '1280x1000x24', '-nolisten', 'tcp']
  const child = spawn(screen, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const number = await new Promise<string>((done, fail) => {
    child.once('error', fail)
    child.once('exit', () => {
      fail(new Error('the screen does not start'))
    })
    child.stdout.once('data', (told: Buffer) => {
      done(told.toString().trim())
    })
  })
  return { display: `:${number}`, child }
}

/** Waits until the driver answers. */
async function answering(port: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    // Nobody listens yet: the one way in which this fails while the driver starts.
    const answer = await fetch(`http://127.0.0.1:${port}/status`).catch(() => undefined)
    if (answer?.ok === true) return
    if (tries > 100) throw new Error('the driver of WebKit does not answer')
    await new Promise((done) => setTimeout(done, 50))
  }
}

/** Opens the browser, with nothing of an earlier visit; call {@link missingWebKit} before. */
export async function openWebKit(): Promise<OpenBrowser> {
  const home = await mkdtemp(join(tmpdir(), 'greengate-webkit-'))
  const { display, child: shown } = await openScreen()
  const port = await freePort()
  const places = ['HOME', 'XDG_DATA_HOME', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_RUNTIME_DIR']
  const env = {
    ...process.env,
    ...Object.fromEntries(places.map((name) => [name, home])),
    DISPLAY: display,
    GDK_BACKEND: 'x11',
    // There is no graphics card to speak of, no desktop, and a sandbox wants rights that a container has not.
    LIBGL_ALWAYS_SOFTWARE: '1',
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    GSETTINGS_BACKEND: 'memory',
    NO_AT_BRIDGE: '1',
    LANG: 'en_GB.UTF-8',
  }
  const child = spawn(driver, [`--port=${port}`], { env, stdio: 'ignore' })
  // A test that ends without closing leaves nothing behind.
  const leave = (): void => {
    child.kill()
    shown.kill()
  }
  process.once('exit', leave)
  const close = async (): Promise<void> => {
    process.off('exit', leave)
    await stop(child)
    await stop(shown)
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await answering(port)
    const browser = await remote({
      logLevel: 'error',
      hostname: '127.0.0.1',
      port,
      capabilities: {
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary: binary(), args: ['--automation'] },
        'wdio:enforceWebDriverClassic': true,
      } as WebdriverIO.Capabilities,
    })
    return {
      browser,
      async close() {
        try {
          await browser.deleteSession()
        } finally {
          await close()
        }
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}
