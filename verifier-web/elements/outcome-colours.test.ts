/** The inks stand on their grounds as WCAG 2.2 asks. */
import { describe, expect, test } from 'vitest'
import { outcomeColour, outcomeColours } from './outcome-colours.ts'

// WCAG 2.2, relative luminance and contrast ratio.
function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return (parts[0] ?? 0) * 0.2126 + (parts[1] ?? 0) * 0.7152 + (parts[2] ?? 0) * 0.0722
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

describe('outcomeColour', () => {
  test('black on white is 21:1, so the measure is right', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  })

  test.each(Object.entries(outcomeColour))('the ink of %s is legible', (_, { ground, ink }) => {
    expect(contrast(ground, ink)).toBeGreaterThanOrEqual(4.5)
  })

  test('every colour is a custom property of the style sheet', () => {
    for (const [outcome, { ground, ink }] of Object.entries(outcomeColour)) {
      expect(outcomeColours.cssText).toContain(`--greengate-${outcome}: ${ground};`)
      expect(outcomeColours.cssText).toContain(`--greengate-on-${outcome}: ${ink};`)
    }
  })
})
