/** The doors of the kiosk's window, for tests: a session and a page of Electron that remember what they were told. */
import { EventEmitter } from 'node:events'
import type { Session, WebContents } from 'electron'
import { confine, restrictPermissions } from './window.ts'

/** What a session is told, by what each is asked about. */
export type Handlers = Readonly<{
  request: Parameters<Session['setPermissionRequestHandler']>[0]
  check: Parameters<Session['setPermissionCheckHandler']>[0]
  device: Parameters<Session['setDevicePermissionHandler']>[0]
  display: Parameters<Session['setDisplayMediaRequestHandler']>[0]
  bluetooth: Parameters<Session['setBluetoothPairingHandler']>[0]
  before: (details: { url: string }, answer: (response: { cancel: boolean }) => void) => void
}>

/** A session that was told what it may do, to be asked. */
export interface Restricted {
  readonly session: EventEmitter
  readonly set: Handlers
  request(permission: string, details: object): boolean
  check(permission: string, origin: string, details: object): boolean
}

/** Takes what the session is told, so that a test can ask it. */
export function restricted(): Restricted {
  const handlers: Partial<Record<keyof Handlers, unknown>> = {}
  const take = (name: keyof Handlers) => (handler: unknown) => {
    handlers[name] = handler
  }
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: take('request'),
    setPermissionCheckHandler: take('check'),
    setDevicePermissionHandler: take('device'),
    setDisplayMediaRequestHandler: take('display'),
    setBluetoothPairingHandler: take('bluetooth'),
    webRequest: { onBeforeRequest: take('before') },
  })
  restrictPermissions(session as unknown as Session)
  const set = handlers as Handlers
  return {
    session,
    set,
    request(permission: string, details: object): boolean {
      let granted = false
      set.request?.(
        {} as never,
        permission as never,
        (answer) => {
          granted = answer
        },
        details as never,
      )
      return granted
    },
    check: (permission: string, origin: string, details: object) =>
      set.check?.(null, permission as never, origin, details as never) ?? true,
  }
}

/** What becomes of an event of a page that is confined. */
export function confined(name: string, ...args: unknown[]): boolean {
  const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler: () => undefined })
  confine(contents as unknown as WebContents)
  return prevented(contents, name, ...args)
}

/** Whether somebody prevents what an event is about. */
export function prevented(emitter: EventEmitter, name: string, ...args: unknown[]): boolean {
  let was = false
  emitter.emit(
    name,
    {
      preventDefault: () => {
        was = true
      },
    },
    ...args,
  )
  return was
}
