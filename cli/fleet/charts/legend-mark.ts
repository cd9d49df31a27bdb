/** The marks of legends as SVG text: strokes and hatching as in the drawing, so that colour is never the only sign. */
import type { LegendMark } from './fleet-chart.ts'

const box = (colour: string, over = ''): string =>
  `<rect x="1" y="1" width="14" height="10" fill="${colour}"/>${over}`
const line = (colour: string, dashes: string): string =>
  `<path d="M0 6H22" stroke="${colour}" stroke-width="2.5"${dashes} fill="none"/>`

const drawings: Readonly<Record<LegendMark, (colour: string) => string>> = {
  line: (colour) => line(colour, ''),
  dashes: (colour) => line(colour, ' stroke-dasharray="6 3"'),
  dots: (colour) => line(colour, ' stroke-dasharray="2 3"'),
  plain: (colour) => box(colour),
  bars: (colour) =>
    box(colour, '<path d="M1 4H15M1 8H15" stroke="#000" stroke-opacity=".45" stroke-width="1.5"/>'),
  slants: (colour) =>
    box(
      colour,
      '<path d="M3 11 9 1M9 11 15 1" stroke="#fff" stroke-opacity=".75" stroke-width="1.5"/>',
    ),
}

/** Draws one. */
export function legendMark(mark: LegendMark, colour: string): string {
  const width = mark === 'line' || mark === 'dashes' || mark === 'dots' ? 22 : 16
  return `<svg class="mark" viewBox="0 0 ${width} 12" width="${width}" height="12" aria-hidden="true">${drawings[mark](colour)}</svg>`
}
