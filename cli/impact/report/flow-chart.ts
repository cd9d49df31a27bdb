/** The flow of people from their state before to their state after. */
import { SankeyChart } from 'echarts/charts'
import { use } from 'echarts/core'
import type { Language } from '../../edges/language.ts'
import type { Cell } from '../matrix.ts'
import { states, type State } from '../state.ts'
import { countText, shareText, stateWords } from '../words.ts'
import { ink, stateColour } from './colours.ts'
import { drawSvg } from './svg.ts'

use([SankeyChart])

const size = { width: 560, height: 330 }
/** Room for the words: the state, and below it up to 999,999,999 people with their share. */
const margin = 160

/** Draws the flow: bands from left to right, as wide as there are people in them. */
export function flowChart(cells: readonly Cell[], language: Language, label: string): string {
  const flows = cells.filter(({ count }) => count > 0)
  const whole = flows.reduce((sum, { count }) => sum + count, 0)
  const nodes = (['from', 'to'] as const).flatMap((side, depth) =>
    states.flatMap((state) => {
      const count = flows.reduce((sum, flow) => sum + (flow[side] === state ? flow.count : 0), 0)
      if (count === 0) return []
      const words = `${stateWords[state][language]}\n${countText(count)}  ${shareText(count, whole)}`
      return [nodeOf(`${side} ${state}`, depth, state, words)]
    }),
  )
  const links = flows.map(({ from, to, count }) => ({
    source: `from ${from}`,
    target: `to ${to}`,
    value: count,
    // A border, so that one in a million is still a line.
    lineStyle: { color: stateColour[to], borderColor: stateColour[to], borderWidth: 0.75 },
  }))
  const series = {
    type: 'sankey',
    data: nodes,
    links,
    left: margin,
    right: margin,
    top: 18,
    bottom: 18,
    nodeWidth: 12,
    nodeGap: 36,
    // In the order in which they are given: from open to shut.
    layoutIterations: 0,
    lineStyle: { opacity: 0.45, curveness: 0.5 },
    emphasis: { disabled: true },
  } as const
  return drawSvg({ series: [series] }, size, label)
}

function nodeOf(name: string, depth: number, state: State, words: string): object {
  return {
    name,
    depth,
    itemStyle: { color: stateColour[state], borderColor: stateColour[state], borderWidth: 1 },
    label: {
      position: depth === 0 ? 'left' : 'right',
      formatter: words,
      color: ink,
      fontSize: 13,
      lineHeight: 17,
      align: depth === 0 ? 'right' : 'left',
    },
  }
}
