/** For the test of the studio: what somebody does who has a keyboard and no mouse, and what they see of it. */
import { writeFileSync } from 'node:fs'
import { Key, type Browser } from 'webdriverio'
import { focusOf, textOf } from './test-page.ts'

/** Hands on the keyboard of a browser that shows the studio. */
export type Hands = ReturnType<typeof handsOn>

/** @param pictures - The folder of pictures. */
export const handsOn = (browser: Browser, pictures: string) => {
  const keys = async (...pressed: readonly string[]): Promise<void> => {
    const hands = browser.action('key')
    for (const key of pressed) hands.down(key)
    for (const key of pressed.toReversed()) hands.up(key)
    await hands.perform()
  }
  const type = async (text: string): Promise<void> => {
    const hands = browser.action('key')
    for (const key of text) hands.down(key).up(key)
    await hands.perform()
  }
  /** Waits until a text within the page is as it should be; says what it was if it never is. */
  const until = async (path: readonly string[], wanted: RegExp | string): Promise<string> => {
    let last = ''
    const isSo = async (): Promise<boolean> => {
      last = await textOf(browser, ...path)
      return typeof wanted === 'string' ? last.includes(wanted) : wanted.test(last)
    }
    await browser.waitUntil(isSo, { interval: 50, timeout: 30_000 }).catch(() => {
      throw new Error(`no ${String(wanted)} in ${path.join(' ')}, but:\n${last}`)
    })
    return last
  }
  /** From region to region until the focus is there. */
  const goTo = async (region: string): Promise<void> => {
    for (let i = 0; i < 4; i += 1) {
      if ((await focusOf(browser)).includes(region)) return
      await keys(Key.F6)
    }
    throw new Error(`${region} is not reached: ${(await focusOf(browser)).join(' ')}`)
  }
  /** Chooses a panel by its tab. */
  const choose = async (name: string): Promise<void> => {
    await goTo('text-desk')
    await keys(Key.F6)
    for (let i = 0; i < 6; i += 1) {
      if ((await focusOf(browser)).at(-1) === `button#tab-${name}`) return
      await keys(Key.ArrowRight)
    }
    throw new Error(`there is no tab ${name}`)
  }
  /** Goes on with Tab until the focus is on something. */
  const tabTo = async (wanted: string): Promise<void> => {
    for (let i = 0; i < 40; i += 1) {
      if ((await focusOf(browser)).at(-1)?.startsWith(wanted) === true) return
      await keys(Key.Tab)
    }
    throw new Error(`Tab does not reach ${wanted}: ${(await focusOf(browser)).join(' ')}`)
  }
  const shot = async (name: string): Promise<void> => {
    const { data } = (await browser.sendCommandAndGetResult('Page.captureScreenshot', {
      format: 'png',
    })) as { readonly data: string }
    writeFileSync(`${pictures}/${name}.png`, Buffer.from(data, 'base64'))
  }
  const isOn = async (name: string): Promise<boolean> => {
    return (await browser.execute(focused)).is === name
  }

  const hasFocus = async (words: string): Promise<boolean> => {
    return (await browser.execute(focused)).text.includes(words)
  }

  const tabBackTo = async (words: string): Promise<void> => {
    for (let i = 0; i < 40 && !(await hasFocus(words)); i += 1) await keys(Key.Shift, Key.Tab)
  }

  return { keys, type, until, goTo, choose, tabTo, tabBackTo, shot, isOn, hasFocus }
}

/** What has the focus: its words, and which finding or case it is. */
function focused(): { readonly text: string; readonly is: string | undefined } {
  let at: Element | null = document.activeElement
  while (at?.shadowRoot?.activeElement != null) at = at.shadowRoot.activeElement
  const data = at?.closest<HTMLElement>('[data-code], [data-case]')?.dataset
  return { text: (at as HTMLElement | null)?.innerText ?? '', is: data?.['code'] ?? data?.['case'] }
}
