/** The bars of the chart are as high as the numbers say. */
import { describe, expect, test } from 'vitest'
import type { Dashboard } from '../../shared/staff-api.ts'
import { minutesChart, partsOf, scaleEnd } from './minutes-chart.ts'

const minute = (pass: number, stop = 0): Dashboard['minutes'][number] => ({
  at: '2020-03-01T08:00:00Z',
  outcomes: { pass, check: 0, stop, invalid: 0, unreadable: 0 },
  passed: pass,
})

describe('the chart of the last hour', () => {
  test.each([
    [0, 5],
    [5, 5],
    [6, 10],
    [11, 20],
    [21, 50],
    [101, 200],
    [201, 500],
  ])('a bar of %d stands on a scale to %d', (most, end) => {
    expect(scaleEnd(most)).toBe(end)
  })

  test('stacks parts without a gap, as high as the whole', () => {
    const [pass, stop] = partsOf([minute(6, 4)])
    expect(pass!.height / stop!.height).toBeCloseTo(6 / 4)
    expect(stop!.y + stop!.height).toBeCloseTo(pass!.y)
    expect(pass!.height + stop!.height).toBeCloseTo(150)
  })

  test('draws nothing where nothing was', () => {
    expect(partsOf([minute(0), minute(1)]).map(({ minute: at }) => at)).toEqual([1])
  })

  test('tells the time that staff have, and not the time of records', () => {
    const said = JSON.stringify(minutesChart([minute(1)], 'hour', 'Asia/Shanghai'))
    expect(said).toContain('"16:00"')
    expect(said).not.toContain('08:00')
  })
})
