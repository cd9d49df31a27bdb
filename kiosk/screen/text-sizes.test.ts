/** Letters and buttons are as large as people need them, on every panel from 10 to 55 inches. */
import { describe, expect, test } from 'vitest'
import { textSizes } from './text-sizes.ts'

const inches = [10.1, 15.6, 21.5, 27, 32, 43, 55]
const shapes = [
  ['upright', { width: 1080, height: 1920 }],
  ['lying', { width: 1920, height: 1080 }],
  ['lying, 16:10', { width: 1280, height: 800 }],
  ['upright, 4:3', { width: 768, height: 1024 }],
] as const
const panels = inches.flatMap((diagonalInches) =>
  shapes.map(([name, viewport]) => ({ diagonalInches, name, viewport })),
)
const mm = (
  pixels: number,
  { width, height }: { width: number; height: number },
  diagonal: number,
): number => (pixels / Math.hypot(width, height)) * diagonal * 25.4

describe.each([7.3, 7.5, 18.3])('capitals of %d mm', (capitalMm) => {
  test.each(panels)(
    'are that high on $diagonalInches inches, $name',
    ({ diagonalInches, viewport }) => {
      const { smallest } = textSizes(viewport, { capitalMm, diagonalInches })
      expect(mm(smallest * 0.7, viewport, diagonalInches)).toBeGreaterThanOrEqual(capitalMm - 1e-9)
    },
  )
})

test.each(panels)(
  'a finger hits 9 mm on $diagonalInches inches, $name',
  ({ diagonalInches, viewport }) => {
    const { touch } = textSizes(viewport, { capitalMm: 7.5, diagonalInches })
    expect(mm(touch, viewport, diagonalInches)).toBeGreaterThanOrEqual(9)
  },
)

test.each(panels)('a 16:9 picture of 100 units fits: $diagonalInches inches, $name', (panel) => {
  const { viewport, diagonalInches } = panel
  const { unit } = textSizes(viewport, { capitalMm: 7.5, diagonalInches })
  const long = Math.max(viewport.width, viewport.height)
  const short = Math.min(viewport.width, viewport.height)
  expect(unit * 100).toBeLessThanOrEqual(long + 1e-9)
  expect(unit * 56.25).toBeLessThanOrEqual(short + 1e-9)
})

test('the panel that the layout was drawn for is roomy, a tablet is tight', () => {
  const viewport = { width: 1920, height: 1080 }
  expect(textSizes(viewport, { capitalMm: 7.5, diagonalInches: 21.5 }).isTight).toBe(false)
  expect(textSizes(viewport, { capitalMm: 7.5, diagonalInches: 55 }).isTight).toBe(false)
  expect(textSizes(viewport, { capitalMm: 7.5, diagonalInches: 10.1 }).isTight).toBe(true)
})
