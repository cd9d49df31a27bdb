/** Draws a chart as SVG text that a page under a strict content security policy shows as it is: no script, no inline style. */
import { BarChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use, type ECharts } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { escaped } from './markup.ts'

/** What a chart is drawn of: an option of ECharts. */
export type ChartOption = Parameters<ECharts['setOption']>[0]

/** The size of a drawing; the page scales it to its place. */
export interface Size {
  readonly width: number
  readonly height: number
}

// Other series come with the charts that are drawn of them: a page has those that it draws.
use([BarChart, GridComponent, SVGRenderer])

/**
 * Draws a chart.
 *
 * @param label - What it shows, for who cannot see it; its numbers stand in a table beside it.
 * @param name - What parts that others in it refer to are named after, once in a page; else by a count of drawings.
 */
export function drawSvg(
  option: ChartOption,
  { width, height }: Size,
  label: string,
  name?: string,
): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({ ...option, animation: false })
    const svg = plain(chart.renderToSVGString(), label)
    return name === undefined ? svg : svg.replace(/\bzr\d+-/g, `${name}-`)
  } finally {
    chart.dispose()
  }
}

/** Takes out what only a script could use, and says by attributes what stood in inline styles. */
function plain(svg: string, label: string): string {
  return svg
    .replace(/<style\b[\s\S]*?<\/style>/g, '')
    .replace(/ (?:ecmeta_\w+|class|xmlns:xlink|baseProfile|version)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => attributesOf(style))
    .replace(/^<svg width="\d+" height="\d+"/, `<svg role="img" aria-label="${escaped(label)}"`)
}

function attributesOf(style: string): string {
  return style
    .split(';')
    .flatMap((declaration) => {
      const [name = '', value = ''] = declaration.split(':').map((part) => part.trim())
      // The page's own letters, not the drawing's.
      return name === '' || name === 'font-family' ? [] : [` ${name}="${value}"`]
    })
    .join('')
}
