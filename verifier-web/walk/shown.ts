/** What the verifier page shows, read from what a person sees: shape, word, colour and reasons in the page itself. */
import type { Browser } from 'webdriverio'

/** The answer on the screen. */
export interface Shown {
  /** The shape that is drawn, or null where there is no answer. */
  readonly outcome: string | null
  /** The word as it is written. */
  readonly word: string
  /** The reasons' codes, in order. */
  readonly reasons: readonly string[]
  /** The notice in place of an answer. */
  readonly notice: string | null
  /** Everything that stands in the result, as text. */
  readonly text: string
}

// Runs in the page, and is sent there as text: it can use nothing from around it.
function readShown(): Shown {
  const page = document.querySelector('verifier-page')?.shadowRoot
  const result = page?.querySelector('.result')
  const decision = result?.querySelector('greengate-decision')?.shadowRoot
  const blank = result?.querySelector<HTMLElement>('.blank')
  const shape = decision?.querySelector('.outcome-shape')
  const parts = [...(decision?.querySelectorAll<HTMLElement>('section, dl, details') ?? [])]
  return {
    outcome: shape?.getAttribute('data-outcome') ?? null,
    word: decision?.querySelector('h2')?.textContent.trim() ?? '',
    reasons: [...(decision?.querySelectorAll('li[data-reason]') ?? [])].map(
      (line) => line.getAttribute('data-reason') ?? '',
    ),
    notice: blank?.hidden === false ? blank.getAttribute('data-notice') : null,
    text: [...parts, ...(blank?.hidden === false ? [blank] : [])]
      .map((part) => part.innerText)
      .join('\n'),
  }
}

/** Reads the page once. */
export function shown(browser: Browser): Promise<Shown> {
  return browser.execute(readShown)
}

/** Reads the page until it shows what is wanted; on a timeout the last reading is in the error. */
export async function showing(
  browser: Browser,
  wanted: (shown: Shown) => boolean,
  timeout = 30_000,
): Promise<Shown> {
  const ends = Date.now() + timeout
  for (;;) {
    const last = await shown(browser)
    if (wanted(last)) return last
    if (Date.now() > ends)
      throw new Error(`the page shows ${JSON.stringify({ ...last, text: '' })}`)
    await browser.pause(50)
  }
}

/** The text of one of the page's panels. */
export function panelText(
  browser: Browser,
  panel: 'verifier-data' | 'greengate-scanner',
): Promise<string> {
  return browser.execute((name) => {
    const root = document
      .querySelector('verifier-page')
      ?.shadowRoot?.querySelector(name)?.shadowRoot
    return [...(root?.children ?? [])].map((child) => (child as HTMLElement).innerText).join('\n')
  }, panel)
}

/** What the scanner is doing. */
export function cameraState(browser: Browser): Promise<string | undefined> {
  return browser.execute(
    () =>
      document.querySelector('verifier-page')?.shadowRoot?.querySelector('greengate-scanner')
        ?.state,
  )
}
