/** Pictures of the whole page, kept under artifacts/ to be looked at, where somebody will: in a whole run, or with SHOTS set. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'webdriverio'
import { isWhole } from '../../house/sampled.ts'
import { desktop, look } from './browser.ts'

const folder = 'artifacts/verifier-web'

/** Whether pictures are taken: each takes a third of a second. */
export const isPictured = isWhole || process.env['SHOTS'] !== undefined

/** Takes the page from top to bottom, at a width and by day or night; then the window is on a desk again. */
export async function shot(
  browser: Browser,
  name: string,
  width: number,
  scheme: 'light' | 'dark' = 'light',
): Promise<void> {
  if (!isPictured) return
  const least = width < 600 ? 844 : 800
  await look(browser, { width, height: least }, scheme)
  const height = await browser.execute(() => document.documentElement.scrollHeight)
  await look(browser, { width, height: Math.max(least, height) }, scheme)
  // Two frames, so that what was made visible is painted.
  await browser.execute(
    () =>
      new Promise<void>((done) => {
        requestAnimationFrame(() => {
          requestAnimationFrame(() => {
            done()
          })
        })
      }),
  )
  const taken = (await browser.sendCommandAndGetResult('Page.captureScreenshot', {
    format: 'png',
  })) as { readonly data: string }
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${name}.png`), Buffer.from(taken.data, 'base64'))
  await look(browser, desktop, 'light')
}
