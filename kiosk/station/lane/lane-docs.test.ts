/** That the documents say and draw what the table does. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { laneTable } from './lane-machine.ts'

const read = (name: string) =>
  readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8')
const transitions = Object.entries(laneTable).flatMap(([from, row]) =>
  Object.entries(row).map(([happening, { to, orders }]) => ({ from, happening, to, orders })),
)

test('docs/lane.md names every transition with its orders, and no other', () => {
  const rows = transitions
    .filter(({ from, to, orders }) => from !== to || orders.length > 0)
    .map(({ from, happening, to, orders }) =>
      ['', from, happening, to, orders.join(', '), ''].join('|').replaceAll(' ', ''),
    )
  const [, section = ''] = read('lane.md').split('## 5. ')
  const named = section
    .split('## 6. ')[0]
    ?.split('\n')
    .filter((line) => /^\| [a-z]+ \| [a-z-]+ \| [a-z]+ \|/.test(line))
    .filter((line) => !line.startsWith('| in |'))
    .map((line) => line.replaceAll(' ', ''))
  expect(named?.toSorted()).toEqual(rows.toSorted())
})

test('docs/lane.svg draws every arrow between two states, with what leads along it, and no other', () => {
  const drawn = new Map<string, string>()
  for (const [, from = '', to = '', body = ''] of read('lane.svg').matchAll(
    /<g class="arrow[^"]*" data-from="([^"]+)" data-to="([^"]+)">(.*?)<\/g>/g,
  )) {
    const words = [...body.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text = '']) => text).join(' ')
    for (const one of from.split(' ')) {
      drawn.set(`${one} ${to}`, `${drawn.get(`${one} ${to}`) ?? ''} ${words}`)
    }
  }
  const changes = transitions.filter(({ from, to }) => from !== to)
  expect(new Set(changes.map(({ from, to }) => `${from} ${to}`))).toEqual(new Set(drawn.keys()))
  for (const { from, happening, to } of changes) {
    const words = (drawn.get(`${from} ${to}`) ?? '').split(/[\s,]+/)
    // The picture says `passed` where the table tells apart whether further grants wait.
    const isDrawn = words.includes(happening) || words.includes(happening.replace('-last', ''))
    expect(isDrawn, `${from} ${happening} ${to}`).toBe(true)
  }
})
