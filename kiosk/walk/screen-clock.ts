/** The clock of a screen in a walk: how long each view stood there, and a view that stands until somebody looks for another. */
import type { Browser } from 'webdriverio'
import { times } from '../screen/attendant-times.ts'
import { patienceMs } from '../shared/channels.ts'
import type { ScreenSettings } from '../shared/screen-settings.ts'

/** A view: an outcome, a problem, an awaited half, or what else it is called. */
export interface Stood {
  readonly view: string
  /** The number for an appeal that stood with it; empty: none did. */
  readonly appeal: string
  /** Everything that could be read, the shape that was drawn, and the ground's colour as the browser computed it. */
  readonly text: string
  readonly shape: string | null
  readonly ground: string
  readonly rule: string | null
  /** Until the next one came, in milliseconds. */
  readonly forMs: number
  /** The time that was asked of the timer that ended it; null: no timer did. */
  readonly timerMs: number | null
}

/** In the page: what stood there, and hands on the timers that end it. */
interface Clock {
  readonly stood: readonly (Omit<Stood, 'forMs'> & { readonly atMs: number })[]
  letGo(): void
  windOn(): void
}

/** Begins to note what stands there, with the page that is loaded next, at its first moment. */
export const noteScreen = (browser: Browser): Promise<void> => begin(browser, [])

/**
 * Notes it too: and a view whose time is over stands until somebody looks
 * for another in vain, so that no machine is too slow to see it; and a slow station is waited for.
 */
export async function windScreen(
  browser: Browser,
  { dwellMs, awaitMs }: Pick<ScreenSettings, 'dwellMs' | 'awaitMs'>,
): Promise<void> {
  const views = [...Object.values(dwellMs), awaitMs, times.adviceMs, times.passedMs]
  if (views.includes(patienceMs)) throw new TypeError('no view may stand as long as patience lasts')
  await begin(browser, views)
}

/** With the page that is loaded next: views that stand for one of these times stand on until another is looked for. */
async function begin(browser: Browser, views: readonly number[]): Promise<void> {
  await browser.sendCommandAndGetResult('Page.addScriptToEvaluateOnNewDocument', {
    source: `(() => {
      const { setTimeout, clearTimeout } = globalThis
      const now = performance.now.bind(performance)
      let aheadMs = 0
      performance.now = () => now() + aheadMs

      const stood = []
      let timerMs = null
      const note = (root) => {
        const section = root.querySelector('section')
        const { outcome, problem, awaits, view: named } = section?.dataset ?? {}
        const view = outcome ?? problem ?? awaits ?? named ?? ''
        const appeal = root.querySelector('[data-appeal]')?.dataset.appeal ?? ''
        const last = stood.at(-1)
        if (view !== last?.view || appeal !== last.appeal)
          stood.push({
            ...{ view, appeal, atMs: performance.now(), timerMs },
            text: section?.innerText ?? '',
            shape: root.querySelector('.outcome-shape')?.dataset.outcome ?? null,
            ground: section == null ? '' : getComputedStyle(section).backgroundColor,
            rule: root.querySelector('[data-rule]')?.dataset.rule ?? null,
          })
      }
      const waiting = new MutationObserver(() => {
        const root = document.querySelector('kiosk-screen')?.shadowRoot
        if (root == null) return
        waiting.disconnect()
        const all = { subtree: true, childList: true, attributes: true }
        new MutationObserver(() => note(root)).observe(root, all)
        note(root)
      })
      waiting.observe(document, { subtree: true, childList: true })

      const views = new Set(${JSON.stringify(views)})
      const pending = new Map()
      globalThis.setTimeout = (act, ms = 0, ...more) => {
        const isPatience = views.size > 0 && ms === ${String(patienceMs)}
        if (!views.has(ms)) return setTimeout(act, isPatience ? 10 * ms : ms, ...more)
        const run = () => {
          pending.delete(id)
          timerMs = ms
          // After all that its act brings about.
          setTimeout(() => {
            timerMs = null
          })
          act(...more)
        }
        const timer = { untilMs: performance.now() + ms, isDue: false, run }
        const id = setTimeout(() => {
          timer.isDue = true
        }, ms)
        pending.set(id, timer)
        return id
      }
      globalThis.clearTimeout = (id) => {
        pending.delete(id)
        clearTimeout(id)
      }
      globalThis.screenClock = {
        stood,
        letGo() {
          for (const { isDue, run } of [...pending.values()]) if (isDue) run()
        },
        windOn() {
          for (const [id, { untilMs, run }] of [...pending]) {
            clearTimeout(id)
            aheadMs += Math.max(0, untilMs - performance.now())
            run()
          }
        },
      }
    })()`,
  })
}

/** Everything that stood there and does no longer, in order. */
export async function stoodOn(browser: Browser): Promise<readonly Stood[]> {
  const all = await browser.execute(
    () => (globalThis as unknown as { screenClock: Clock }).screenClock.stood,
  )
  return all.slice(0, -1).map(({ atMs, ...one }, at) => ({
    ...one,
    forMs: (all[at + 1]?.atMs ?? atMs) - atMs,
    timerMs: all[at + 1]?.timerMs ?? null,
  }))
}

/** The number for an appeal that the screen showed last, whether it still does or not. */
export const lastAppeal = (browser: Browser): Promise<string> =>
  browser.execute(
    () =>
      (globalThis as unknown as { screenClock: Clock }).screenClock.stood.findLast(
        ({ appeal }) => appeal !== '',
      )?.appeal ?? '',
  )

/** The screen's clock goes on to where the time of what is shown is over. */
export const windOn = (browser: Browser): Promise<void> =>
  browser.execute(() => {
    ;(globalThis as unknown as { screenClock: Clock }).screenClock.windOn()
  })

/** Whatever is due on the screen goes. */
export const letGo = (browser: Browser): Promise<void> =>
  browser.execute(() => {
    ;(globalThis as unknown as { screenClock?: Clock }).screenClock?.letGo()
  })

/** Whether the page has what a selector names within a host; where it has not, whatever is due there goes. */
export const lookFor = (browser: Browser, host: string, selector: string): Promise<boolean> =>
  browser.execute(
    (name, what) => {
      const isThere = document.querySelector(name)?.shadowRoot?.querySelector(what) != null
      if (!isThere) (globalThis as unknown as { screenClock?: Clock }).screenClock?.letGo()
      return isThere
    },
    host,
    selector,
  )
