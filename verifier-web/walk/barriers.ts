/** What axe finds on a page as it stands: barriers for whoever sees, hears or points differently. */
import { readFile } from 'node:fs/promises'
import type { Browser } from 'webdriverio'

/** A barrier: axe's rule, and where. */
export interface Barrier {
  readonly id: string
  readonly where: readonly string[]
}

/** Looks through every shadow root. The script goes in by the driver, so that no policy of the page is in its way. */
export async function barriers(browser: Browser): Promise<readonly Barrier[]> {
  if (!(await browser.execute(() => 'axe' in globalThis)))
    await browser.execute(await readFile('node_modules/axe-core/axe.min.js', 'utf8'))
  return browser.execute(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: object): Promise<{
          violations: readonly { id: string; nodes: readonly { html: string }[] }[]
        }>
      }
    }
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) }))
  })
}
