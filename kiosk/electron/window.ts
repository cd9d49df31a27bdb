/** The one window: full-screen, sandboxed, and with every way out of it shut. */
import type { BrowserWindow, BrowserWindowConstructorOptions, Session, WebContents } from 'electron'
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
  session.setDevicePermissionHandler(() => false)
}

/** Nothing opens, nothing navigates, nothing zooms, nothing is attached. */
export function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => {
    event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  // A kiosk without a keyboard has no use for the keys of a browser.
  contents.on('before-input-event', (event, { control, meta, alt, key }) => {
    if (control || meta || alt || /^F\d+$/.test(key)) event.preventDefault()
  })
}

/** A renderer that is gone or hangs comes back: the page knows nothing that it would lose. */
export function revive(window: BrowserWindow, log: (line: string) => void): void {
  window.webContents.on('render-process-gone', (_, { reason }) => {
    log(`the screen ended (${reason}); it is loaded again`)
    window.webContents.reload()
  })
  window.on('unresponsive', () => {
    log('the screen hangs; it is loaded again')
    window.webContents.forcefullyCrashRenderer()
  })
}

/** Only the screen's own main frame may use the contract. */
export function isTrustedFrame(
  window: Pick<BrowserWindow, 'webContents'>,
  frame: { readonly url: string } | null,
): boolean {
  return frame !== null && frame === window.webContents.mainFrame && isScreen(frame.url)
}
