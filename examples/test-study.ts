/** Looks at a page of an example as a person with a barrier would, and keeps pictures of it to be looked at. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import type { Browser } from 'webdriverio'
import { desktop, look, phone } from '../verifier-web/walk/browser.ts'

const pictures = 'artifacts/examples'

// Runs in the page, and is sent there as text: it can use nothing from around it.
async function barriers(): Promise<readonly unknown[]> {
  interface Violation {
    readonly id: string
    readonly nodes: readonly { readonly html: string }[]
  }
  const { axe } = window as unknown as {
    axe: { run(how: unknown): Promise<{ violations: readonly Violation[] }> }
  }
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const { violations } = await axe.run({ runOnly: tags, resultTypes: ['violations'] })
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))])
}

/** What axe finds on a phone by night and on a desk by day; the page is then on the desk. */
export async function study(browser: Browser, name: string): Promise<readonly unknown[]> {
  const found: unknown[] = []
  await mkdir(pictures, { recursive: true })
  if (!(await browser.execute(() => 'axe' in window)))
    await browser.execute(await readFile('node_modules/axe-core/axe.min.js', 'utf8'))
  for (const [size, scheme] of [
    [phone, 'dark'],
    [desktop, 'light'],
  ] as const) {
    await look(browser, size, scheme)
    found.push(...(await browser.execute(barriers)))
    const png = await browser.takeScreenshot()
    await writeFile(`${pictures}/${name}-${scheme}.png`, Buffer.from(png, 'base64'))
  }
  return found
}
