/** The clock of a screen in a walk: how long each view stood there, and a view that stands still while its picture is taken. */
import type { Browser } from 'webdriverio'

/** A view: an outcome, a problem, an awaited half, or what else it is called. */
export interface Stood {
  readonly view: string
  /** Until the next one came, in milliseconds. */
  readonly forMs: number
  /** The time that was asked of the timer that ended it; null: no timer did. */
  readonly timerMs: number | null
}

/** In the page: what stood there, and hands on the timers that were set before. */
interface Clock {
  readonly stood: readonly {
    readonly view: string
    readonly atMs: number
    readonly timerMs: number | null
  }[]
  hold(): void
  letGo(): void
}

/** Begins with the page that is loaded next, at its first moment. */
export async function windScreen(browser: Browser): Promise<void> {
  await browser.sendCommandAndGetResult('Page.addScriptToEvaluateOnNewDocument', {
    source: `(() => {
      const stood = []
      let timerMs = null
      const note = (root) => {
        const { outcome, problem, awaits, view } = root.querySelector('section')?.dataset ?? {}
        const name = outcome ?? problem ?? awaits ?? view ?? ''
        if (name !== stood.at(-1)?.view) stood.push({ view: name, atMs: performance.now(), timerMs })
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

      const { setTimeout, clearTimeout } = globalThis
      const pending = new Set()
      const due = new Map()
      let held = new Set()
      globalThis.setTimeout = (act, ms, ...more) => {
        const run = () => {
          if (held.has(id)) {
            due.set(id, run)
            return
          }
          pending.delete(id)
          timerMs = ms ?? 0
          // After all that its act brings about.
          setTimeout(() => {
            timerMs = null
          })
          act(...more)
        }
        const id = setTimeout(run, ms)
        pending.add(id)
        return id
      }
      globalThis.clearTimeout = (id) => {
        for (const all of [pending, due, held]) all.delete(id)
        clearTimeout(id)
      }
      globalThis.screenClock = {
        stood,
        hold() {
          held = new Set(pending)
        },
        letGo() {
          held = new Set()
          const all = [...due.values()]
          due.clear()
          for (const run of all) run()
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
  return all.slice(0, -1).map(({ view, atMs }, at) => ({
    view,
    forMs: (all[at + 1]?.atMs ?? atMs) - atMs,
    timerMs: all[at + 1]?.timerMs ?? null,
  }))
}

/** What is shown stays for as long as the work takes, and goes afterwards if its time is over; events change it still. */
export async function heldStill(browser: Browser, work: () => Promise<void>): Promise<void> {
  await browser.execute(() => {
    ;(globalThis as unknown as { screenClock?: Clock }).screenClock?.hold()
  })
  try {
    await work()
  } finally {
    await browser.execute(() => {
      ;(globalThis as unknown as { screenClock?: Clock }).screenClock?.letGo()
    })
  }
}
