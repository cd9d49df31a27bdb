/** What a gate says it accepts follows from the devices that work, and from nothing else. */
import { describe, expect, test } from 'vitest'
import { fakeStatus } from '../shared/fake-station.ts'
import type { StationStatus } from '../shared/kiosk-api.ts'
import { acceptsOf, type Readers } from './accepts.ts'

const none = { card: false, code: false }
const facts = (
  reads: StationStatus['reads'],
  settings: { camera?: boolean; wedge?: boolean } = {},
  more: Partial<Readers> = {},
): Readers => ({
  status: { ...fakeStatus, reads, settings: { ...fakeStatus.settings, ...settings } },
  camera: 'missing',
  hasTyped: false,
  had: none,
  ...more,
})

describe('acceptsOf', () => {
  test.each([
    ['a live camera', facts(none, {}, { camera: 'live' }), false, 'camera'],
    ['a card reader alone', facts({ code: false, card: true }), true, null],
    ['a scanner alone', facts({ code: true, card: false }), false, 'scanner'],
    [
      'both, and a camera',
      facts({ code: true, card: true }, {}, { camera: 'live' }),
      true,
      'camera',
    ],
    ['a keyboard that never typed a code', facts(none), false, null],
    ['a keyboard that did', facts(none, {}, { hasTyped: true }), false, 'scanner'],
    ['a keyboard where there is no camera', facts(none, { camera: false }), false, 'scanner'],
    [
      'a keyboard that may not',
      facts(none, { camera: false, wedge: false }, { hasTyped: true }),
      false,
      null,
    ],
    [
      'a camera that was turned off',
      facts(none, { camera: false, wedge: false }, { camera: 'live' }),
      false,
      null,
    ],
  ] as const)('%s', (_, given, card, code) => {
    const document = card ? 'card' : null
    expect(acceptsOf(given)).toEqual({ card: document, code, gone: null, opening: false })
  })

  test('what was there before and is not now is missed', () => {
    const had = { card: true, code: true }
    expect(acceptsOf(facts({ code: true, card: false }, {}, { had })).gone).toBe('card')
    expect(acceptsOf(facts({ code: false, card: true }, {}, { had })).gone).toBe('code')
    expect(acceptsOf(facts({ code: true, card: true }, {}, { had })).gone).toBeNull()
  })

  test('a camera that is being opened is no way to show a code yet', () => {
    const opening = facts({ code: false, card: true }, {}, { camera: 'starting' })
    expect(acceptsOf(opening)).toEqual({ card: 'card', code: null, gone: null, opening: true })
    const scanner = facts({ code: true, card: false }, {}, { camera: 'starting' })
    expect(acceptsOf(scanner)).toMatchObject({ code: 'scanner', opening: false })
    const none = facts({ code: false, card: false }, { camera: false }, { camera: 'starting' })
    expect(acceptsOf(none).opening).toBe(false)
  })

  test.each([
    [{ card: true, passport: false }, 'card'],
    [{ card: false, passport: true }, 'passport'],
    [{ card: true, passport: true }, 'either'],
  ] as const)('of documents those that can be read: %j', (reads, card) => {
    const had = { card: true, code: false }
    expect(acceptsOf(facts({ code: true, ...reads }, {}, { had }))).toMatchObject({
      ...{ card, gone: null },
    })
  })

  test('a station that is not known accepts nothing', () => {
    expect(acceptsOf({ ...facts(none), status: undefined })).toMatchObject({
      card: null,
      code: null,
    })
  })
})
