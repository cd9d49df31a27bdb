/** What axe finds wrong with a page for people who cannot see it, hear it or point. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'webdriverio'

const script = join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js')

// Runs in the page, and is sent there as text: it can use nothing from around it.
async function runAxe(): Promise<readonly unknown[]> {
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

/** The barriers in the page as it stands; none is an empty list. */
export async function barriers(browser: Browser): Promise<readonly unknown[]> {
  if (!(await browser.execute(() => 'axe' in window)))
    await browser.execute(await readFile(script, 'utf8'))
  return browser.execute(runAxe)
}
