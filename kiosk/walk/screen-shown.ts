/** What the kiosk's screen shows, read from the page as a person sees it, and pictures of it to look at. */
import { mkdir, readFile } from 'node:fs/promises'
import type { Browser } from 'webdriverio'
import { isPictured } from '../../verifier-web/walk/shot.ts'
import { letGo } from './screen-clock.ts'

/** One reading of the screen. */
export interface ScreenShown {
  /** Which view fills the screen. */
  readonly view: 'starting' | 'idle' | 'outcome' | 'problem' | 'update'
  /** What there is to say of an update, and the code of a refusal. */
  readonly update: string | null
  readonly code: string | null
  /** How far a bar has come: "2/3". */
  readonly progress: string | null
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
  const bar = root?.querySelector('progress')
  const view = (['update', 'idle', 'outcome', 'problem'] as const).find((name) =>
    section?.classList.contains(name),
  )
  return {
    view: section?.dataset['view'] === 'starting' ? 'starting' : (view ?? 'starting'),
    update: section?.getAttribute('data-update') ?? null,
    code: section?.getAttribute('data-code') ?? null,
    progress: bar == null ? null : `${bar.value}/${bar.max}`,
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
  timeoutMs = 60_000,
): Promise<ScreenShown> {
  const ends = Date.now() + timeoutMs
  for (;;) {
    const last = await browser.execute(readScreen)
    if (wanted(last)) return last
    if (Date.now() > ends) throw new Error(`the screen shows ${JSON.stringify(last)}`)
    await letGo(browser)
    await browser.pause(40)
  }
}

/** Keeps a picture of the screen as it is, where somebody will look at it. */
export async function keepScreen(browser: Browser, name: string): Promise<void> {
  if (!isPictured) return
  await mkdir('artifacts/kiosk', { recursive: true })
  await browser.saveScreenshot(`artifacts/kiosk/${name}.png`)
}

/** The barriers that axe finds on the screen as it is. */
export async function barriers(browser: Browser): Promise<readonly unknown[]> {
  const source = await readFile('node_modules/axe-core/axe.min.js', 'utf8')
  await browser.execute(source)
  return browser.execute(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: readonly { id: string }[] }> }
    }
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations.map(({ id, ...more }) => ({ id, said: JSON.stringify(more).slice(0, 600) }))
  })
}

// Runs in the page, like readScreen.
function readCutOff(): readonly string[] {
  const root = document.querySelector('kiosk-screen')?.shadowRoot
  const texts = [...(root?.querySelectorAll<HTMLElement>('main p, main button, main strong') ?? [])]
  return texts
    .filter((element) => element.checkVisibility())
    .filter((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect()
      const over = 1
      const isOut =
        left < -over || top < -over || right > innerWidth + over || bottom > innerHeight + over
      const isWider = element.scrollWidth > element.clientWidth + over && element.clientWidth > 0
      const place = element.closest('.tile, .verdict, .advice, .choice, header, footer, .ways')
      const around = place?.getBoundingClientRect()
      const isOver =
        around !== undefined && (bottom > around.bottom + over || top < around.top - over)
      return isOut || isWider || isOver
    })
    .map((element) => `${element.className}: ${element.innerText}`)
}

/** The texts and buttons that are not whole: outside the panel, or outside the place that they belong to. */
export const cutOff = (browser: Browser): Promise<readonly string[]> => browser.execute(readCutOff)
