/** The hands of people in a lane: what they press on the screen and in the staff panel, and what the screen says to them. */
import type { Card } from 'greengate'
import type { Demo } from 'greengate-cli/demo'
import { expect } from 'vitest'
import type { Browser } from 'webdriverio'
import { look } from '../../verifier-web/walk/browser.ts'
import type { SimulatedCard } from '../station/devices/card-reader/simulated-card.ts'
import { operator } from './configured-gate.ts'
import { lookFor } from './screen-clock.ts'
import { barriers, cutOff, keepScreen } from './screen-shown.ts'

/** The two ways a panel hangs. */
export const panels = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
}

/** Keeps a picture of what is shown in both, and tells what is cut off or stands in anybody's way. */
export async function keepBoth(browser: Browser, name: string): Promise<void> {
  for (const [panel, size] of Object.entries(panels)) {
    await look(browser, size, 'light')
    await keepScreen(browser, `lane-${name}-${panel}`)
    expect(await cutOff(browser), `${name}, ${panel}`).toEqual([])
  }
  expect(await barriers(browser), name).toEqual([])
}

/** Keeps a picture of the staff panel in both, and tells what stands in anybody's way. */
export async function keepPanel(browser: Browser, name: string): Promise<void> {
  for (const [way, size] of Object.entries(panels)) {
    await look(browser, size, 'light')
    await keepScreen(browser, `lane-panel-${name}-${way}`)
  }
  expect(await barriers(browser), name).toEqual([])
}

/** Waits until the screen has what a CSS selector names. */
export async function shows(browser: Browser, selector: string, timeoutMs = 30_000): Promise<void> {
  const ends = performance.now() + timeoutMs
  while (!(await lookFor(browser, 'kiosk-screen', selector))) {
    if (performance.now() > ends) {
      const stands = await browser.execute(
        () =>
          document.querySelector('kiosk-screen')?.shadowRoot?.querySelector('section')?.innerText,
      )
      throw new Error(`the screen has no ${selector}; it says ${stands ?? 'nothing'}`)
    }
    await browser.pause(30)
  }
}

/** The number that the screen shows for an appeal. */
export const appealShown = (browser: Browser): Promise<string> =>
  browser.execute(
    () =>
      document
        .querySelector('kiosk-screen')
        ?.shadowRoot?.querySelector('[data-appeal]')
        ?.getAttribute('data-appeal') ?? '',
  )

const click = (browser: Browser, host: string, selector: string) =>
  browser.execute(
    (name, what) => {
      document.querySelector(name)?.shadowRoot?.querySelector<HTMLElement>(what)?.click()
    },
    host,
    selector,
  )

/** Presses something on the screen. */
export async function press(browser: Browser, selector: string): Promise<void> {
  await shows(browser, selector)
  await click(browser, 'kiosk-screen', selector)
}

/** Staff at their panel. */
export interface PanelHands {
  open(): Promise<void>
  /** As somebody who has the right to everything, or with another PIN. */
  signIn(pin?: string): Promise<void>
  shows(selector: string): Promise<void>
  /** Presses something that is there and may be pressed. */
  press(selector: string): Promise<void>
  /** Types by the keys on the screen. */
  keys(text: string): Promise<void>
  leave(): Promise<void>
}

/** Staff before one screen. */
export function panelHands(browser: Browser): PanelHands {
  const wait = async (selector: string) => {
    await browser.waitUntil(() => lookFor(browser, 'staff-panel', selector), {
      timeout: 30_000,
      interval: 30,
      timeoutMsg: `the panel has no ${selector}`,
    })
  }
  const focus = (field: string) =>
    browser.execute((name) => {
      const root = document.querySelector('staff-panel')?.shadowRoot
      root?.querySelector<HTMLElement>(`input[name=${name}]`)?.focus()
    }, field)
  const hands: PanelHands = {
    shows: wait,
    async open() {
      await browser.keys(['F2'])
      await wait('input[name=operator]')
    },
    async signIn(pin = operator.pin) {
      const isNamed = await browser.execute(
        () =>
          document
            .querySelector('staff-panel')
            ?.shadowRoot?.querySelector<HTMLInputElement>('input[name=operator]')?.value !== '',
      )
      if (!isNamed) {
        await focus('operator')
        await hands.keys(operator.id)
      }
      await focus('pin')
      await wait('[data-pad=pin]')
      await hands.keys(pin)
      await hands.press('form.sign-in button[type=submit]')
    },
    async press(selector) {
      await wait(`${selector}:not(:disabled)`)
      await click(browser, 'staff-panel', selector)
    },
    async keys(text) {
      const missing = await browser.execute(async (characters) => {
        const panel = document.querySelector('staff-panel')
        for (const one of characters) {
          const all = [...(panel?.shadowRoot?.querySelectorAll<HTMLElement>('.key') ?? [])]
          const key = all.find(({ innerText }) => innerText.trim() === one)
          if (key === undefined) return one
          key.click()
          await panel?.updateComplete
        }
        return ''
      }, Array.from(text))
      expect(missing).toBe('')
    },
    async leave() {
      await hands.press('[data-act=leave]')
      await browser.waitUntil(async () => !(await lookFor(browser, 'staff-panel', '.panel')), {
        timeout: 30_000,
      })
    },
  }
  return hands
}

/** A code of somebody of the demo. */
export function codeOf({ people }: Demo, id: string): string {
  const found = people.find((person) => person.id === id)
  if (found === undefined) throw new TypeError(`the demo has no ${id}`)
  return found.text
}

/** A card of somebody of the demo, as it lies on the reader. */
export function cardOf({ cards }: Demo, id: string): SimulatedCard {
  const found = cards.find((one) => one.id === id)
  if (found === undefined) throw new TypeError(`the demo has no ${id}`)
  return asLying(found.card)
}

/** The card of somebody who is in no population set. */
export const strangersCard = (): SimulatedCard =>
  asLying({
    type: 'cn-resident-id',
    number: withCheckCharacter('11990119900101555'),
    source: 'chip',
  })

const asLying = ({ number, validFrom, validUntil }: Card): SimulatedCard => ({
  layout: 'resident',
  number,
  name: '某人',
  birthDate: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
  validFrom: validFrom ?? '2015-03-01',
  validUntil: validUntil ?? null,
})

/** GB 11643: ISO 7064 MOD 11-2. */
function withCheckCharacter(digits: string): string {
  const sum = Array.from(digits).reduce((all, digit) => ((all + Number(digit)) * 2) % 11, 0)
  return digits + ('0123456789X'[(12 - sum) % 11] ?? '')
}
