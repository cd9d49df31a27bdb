/** What the kiosk's screen shows, read from the page as a person sees it, and pictures of it to look at. */
import { mkdir } from 'node:fs/promises'
import type { Browser } from 'webdriverio'

/** One reading of the screen. */
export interface ScreenShown {
  /** Which view fills the screen. */
  readonly view: 'starting' | 'idle' | 'outcome' | 'problem'
  readonly outcome: string | null
  readonly problem: string | null
  /** The shape that is drawn. */
  readonly shape: string | null
  /** The ground's colour as the browser computed it. */
  readonly ground: string
  readonly rule: string | null
  /** Everything that can be read, line by line. */
  readonly text: string
}

// Runs in the page, and is sent there as text: it can use nothing from around it.
function readScreen(): ScreenShown {
  const root = document.querySelector('kiosk-screen')?.shadowRoot
  const section = root?.querySelector<HTMLElement>('section')
  const view = (['idle', 'outcome', 'problem'] as const).find((name) =>
    section?.classList.contains(name),
  )
  return {
    view: section?.dataset['view'] === 'starting' ? 'starting' : (view ?? 'starting'),
    outcome: section?.getAttribute('data-outcome') ?? null,
    problem: section?.getAttribute('data-problem') ?? null,
    shape: root?.querySelector('.outcome-shape')?.getAttribute('data-outcome') ?? null,
    ground: section == null ? '' : getComputedStyle(section).backgroundColor,
    rule: root?.querySelector('[data-rule]')?.getAttribute('data-rule') ?? null,
    text: section?.innerText ?? '',
  }
}

/** Reads the screen until it shows what is wanted; on a timeout the last reading is in the error. */
export async function screenShowing(
  browser: Browser,
  wanted: (shown: ScreenShown) => boolean,
  timeoutMs = 20_000,
): Promise<ScreenShown> {
  const ends = Date.now() + timeoutMs
  for (;;) {
    const last = await browser.execute(readScreen)
    if (wanted(last)) return last
    if (Date.now() > ends) throw new Error(`the screen shows ${JSON.stringify(last)}`)
    await browser.pause(40)
  }
}

/** Keeps a picture of the screen as it is. */
export async function keepScreen(browser: Browser, name: string): Promise<void> {
  await mkdir('artifacts/kiosk', { recursive: true })
  await browser.saveScreenshot(`artifacts/kiosk/${name}.png`)
}
