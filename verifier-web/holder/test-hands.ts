/** What the walk through the holder's page does with its hands and eyes: through every shadow root, by what is there. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { Key, type Browser } from 'webdriverio'
import { barriers } from '../walk/barriers.ts'
import { look } from '../walk/browser.ts'

const pictures = 'artifacts/verifier-web/holder'

/** Finds the first element that a selector names; its steps, parted by spaces, lead into shadow roots. Runs in the page. */
function find(selector: string): HTMLElement | null {
  const within = (root: Element | Document | ShadowRoot, step: string): HTMLElement | null => {
    const own = root.querySelector<HTMLElement>(step)
    if (own !== null) return own
    const hosts =
      root instanceof Element ? [root, ...root.querySelectorAll('*')] : root.querySelectorAll('*')
    for (const { shadowRoot } of hosts) {
      const found = shadowRoot === null ? null : within(shadowRoot, step)
      if (found !== null) return found
    }
    return null
  }
  let at: HTMLElement | null = document.documentElement
  for (const step of selector.split(' ')) at = at === null ? null : within(at, step)
  return at
}

/** What the focus is on, in the words that name it. Runs in the page. */
function focused(): string {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  if (at === null || at === document.body) return ''
  const label = at.closest('label') ?? at
  const words = at.getAttribute('aria-label') ?? (label as HTMLElement).innerText
  return `${at.localName} ${words.replaceAll(/\s+/g, ' ').trim()}`
}

/** Where a state is looked at: size, language and light. */
const places = [
  ['phone-zh', { width: 390, height: 844 }, 'zh', 'light'],
  ['phone-en-dark', { width: 390, height: 844 }, 'en', 'dark'],
  ['tablet-zh-dark', { width: 820, height: 1180 }, 'zh', 'dark'],
  ['desktop-en', { width: 1280, height: 900 }, 'en', 'light'],
] as const

/** Hands on a browser. */
export function handsOn(browser: Browser) {
  mkdirSync(pictures, { recursive: true })
  const run = <T>(what: string, selector: string): Promise<T> =>
    browser.execute<T, []>(
      `const find = ${String(find)}; const it = find(${JSON.stringify(selector)}); ${what}`,
    )
  const until = async (selector: string): Promise<void> => {
    await browser.waitUntil(
      () => run<boolean>('return it !== null && it.checkVisibility()', selector),
      {
        interval: 50,
        timeout: 15_000,
        timeoutMsg: `there is no ${selector}`,
      },
    )
  }
  const text = (selector: string): Promise<string> => run('return it?.innerText ?? ""', selector)
  const press = async (selector: string): Promise<void> => {
    await until(selector)
    await run('it.click()', selector)
  }
  const picture = async (clip?: object): Promise<Buffer> => {
    const { data } = (await browser.sendCommandAndGetResult('Page.captureScreenshot', {
      format: 'png',
      captureBeyondViewport: true,
      ...(clip === undefined ? {} : { clip }),
    })) as { readonly data: string }
    return Buffer.from(data, 'base64')
  }
  const speak = (language: 'zh' | 'en') =>
    press(`.languages button:nth-child(${language === 'zh' ? 1 : 2})`)

  return {
    ...{ until, text, press, speak },
    has: (selector: string): Promise<boolean> => run('return it !== null', selector),
    attribute: (selector: string, name: string): Promise<string | null> =>
      run(`return it?.getAttribute(${JSON.stringify(name)}) ?? null`, selector),
    /** Goes to a part by its link. */
    go: async (part: string): Promise<void> => {
      await press(`nav a[href="#${part}"]`)
      await until(`${part}-view`)
    },
    /** Types into a field. */
    fill: async (selector: string, what: string): Promise<void> => {
      await until(selector)
      await run('it.focus(); if ("select" in it) it.select()', selector)
      await browser.sendCommandAndGetResult('Input.insertText', { text: what })
    },
    keys: (...pressed: readonly string[]): Promise<void> => browser.keys([...pressed]),
    focus: (): Promise<string> => browser.execute(focused),
    /** What the focus passes from the top of the page on, until it is where it began or has passed so many. */
    tabs: async (most: number): Promise<readonly string[]> => {
      await browser.execute(() => {
        ;(document.activeElement as HTMLElement | null)?.blur()
        window.getSelection()?.removeAllRanges()
      })
      const passed: string[] = []
      for (let i = 0; i < most; i++) {
        await browser.keys(Key.Tab)
        passed.push(await browser.execute(focused))
      }
      return passed
    },
    /** A part of the screen as a person's camera sees it. */
    photograph: async (selector: string): Promise<Buffer> => {
      await until(selector)
      const { x, y, width, height } = await run<DOMRect>(
        'const r = it.getBoundingClientRect(); return { x: r.x + scrollX, y: r.y + scrollY, width: r.width, height: r.height }',
        selector,
      )
      return picture({ x, y, width, height, scale: 2 })
    },
    /** Looks at a state in every place; gives what is a barrier, and what is wider than its place. */
    study: async (name: string): Promise<readonly unknown[]> => {
      const wrong: unknown[] = []
      for (const [place, size, language, scheme] of places) {
        await look(browser, size, scheme)
        await speak(language)
        writeFileSync(`${pictures}/${name}-${place}.png`, await picture())
        const width = await browser.execute(() => document.documentElement.scrollWidth)
        if (width > size.width) wrong.push([place, 'wider than its place', width])
        // By night on a phone and by day on a desk: colours and sizes differ, the rest does not.
        if (language === 'en') {
          const found = await barriers(browser)
          if (found.length > 0) wrong.push([place, ...found])
        }
      }
      return wrong
    },
  }
}
