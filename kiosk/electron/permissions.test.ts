/** Item 5 of Electron's security checklist: what the page may ask for, by what really becomes of it. */
import { describe, expect, test, vi } from 'vitest'
import { confined, prevented, restricted } from './test-doors.ts'

describe('5: a permission', () => {
  const screen = { requestingUrl: 'app://kiosk/index.html' }
  const page = { requestingUrl: 'https://example.com/' }
  const alike = { requestingUrl: 'app://kiosk.example/' }
  const video = { mediaTypes: ['video'] }

  test('for the camera is given to the screen', () => {
    const asked = restricted()
    expect(asked.request('media', { ...screen, ...video })).toBe(true)
    expect(asked.check('media', 'app://kiosk/', { mediaType: 'video' })).toBe(true)
  })

  test.each<[string, string, object]>([
    ['the microphone', 'media', { ...screen, mediaTypes: ['audio'] }],
    ['camera and microphone', 'media', { ...screen, mediaTypes: ['video', 'audio'] }],
    ['media of no kind', 'media', screen],
    ...[
      'notifications',
      'clipboard-read',
      'fileSystem',
      'openExternal',
      'geolocation',
      'midi',
      'pointerLock',
      'display-capture',
    ].map((name): [string, string, object] => [name, name, screen]),
    ['the camera, by another page', 'media', { ...page, ...video }],
    ['the camera, by a page whose name begins alike', 'media', { ...alike, ...video }],
  ])('for %s is refused', (_, permission, details) => {
    expect(restricted().request(permission, details)).toBe(false)
  })

  test.each<[string, string, string, object]>([
    ['the microphone', 'media', 'app://kiosk/', { mediaType: 'audio' }],
    ...['serial', 'hid', 'usb'].map((name): [string, string, string, object] => [
      ...([name, name, 'app://kiosk/'] as const),
      {},
    ]),
    ['the camera, by another page', 'media', 'https://example.com/', { mediaType: 'video' }],
  ])('checked for %s is refused', (_, permission, origin, details) => {
    expect(restricted().check(permission, origin, details)).toBe(false)
  })

  test('for a device, a screen to capture or a pairing is refused', () => {
    const { set } = restricted()
    expect(set.device?.({} as never)).toBe(false)
    let answer: unknown
    const take = (given: unknown) => {
      answer = given
    }
    set.display?.({} as never, take)
    expect(answer).toEqual({})
    set.bluetooth?.({} as never, take)
    expect(answer).toEqual({ confirmed: false })
  })

  test.each([
    ['select-hid-device', null, [{}]],
    ['select-serial-port', '', [[], {}]],
    ['select-usb-device', undefined, [{}]],
  ])('%s chooses none', (name, none, args) => {
    const choose = vi.fn()
    expect(prevented(restricted().session, name, ...args, choose)).toBe(true)
    expect(choose.mock.calls[0]?.[0]).toBe(none)
  })

  test('select-bluetooth-device chooses none', () => {
    const choose = vi.fn()
    expect(confined('select-bluetooth-device', [], choose)).toBe(true)
    expect(choose).toHaveBeenCalledWith('')
  })

  test('to download is refused', () => {
    expect(prevented(restricted().session, 'will-download')).toBe(true)
  })
})

test('13: what a scanner types with Alt or Ctrl reaches the screen, and the key of the staff panel', () => {
  const keys = { control: false, meta: false, alt: false, key: '', code: '' }
  const gets = (input: object) => !confined('before-input-event', { ...keys, ...input })
  expect(gets({ alt: true, key: 'Alt', code: 'AltLeft' })).toBe(true)
  expect(gets({ alt: true, key: '6', code: 'Numpad6' })).toBe(true)
  expect(gets({ control: true, key: ']', code: 'BracketRight' })).toBe(true)
  expect(gets({ key: 'F2', code: 'F2' })).toBe(true)
  expect(gets({ control: true, key: '0', code: 'Numpad0' })).toBe(false)
  expect(gets({ control: true, alt: true, key: '6', code: 'Numpad6' })).toBe(false)
  expect(gets({ alt: true, key: 'F2', code: 'F2' })).toBe(false)
  expect(gets({ alt: true, key: 'ArrowLeft', code: 'ArrowLeft' })).toBe(false)
})
