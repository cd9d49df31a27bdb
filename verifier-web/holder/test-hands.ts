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
const first = ['phone-zh', { width: 390, height: 844 }, 'zh', 'light'] as const
const others = [
  ['phone-en-dark', { width: 390, height: 844 }, 'en', 'dark'],
  ['desktop-en', { width: 1280, height: 900 }, 'en', 'light'],
  ['tablet-en-dark', { width: 820, height: 1180 }, 'en', 'dark'],
] as const

/** An instant so many hours from now, as a field of date and time has it. */
export function localTime(hours: number): string {
  const then = new Date(Date.now() + hours * 3_600_000)
  return new Date(then.getTime() - then.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
/** Hands on a browser. */
export function handsOn(browser: Browser) {
  mkdirSync(pictures, { recursive: true })
  let studied = 0
  const run = <T>(what: string, selector: string): Promise<T> =>
    browser.execute(
      `const find = ${String(find)}; const it = find(${JSON.stringify(selector)}); ${what}`,
    ) as Promise<T>
  const until = async (selector: string, isSeen = true): Promise<void> => {
    await browser.waitUntil(
      () =>
        run<boolean>(
          isSeen ? 'return it !== null && it.checkVisibility()' : 'return it !== null',
          selector,
        ),
      {
        interval: 50,
        timeout: 30_000,
        timeoutMsg: `there is no ${selector}`,
      },
    )
  }
  /** Types into a field. */
  const fill = async (selector: string, what: string): Promise<void> => {
    await until(selector)
    await run('it.focus(); if ("select" in it) it.select()', selector)
    await browser.sendCommandAndGetResult('Input.insertText', { text: what })
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
    ...{ until, text, press, speak, fill },
    has: (selector: string): Promise<boolean> => run('return it !== null', selector),
    attribute: (selector: string, name: string): Promise<string | null> =>
      run(`return it?.getAttribute(${JSON.stringify(name)}) ?? null`, selector),
    /** A property of an element. */
    property: <T>(selector: string, name: string): Promise<T> =>
      run(`return it?.[${JSON.stringify(name)}]`, selector),
    /** Goes to a part by its link. */
    go: async (part: string): Promise<void> => {
      await press(`nav a[href="#${part}"]`)
      await until(`${part}-view`)
    },
    /** Gives a text to the page as one who has it on the clipboard. */
    paste: async (what: string): Promise<void> => {
      await fill('code-intake textarea', what)
      await press('code-intake button[type=submit]')
    },
    /** Chooses a file. */
    file: async (path: string): Promise<void> => {
      const view = browser.$('holder-page').shadow$('add-view')
      await view.shadow$('code-intake').shadow$('input[type=file]').addValue(path)
    },
    /** Sets a field as a picker does. */
    choose: async (selector: string, value: string): Promise<void> => {
      await until(selector)
      const set = `it.value = ${JSON.stringify(value)}; it.dispatchEvent(new Event('change', { bubbles: true }))`
      await run(set, selector)
    },
    /** The values of all options beside the first that is found. */
    values: (selector: string): Promise<readonly string[]> =>
      run('return [...it.parentElement.children].map(({ value }) => value)', selector),
    /** Submits a form and changes it at once; whether its answer stays away for as long as it takes. */
    overtake: async (selector: string): Promise<boolean> => {
      await until(selector)
      await run('it.requestSubmit(); it.dispatchEvent(new Event("change"))', selector)
      await browser.pause(300)
      return !(await run<boolean>('return it !== null', '[data-foretold]'))
    },
    focusOn: (selector: string): Promise<void> => run('it.focus()', selector),
    keys: (...pressed: readonly string[]): Promise<void> => browser.keys([...pressed]),
    focus: (): Promise<string> => browser.execute(focused),
    /** What the focus passes in a page that was just opened. */
    tabs: async (many: number): Promise<readonly string[]> => {
      const passed: string[] = []
      for (let i = 0; i < many; i++) {
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
    /** Looks at a state by day in Chinese on a phone, and in one more place in English; gives what is wrong. */
    study: async (name: string): Promise<readonly unknown[]> => {
      const wrong: unknown[] = []
      // A barrier is one in each place; colours, words and sizes take turns.
      const turn = others[studied++ % others.length] ?? first
      for (const [place, size, language, scheme] of [first, turn]) {
        await look(browser, size, scheme)
        await speak(language)
        writeFileSync(`${pictures}/${name}-${place}.png`, await picture())
        const width = await browser.execute(() => document.documentElement.scrollWidth)
        if (width > size.width) wrong.push([place, 'wider than its place', width])
        if (place === first[0]) continue
        const found = await barriers(browser)
        if (found.length > 0) wrong.push([place, ...found])
      }
      return wrong
    },
  }
}
