/** For the test of the page: what somebody does with it, what they see of it, and a collector that does not answer. */
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Browser } from 'webdriverio'
import { handsOn } from '../../../desk/pages/test-hands.ts'
import { desktop, look } from '../../../verifier-web/walk/browser.ts'
import { isPictured } from '../../../verifier-web/walk/shot.ts'
import { pageFile } from '../../studio/page-files.ts'
import type { FleetState } from '../fleet-state.ts'

/** A screen on a wall. */
export const wall = { width: 1920, height: 1080 }

/** Hands on a browser that shows the page. */
export type Hands = ReturnType<typeof handsOnFleet>

/** Runs in the page: the names of the rows that are shown, and which of them are open. */
function readRows() {
  const table = document.querySelector('fleet-page')?.shadowRoot?.querySelector('station-table')
  const rows = [...(table?.shadowRoot?.querySelectorAll<HTMLElement>('tr[data-station]') ?? [])]
  return {
    names: rows.map((row) => row.dataset['station'] ?? ''),
    open: rows.flatMap((row) => (row.classList.contains('open') ? [row.dataset['station']] : [])),
  }
}

/** @param pictures - The folder of pictures. */
export function handsOnFleet(browser: Browser, pictures: string) {
  const hands = handsOn(browser, pictures)
  const speak = (language: 'zh' | 'en'): Promise<void> =>
    browser.execute(
      (at) => {
        const page = document.querySelector('fleet-page')?.shadowRoot
        page?.querySelectorAll<HTMLElement>('.languages button').item(at).click()
      },
      language === 'zh' ? 0 : 1,
    )
  return {
    ...hands,
    speak,
    rows: () => browser.execute(readRows),
    /** Has the page look at once instead of at its next turn, as when somebody comes back to the tab. */
    untilNow: async (wanted: RegExp): Promise<string> => {
      await browser.execute(() => {
        document.dispatchEvent(new Event('visibilitychange'))
      })
      return hands.until(wanted)
    },
    /** Presses something of the table with the mouse. */
    click: (selector: string): Promise<void> =>
      browser.execute((wanted) => {
        const page = document.querySelector('fleet-page')?.shadowRoot
        const table = page?.querySelector('station-table')?.shadowRoot
        table?.querySelector<HTMLElement>(wanted)?.click()
      }, selector),
    /** To the beginning of the page: the keyboard is on its first link. */
    toTop: (): Promise<void> =>
      browser.execute(() => {
        scrollTo(0, 0)
        const page = document.querySelector('fleet-page')?.shadowRoot
        page?.querySelector<HTMLElement>('.skip')?.focus()
      }),
    /** A picture of a state, where somebody will look at it. */
    shot: async (
      name: string,
      size: { readonly width: number; readonly height: number } = desktop,
      scheme: 'light' | 'dark' = 'light',
      language: 'zh' | 'en' = 'en',
    ): Promise<void> => {
      if (!isPictured) return
      await look(browser, size, scheme)
      await speak(language)
      // Charts are drawn anew at the new width.
      await browser.pause(300)
      const { data } = (await browser.sendCommandAndGetResult('Page.captureScreenshot', {
        format: 'png',
      })) as { readonly data: string }
      const picture = sharp(Buffer.from(data, 'base64')).png({ palette: true, effort: 10 })
      writeFileSync(join(pictures, `${name}.png`), await picture.toBuffer())
      await look(browser, desktop, 'light')
      await speak('en')
    },
  }
}

/** Serves the built page, and keeps it waiting for the state until it is told to refuse, or what to show. */
export async function openWaiting(folder: string) {
  let answer: { readonly status: number; readonly body: string } | undefined
  const server = createServer((request, response) => {
    if (request.url === '/fleet.json') {
      if (answer !== undefined) response.writeHead(answer.status).end(answer.body)
      return
    }
    void pageFile(folder, request.url ?? '').then((file) => {
      response.writeHead(file === undefined ? 404 : 200, { 'Content-Type': file?.type ?? '' })
      response.end(file?.content)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    refuse(): void {
      answer = { status: 503, body: '' }
      server.closeAllConnections()
    },
    show(state: FleetState): void {
      answer = { status: 200, body: JSON.stringify(state) }
    },
    close(): void {
      server.closeAllConnections()
      server.close()
    },
  }
}
