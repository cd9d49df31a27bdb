/** Looks at a page of an example as a person with a barrier would, and keeps pictures of it to be looked at. */
import { mkdir, writeFile } from 'node:fs/promises'
import type { Browser } from 'webdriverio'
import { barriers } from '../verifier-web/walk/barriers.ts'
import { desktop, look, phone } from '../verifier-web/walk/browser.ts'

const pictures = 'artifacts/examples'

/** What axe finds on a phone by night and on a desk by day; the page is then on the desk. */
export async function study(browser: Browser, name: string): Promise<readonly unknown[]> {
  const found: unknown[] = []
  await mkdir(pictures, { recursive: true })
  for (const [size, scheme] of [
    [phone, 'dark'],
    [desktop, 'light'],
  ] as const) {
    await look(browser, size, scheme)
    found.push(...(await barriers(browser)))
    const png = await browser.takeScreenshot()
    await writeFile(`${pictures}/${name}-${scheme}.png`, Buffer.from(png, 'base64'))
  }
  return found
}
