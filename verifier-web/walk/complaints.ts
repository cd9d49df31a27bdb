/** What the browser itself says is wrong with the page. */
import type { Browser } from 'webdriverio'

/** What the browser itself complained of: refused by policy, not found, thrown. */
export async function complaints(browser: Browser): Promise<unknown> {
  const logs = (await browser.getLogs('browser')) as readonly { readonly message: string }[]
  // That there is no newer root, and no folder of static files, is asked and answered with 404.
  const asked = /bundle\/(root\/2\.ggb|bundle\.ggb\.gz|timestamp\.ggb) .*404/
  return logs.filter(({ message }) => !asked.test(message))
}
