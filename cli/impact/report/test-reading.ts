/** For the test of the report: reads in the browser what the page shows. Each function runs in the page. */

/** Everything that shows a number. */
export const readNumbers = () => {
  const own = (element: Element): string =>
    [...element.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE)
      .map((node) => node.textContent ?? '')
      .join('')
      .trim()
  const shown = (element: Element) => ({
    n: Number((element as HTMLElement).dataset['n']),
    text: own(element),
    share: element.querySelector('small')?.textContent ?? null,
    column: element.tagName,
  })
  const all = [...document.querySelectorAll('[data-n]')]
  const tables = [...document.querySelectorAll('table')].map((table) => ({
    id: table.id,
    rows: [...(table.tBodies[0]?.rows ?? [])].map((row) =>
      [...row.querySelectorAll('[data-n]')].map(shown),
    ),
  }))
  const changes = [...document.querySelectorAll('.change')].map((change) => ({
    count: shown(change.querySelector('.count') as Element),
    share: change.querySelector('h3 > small')?.textContent ?? '',
    tables: [...change.querySelectorAll('table')].map(({ id }) => id),
  }))
  const sums = [...document.querySelectorAll('.tile dd')].map((sum) => ({
    id: sum.id.replace('sum-', ''),
    ...shown(sum),
  }))
  return { all: all.length, tables, changes, sums }
}

/** Marks and words of one chart, in one language. */
export const readChart = (id: string, language: string) => {
  const svg = document.querySelector<SVGSVGElement>(`#${id} [lang="${language}"] svg`)
  const marks = [...(svg?.querySelectorAll('path') ?? [])].map((path) => {
    const { x, width, height } = path.getBBox()
    const fill = path.getAttribute('fill') ?? 'none'
    return { fill, x, width, height, isBand: path.hasAttribute('fill-opacity') }
  })
  const all = [...(svg?.querySelectorAll('text') ?? [])]
  const frame = svg?.getBoundingClientRect()
  const cut = all.filter((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect()
    if (frame === undefined) return true
    const { left: l, right: r, top: t, bottom: b } = frame
    return left < l - 1 || right > r + 1 || top < t - 1 || bottom > b + 1
  })
  return {
    /** Words that stand out of the picture. */
    cut: cut.map((text) => text.textContent),
    label: svg?.getAttribute('aria-label') ?? '',
    texts: all.map((text) => text.textContent),
    marks: marks.filter(({ fill }) => fill !== 'none' && fill !== 'transparent'),
  }
}
