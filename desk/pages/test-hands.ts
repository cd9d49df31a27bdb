/** For the test of the pages: what somebody does who has a keyboard and no mouse, and what they see of a page. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { Key, type Browser } from 'webdriverio'

/** A phone of the small sort, and a screen on a desk. */
export const sizes = {
  phone: { width: 360, height: 740 },
  desk: { width: 1280, height: 800 },
} as const

/** What the focus is on, in the words that name it. Runs in the page. */
function focused(): string {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  if (at === null || at === document.body) return ''
  const label = at.closest('label') ?? at
  const words = at.getAttribute('aria-label') ?? (label as HTMLElement).innerText
  return `${at.localName} ${words.replaceAll(/\s+/g, ' ').trim()}`
}

/** All that is to be read, through every shadow root. Runs in the page. */
function everything(): string {
  const read = (root: ParentNode): string =>
    [...root.querySelectorAll<HTMLElement>('*')]
      .filter(({ shadowRoot }) => shadowRoot !== null)
      .map(({ shadowRoot }) => {
        const own = [...(shadowRoot?.children ?? [])].map(
          (child) => (child as HTMLElement).innerText,
        )
        return [...own, shadowRoot === null ? '' : read(shadowRoot)].join('\n')
      })
      .join('\n')
  return read(document)
}

/** Finds a value of an attribute anywhere. Runs in the page. */
function attributes(name: string): readonly string[] {
  const find = (root: ParentNode): string[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      ...(element.hasAttribute(name) ? [element.getAttribute(name) ?? ''] : []),
      ...(element.shadowRoot === null ? [] : find(element.shadowRoot)),
    ])
  return find(document)
}

/** What is wider than its place. Runs in the page. */
function cut(): readonly string[] {
  // Not innerWidth: a phone zooms out until what is too wide fits.
  const place = document.documentElement.clientWidth
  const find = (root: ParentNode): string[] =>
    [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
      const { left, right, width } = element.getBoundingClientRect()
      const isOut = width > 0 && (left < -1 || right > place + 1)
      return [
        ...(isOut ? [`${element.localName} ${element.textContent.trim().slice(0, 40)}`] : []),
        ...(element.shadowRoot === null ? [] : find(element.shadowRoot)),
      ]
    })
  return find(document)
}

/** The first words of the names of what is kept. Runs in the page. */
async function keptSorts(): Promise<readonly string[]> {
  const database = await new Promise<IDBDatabase>((done) => {
    const request = indexedDB.open('greengate-desk')
    request.onsuccess = () => {
      done(request.result)
    }
  })
  const names = await new Promise<readonly IDBValidKey[]>((done) => {
    const request = database.transaction('kept').objectStore('kept').getAllKeys()
    request.onsuccess = () => {
      done(request.result)
    }
  })
  database.close()
  return names.map((name) => (typeof name === 'string' ? name : '').split(' ')[0] ?? '')
}

/** What axe finds. Runs in the page. */
async function barriers(): Promise<readonly unknown[]> {
  interface Violation {
    readonly id: string
    readonly nodes: readonly { readonly html: string }[]
  }
  const { axe } = window as unknown as {
    axe: { run(how: unknown): Promise<{ violations: readonly Violation[] }> }
  }
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const { violations } = await axe.run({ runOnly: tags, resultTypes: ['violations'] })
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))])
}

/** Hands on a browser. */
export function handsOn(browser: Browser, pictures: string) {
  mkdirSync(pictures, { recursive: true })
  const keys = async (...pressed: readonly string[]): Promise<void> => {
    const hands = browser.action('key')
    for (const key of pressed) hands.down(key).up(key)
    await hands.perform()
  }
  /** Tab by Tab until the focus is on what these words name. */
  const to = async (wanted: RegExp): Promise<void> => {
    const passed: string[] = []
    const untilMs = Date.now() + 30_000
    // Round and round: it may be that what is wanted is not there yet.
    for (let i = 0; i < 60 || Date.now() < untilMs; i += 1) {
      const at = await browser.execute(focused)
      if (wanted.test(at)) return
      if (i < 60) passed.push(at)
      await keys(Key.Tab)
    }
    throw new Error(`Tab does not reach ${String(wanted)}: ${passed.join(' | ')}`)
  }
  const until = async (wanted: RegExp): Promise<string> => {
    let last = ''
    const isSo = async (): Promise<boolean> => {
      last = await browser.execute(everything)
      return wanted.test(last)
    }
    await browser.waitUntil(isSo, { interval: 60, timeout: 30_000 }).catch(() => {
      throw new Error(`no ${String(wanted)} in:\n${last}`)
    })
    return last
  }
  const type = async (text: string): Promise<void> => {
    await browser.sendCommandAndGetResult('Input.insertText', { text })
  }
  const picture = async (): Promise<Buffer> => {
    const { data } = (await browser.sendCommandAndGetResult('Page.captureScreenshot', {
      format: 'png',
      captureBeyondViewport: true,
    })) as { readonly data: string }
    return Buffer.from(data, 'base64')
  }
  /** Chooses a language, as a tap does. */
  const speak = (language: 'zh' | 'en'): Promise<void> =>
    browser.execute(
      (at) => {
        const page = document.querySelector('applicant-page, office-page, counter-page')?.shadowRoot
        page?.querySelectorAll<HTMLElement>('.pair:first-child button').item(at).click()
      },
      language === 'zh' ? 0 : 1,
    )

  const press = async (wanted: RegExp): Promise<void> => {
    await to(wanted)
    await keys(Key.Enter)
  }

  return {
    ...{ keys, to, until, type, picture, speak },
    /** Activates what the words name. */
    press,
    /** Goes to a part of the page by its link, and has its title under the focus: what stood there before is gone. */
    visit: async (part: string): Promise<void> => {
      await press(new RegExp(`^a ${part}`))
      let at = ''
      const isThere = async (): Promise<boolean> => {
        at = await browser.execute(focused)
        return /^h\d /.test(at)
      }
      await browser.waitUntil(isThere, { interval: 30, timeout: 30_000 }).catch(() => {
        throw new Error(`no title of ${part} has the focus, but ${at}`)
      })
    },
    all: (name: string) => browser.execute(attributes, name),
    cut: () => browser.execute(cut),
    focus: () => browser.execute(focused),
    /** Fills what the words name. */
    fill: async (wanted: RegExp, text: string): Promise<void> => {
      await to(wanted)
      await type(text)
    },
    /** Signs in with a one-time code, which the desk shows by the contact. */
    signIn: async (contact: string, codes: ReadonlyMap<string, string>): Promise<void> => {
      await until(/Phone number/)
      await to(/^input Phone/)
      await type(contact)
      await keys(Key.Enter)
      await until(/The six digits/)
      await to(/^input The six/)
      await type(codes.get(contact) ?? '')
      await keys(Key.Enter)
    },
    /** What the applicant's page keeps on this device: sorts of things, each once. */
    kept: () => browser.execute(keptSorts),
    /** A view on a phone in Chinese and on a desk in English: nothing cut, no barrier; gives what is wrong. */
    study: async (name: string): Promise<readonly unknown[]> => {
      const wrong: unknown[] = []
      for (const [place, size] of Object.entries(sizes)) {
        await resize(browser, size)
        await speak(place === 'phone' ? 'zh' : 'en')
        const found = await browser.execute(cut)
        if (found.length > 0) wrong.push([name, place, 'cut', found])
        writeFileSync(`${pictures}/${name}-${place}.png`, await picture())
        if (!(await browser.execute(() => 'axe' in window))) {
          const script = readFileSync(
            `${import.meta.dirname}/../../node_modules/axe-core/axe.min.js`,
          )
          await browser.execute(script.toString())
        }
        if (place === 'phone') {
          const many = await browser.execute(barriers)
          if (many.length > 0) wrong.push([name, place, ...many])
        }
      }
      return wrong
    },
  }
}

/** Sets the size of the window. */
export async function resize(
  browser: Browser,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  await browser.sendCommandAndGetResult('Emulation.setDeviceMetricsOverride', {
    ...size,
    deviceScaleFactor: 1,
    mobile: size.width < 600,
  })
}
