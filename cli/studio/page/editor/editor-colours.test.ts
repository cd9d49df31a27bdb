/** The editor's colours: every text can be read on every ground, by day and by night. */
import { expect, test } from 'vitest'
import { editorColours } from './editor-colours.ts'

const read = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...text.matchAll(/--editor-([\w-]+): (#[\da-f]{6})/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  )
const [day = '', night = ''] = editorColours.cssText.split('@media')
const schemes = { day: read(day), night: { ...read(day), ...read(night) } }

const texts = [
  ...['ink', 'quiet', 'key', 'text', 'number', 'word', 'function', 'kind', 'name', 'parameter'],
  ...['unit', 'comment', 'error', 'doubt', 'notice', 'accent'],
]
const grounds = [
  ...['paper', 'raised', 'active', 'selection', 'match', 'match-current', 'bracket'],
  ...['removed', 'removed-part', 'added', 'added-part'],
]

/** As WCAG 2 reckons it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

test.each(['day', 'night'] as const)('by %s every text has 4.5 to 1 on every ground', (scheme) => {
  const of = (name: string): string => schemes[scheme][name] ?? ''
  const pairs = grounds.flatMap((ground) => texts.map((text) => [text, ground] as const))
  const known = pairs.flat().filter((name) => of(name) === '')
  expect(known).toEqual([])
  const faint = pairs.filter(([text, ground]) => contrast(of(text), of(ground)) < 4.5)
  expect(faint).toEqual([])
  expect(contrast(of('on-accent'), of('accent'))).toBeGreaterThan(4.5)
})
