/** The one window: what it may not do, held against Electron's own security checklist. */
import type { Session, WebContents } from 'electron'
import { describe, expect, test } from 'vitest'
import { confine, isTrustedFrame, restrictPermissions, windowOptions } from './window.ts'

/** Takes what the session is told, so that the test can ask it. */
function restricted() {
  const asked: Parameters<Session['setPermissionRequestHandler']>[0][] = []
  const checked: Parameters<Session['setPermissionCheckHandler']>[0][] = []
  const devices: Parameters<Session['setDevicePermissionHandler']>[0][] = []
  restrictPermissions({
    setPermissionRequestHandler: (handler: never) => asked.push(handler),
    setPermissionCheckHandler: (handler: never) => checked.push(handler),
    setDevicePermissionHandler: (handler: never) => devices.push(handler),
  } as unknown as Session)
  const request = (permission: string, details: object): boolean => {
    let granted: boolean | undefined
    asked[0]?.(
      {} as never,
      permission as never,
      (answer) => {
        granted = answer
      },
      details as never,
    )
    return granted ?? false
  }
  const check = (permission: string, origin: string, details: object): boolean =>
    checked[0]?.(null, permission as never, origin, details as never) ?? true
  return { request, check, device: () => devices[0]?.({} as never) }
}

describe('the window', () => {
  test('is a full-screen kiosk without tools', () => {
    const { kiosk, frame, webPreferences } = windowOptions('/preload.cjs')
    expect({ kiosk, frame }).toEqual({ kiosk: true, frame: false })
    expect(webPreferences).toMatchObject({
      preload: '/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      devTools: false,
    })
  })
})

describe('a permission', () => {
  const screen = { requestingUrl: 'app://kiosk/index.html' }

  test('for the camera is given to the screen', () => {
    const { request, check } = restricted()
    expect(request('media', { ...screen, mediaTypes: ['video'] })).toBe(true)
    expect(check('media', 'app://kiosk/', { mediaType: 'video' })).toBe(true)
  })

  test.each([
    ['the microphone', 'media', { ...screen, mediaTypes: ['audio'] }],
    ['camera and microphone', 'media', { ...screen, mediaTypes: ['video', 'audio'] }],
    ['media of no kind', 'media', screen],
    ['a notification', 'notifications', screen],
    ['the clipboard', 'clipboard-read', screen],
    ['a file', 'fileSystem', screen],
    ['a program outside', 'openExternal', screen],
    [
      'the camera, by another page',
      'media',
      { requestingUrl: 'https://example.com/', mediaTypes: ['video'] },
    ],
    [
      'the camera, by a page whose name only begins alike',
      'media',
      { requestingUrl: 'app://kiosk.example/', mediaTypes: ['video'] },
    ],
  ])('for %s is refused', (_, permission, details) => {
    expect(restricted().request(permission, details)).toBe(false)
  })

  test.each([
    ['the microphone', 'media', 'app://kiosk/', { mediaType: 'audio' }],
    ['a serial port', 'serial', 'app://kiosk/', {}],
    ['the camera, by another page', 'media', 'https://example.com/', { mediaType: 'video' }],
  ])('checked for %s is refused', (_, permission, origin, details) => {
    expect(restricted().check(permission, origin, details)).toBe(false)
  })

  test('for a device is refused', () => {
    expect(restricted().device()).toBe(false)
  })
})

describe('the page', () => {
  /** What became of an event, after the contents were confined. */
  function confined(name: string, ...args: unknown[]): boolean {
    const listeners = new Map<string, (event: object, ...rest: unknown[]) => void>()
    confine({
      setWindowOpenHandler: () => undefined,
      on: (event: string, listener: never) => listeners.set(event, listener),
    } as unknown as WebContents)
    let prevented = false
    const preventDefault = () => {
      prevented = true
    }
    listeners.get(name)?.({ preventDefault }, ...args)
    return prevented
  }

  test.each(['will-navigate', 'will-redirect', 'will-attach-webview'])(
    '%s is prevented',
    (name) => {
      expect(confined(name)).toBe(true)
    },
  )

  test('opens no window', () => {
    let answer: unknown
    confine({
      setWindowOpenHandler: (handler: (details: object) => unknown) => {
        answer = handler({ url: 'https://example.com/' })
      },
      on: () => undefined,
    } as unknown as WebContents)
    expect(answer).toEqual({ action: 'deny' })
  })

  test('gets no key that means something to a browser', () => {
    const keys = { control: false, meta: false, alt: false }
    expect(confined('before-input-event', { ...keys, control: true, key: 'r' })).toBe(true)
    expect(confined('before-input-event', { ...keys, alt: true, key: 'F4' })).toBe(true)
    expect(confined('before-input-event', { ...keys, key: 'F12' })).toBe(true)
    expect(confined('before-input-event', { ...keys, key: 'Tab' })).toBe(false)
  })
})

describe('a frame is trusted', () => {
  const mainFrame = { url: 'app://kiosk/' }
  const window = { webContents: { mainFrame } } as never

  test('when it is the main frame with the screen in it', () => {
    expect(isTrustedFrame(window, mainFrame)).toBe(true)
  })

  test('not when it is gone, or a frame within, or shows another page', () => {
    expect(isTrustedFrame(window, null)).toBe(false)
    expect(isTrustedFrame(window, { url: 'app://kiosk/' })).toBe(false)
    const elsewhere = { url: 'https://example.com/' }
    expect(isTrustedFrame({ webContents: { mainFrame: elsewhere } } as never, elsewhere)).toBe(
      false,
    )
  })
})
