/** The one window: full-screen, sandboxed, and with every way out of it shut. */
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Input,
  Session,
  WebContents,
} from 'electron'
import { screenOrigin } from './screen-files.ts'

/** How the window is made. */
export const windowOptions = (preload: string): BrowserWindowConstructorOptions => ({
  kiosk: true,
  fullscreen: true,
  frame: false,
  autoHideMenuBar: true,
  backgroundColor: '#f4f6f3',
  webPreferences: {
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    devTools: false,
    spellcheck: false,
    disableDialogs: true,
  },
})

const isScreen = (url: string) => url === screenOrigin || url.startsWith(`${screenOrigin}/`)

/** Electron grants whatever it is asked for by default; here nothing but the camera, and only to the screen. */
export function restrictPermissions(session: Session): void {
  session.setPermissionRequestHandler((_, permission, grant, details) => {
    const onlyVideo = 'mediaTypes' in details && String(details.mediaTypes) === 'video'
    grant(permission === 'media' && onlyVideo && isScreen(details.requestingUrl))
  })
  session.setPermissionCheckHandler(
    (_, permission, origin, details) =>
      permission === 'media' && details.mediaType !== 'audio' && isScreen(origin),
  )
  restrictDevices(session)
  session.setDisplayMediaRequestHandler((_, give) => {
    give({})
  })
  session.on('will-download', (event) => {
    event.preventDefault()
  })
  // Whatever the page asks for comes from its own scheme: there is no content from elsewhere.
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !isScreen(url) && !/^(data|blob):/.test(url) })
  })
}

/** The station opens its devices by itself; the page gets none. Asked to choose, the answer is none at all. */
function restrictDevices(session: Session): void {
  session.setDevicePermissionHandler(() => false)
  session.on('select-hid-device', (event, _, choose) => {
    event.preventDefault()
    choose(null)
  })
  session.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault()
    choose('')
  })
  session.on('select-usb-device', (event, _, choose) => {
    event.preventDefault()
    choose()
  })
  session.setBluetoothPairingHandler((_, answer) => {
    answer({ confirmed: false })
  })
}

/** Nothing opens, nothing navigates, nothing zooms, nothing is attached. */
export function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => {
    event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.on('select-bluetooth-device', (event, _, choose) => {
    event.preventDefault()
    choose('')
  })
  // A kiosk without a keyboard has no use for the keys of a browser.
  contents.on('before-input-event', (event, input) => {
    const { control, meta, alt, key } = input
    // F2 opens the staff panel, which the screen decides about.
    const isBrowsers = control || meta || alt || /^F(?!2$)\d+$/.test(key)
    if (isBrowsers && !isScanners(input)) event.preventDefault()
  })
}

/** Some scanners type a character by its number, with Alt held, and a group separator as Ctrl and a bracket; no browser minds. */
function isScanners({ control, meta, alt, code }: Input): boolean {
  if (meta || control === alt) return false
  return alt ? /^(?:AltLeft|Numpad\d)$/.test(code) : code === 'BracketRight'
}

/** Only the screen's own main frame may use the contract. */
export function isTrustedFrame(
  window: Pick<BrowserWindow, 'webContents'>,
  frame: { readonly url: string } | null,
): boolean {
  return frame !== null && frame === window.webContents.mainFrame && isScreen(frame.url)
}
