/** For the test of the studio: the command started on a folder, and a browser on its address. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'webdriverio'

/** Of the repository. */
export const top = fileURLToPath(new URL('../../', import.meta.url))

/**
 * What axe finds: ids of rules, and a few of the elements that break them.
 *
 * @param within - Shadow roots down to the part to look at; none: the whole page.
 */
export async function barriers(
  browser: Browser,
  within: readonly string[],
): Promise<readonly unknown[]> {
  const isThere = await browser.execute(() => 'axe' in window)
  if (!isThere) {
    await browser.execute(readFileSync(`${top}node_modules/axe-core/axe.min.js`, 'utf8'))
  }
  return browser.execute(async (path) => {
    interface Violation {
      readonly id: string
      readonly nodes: readonly { readonly html: string; readonly target: unknown }[]
    }
    const { axe } = window as unknown as {
      axe: { run(part: unknown, how: unknown): Promise<{ violations: readonly Violation[] }> }
    }
    const part = path.length === 0 ? document : { include: { fromShadowDom: path } }
    const { violations } = await axe.run(part, { resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => [
      id,
      nodes.length,
      ...nodes.slice(0, 2).map(({ html, target }) => [html.slice(0, 300), target]),
    ])
  }, within)
}

/** The text of something within shadow roots, each named by the element that it hangs on. */
export function textOf(browser: Browser, ...path: readonly string[]): Promise<string> {
  return browser.execute((names) => {
    let root: ParentNode | null | undefined = document
    let found: HTMLElement | null = null
    for (const name of names) {
      found = root?.querySelector<HTMLElement>(name) ?? null
      root = found?.shadowRoot ?? found
    }
    if (found === null) return ''
    const within = found.shadowRoot
    return within === null
      ? found.innerText
      : [...within.children].map((child) => (child as HTMLElement).innerText).join('\n')
  }, path)
}

/** Where the focus is, down through shadow roots. */
export function focusOf(browser: Browser): Promise<readonly string[]> {
  return browser.execute(() => {
    const path: string[] = []
    for (let root: Document | ShadowRoot | null = document; root !== null;) {
      const at: Element | null = root.activeElement
      if (at === null) break
      path.push(at.localName + (at.id === '' ? '' : `#${at.id}`))
      root = at.shadowRoot
    }
    return path
  })
}

/** The report in the page, as far as its root. */
type Report = ShadowRoot | null | undefined

/** Numbers of the impact's tables and tiles. Runs in the page. */
export const readNumbers = () => {
  const report: Report = document
    .querySelector('rule-studio')
    ?.shadowRoot?.querySelector('studio-panels')
    ?.shadowRoot?.querySelector('impact-panel')
    ?.shadowRoot?.querySelector('impact-report')?.shadowRoot
  const number = (cell: Element): number => Number((cell as HTMLElement).dataset['n'])
  const rowsOf = (id: string): number[][] =>
    [...(report?.querySelectorAll(`#${id} tbody tr`) ?? [])].map((row) =>
      [...row.querySelectorAll('td[data-n]')].map(number),
    )
  const tiles = [...(report?.querySelectorAll<HTMLElement>('[data-sum]') ?? [])]
  const sums = Object.fromEntries(tiles.map((tile) => [tile.dataset['sum'] ?? '', number(tile)]))
  return {
    people: sums['people'],
    sums,
    matrix: rowsOf('matrix'),
    rules: rowsOf('rules-table'),
    regions: rowsOf('regions-table'),
  }
}

/** What a chart shows: how many bands, which counts, and words that stand out of the picture. Runs in the page. */
export const readChart = (id: string) => {
  const report: Report = document
    .querySelector('rule-studio')
    ?.shadowRoot?.querySelector('studio-panels')
    ?.shadowRoot?.querySelector('impact-panel')
    ?.shadowRoot?.querySelector('impact-report')?.shadowRoot
  const svg = report?.querySelector<SVGSVGElement>(`#${id} [lang="en"] svg`)
  const paths = [...(svg?.querySelectorAll<SVGPathElement>('path[fill-opacity]') ?? [])]
  const texts = [...(svg?.querySelectorAll('text') ?? [])]
  const frame = svg?.getBoundingClientRect()
  const cut = texts.filter((text) => {
    const { left, right } = text.getBoundingClientRect()
    return frame === undefined || left < frame.left - 1 || right > frame.right + 1
  })
  return {
    bands: paths.filter((path) => path.getBBox().width > 0).length,
    numbers: texts.flatMap((text) => {
      const found = /^([\d,]+)(?:\s.*%)?$/.exec(text.textContent)
      return found?.[1] === undefined ? [] : [Number(found[1].replaceAll(',', ''))]
    }),
    cut: cut.map((text) => text.textContent),
  }
}

/** Whether the newest text is judged and its panel drawn. Runs in the page. */
export function isSettled(): boolean {
  const root = document.querySelector('rule-studio')?.shadowRoot
  const panels = root?.querySelector('studio-panels')?.shadowRoot
  const bar = root?.querySelector('studio-bar')?.shadowRoot
  return panels?.querySelector('.stale') === null && bar?.querySelector('[data-on]') === null
}

/** Whether a case is shown as `right` or `wrong`. */
export function caseState(browser: Browser, id: string): Promise<string | undefined> {
  return browser.execute(
    (name) =>
      document
        .querySelector('rule-studio')
        ?.shadowRoot?.querySelector('studio-panels')
        ?.shadowRoot?.querySelector('cases-panel')
        ?.shadowRoot?.querySelector(`[data-case="${name}"]`)?.classList[0],
    id,
  )
}
