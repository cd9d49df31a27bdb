/** For the test in a browser: what a person's hands and eyes do at the editor. */
import { writeFileSync } from 'node:fs'
import { Key, type Browser } from 'webdriverio'
import type {} from './rule-editor.ts'
import type {} from './test-page.ts'

/** What axe finds. */
interface Barrier {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

/** What the editor shows. */
export interface Reading {
  readonly text: string
  /** The line below the text. */
  readonly said: string
  readonly tooltip: string
  /** Of the list. */
  readonly options: readonly string[]
  readonly chosen: string | undefined
  /** The id of what has the focus. */
  readonly focused: string
  readonly isInText: boolean
  /** What the page wrote down. */
  readonly happened: readonly string[]
}

/** What a person can do. */
export interface Hands {
  /** Puts the cursor somewhere, and the focus with it. */
  goTo(line: number, column: number): Promise<void>
  read(): Promise<Reading>
  /** Reads until it shows what is wanted. */
  until(wanted: (reading: Reading) => boolean): Promise<Reading>
  /** Takes an entry of the list by the arrow keys and Enter. */
  choose(label: string): Promise<void>
  /** The barriers that axe finds. */
  axe(): Promise<readonly unknown[]>
  /** Keeps a picture of the page to be looked at. */
  picture(path: string): Promise<void>
}

/** Hands and eyes at a page. */
export function handsAt(browser: Browser): Hands {
  async function goTo(line: number, column: number): Promise<void> {
    await browser.execute(
      (place) => {
        document.querySelector('rule-editor')?.showPlace(place)
      },
      { line, column, length: 0 },
    )
  }

  const read = (): Promise<Reading> =>
    browser.execute(() => {
      const editor = document.querySelector('rule-editor')
      const root = editor?.shadowRoot
      const within = (form: string): readonly string[] =>
        [...(root?.querySelectorAll<HTMLElement>(form) ?? [])].map((one) => one.innerText)
      return {
        text: editor?.text ?? '',
        said: within('[role="status"]')[0] ?? '',
        tooltip: within('.cm-tooltip')[0] ?? '',
        options: within('[role="option"] .cm-completionLabel'),
        chosen: within('[role="option"][aria-selected] .cm-completionLabel')[0],
        focused: document.activeElement?.id ?? '',
        isInText: root?.activeElement?.getAttribute('role') === 'textbox',
        happened: [...happened],
      }
    })

  async function until(wanted: (reading: Reading) => boolean): Promise<Reading> {
    for (const ends = Date.now() + 30_000; ;) {
      const reading = await read()
      if (wanted(reading)) return reading
      if (Date.now() > ends) throw new Error(`the editor shows ${JSON.stringify(reading)}`)
      await browser.pause(20)
    }
  }

  /** A person sees a list before pressing a key in it; CodeMirror waits for that too. */
  async function choose(label: string): Promise<void> {
    await until(({ options }) => options.includes(label))
    await browser.pause(90)
    for (let steps = 0; steps < 20 && (await read()).chosen !== label; steps++) {
      await browser.keys(Key.ArrowDown)
    }
    await browser.keys(Key.Enter)
    await until(({ options, text }) => !options.includes(label) && text.includes(label))
  }

  const axe = async (): Promise<readonly unknown[]> =>
    await browser.execute(async () => {
      const { axe: tool } = window as unknown as {
        axe: { run(options: unknown): Promise<{ violations: readonly Barrier[] }> }
      }
      const { violations } = await tool.run({ resultTypes: ['violations'] })
      return violations.map(({ id, nodes }) => [
        id,
        nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
      ])
    })

  const picture = async (path: string): Promise<void> => {
    const { data } = (await browser.sendCommandAndGetResult('Page.captureScreenshot', {
      format: 'png',
    })) as { readonly data: string }
    writeFileSync(path, Buffer.from(data, 'base64'))
  }

  return { goTo, read, until, choose, axe, picture }
}
