/** Fakes of ipcMain and ipcRenderer for tests, joined back to back: whatever crosses is cloned, as in Electron. */
import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, IpcRenderer } from 'electron'

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown
type Listener = (event: never, ...args: unknown[]) => void

/** Both ends of one window. */
export interface FakeIpc {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'removeHandler' | 'on' | 'removeListener'>
  readonly ipcRenderer: Pick<IpcRenderer, 'invoke' | 'on' | 'removeListener' | 'send'>
  readonly handled: readonly string[]
  /** The window is gone. */
  readonly destroy: () => void
}

const cloned = (args: readonly unknown[]): unknown[] => structuredClone([...args])

/**
 * Joins the two ends.
 *
 * @param url - The address of the frame that sends.
 */
export function fakeIpc(url: string): FakeIpc {
  const handlers = new Map<string, Handler>()
  const inMain = new Map<string, Set<Listener>>()
  const inPage = new Map<string, Set<Listener>>()
  const whenDestroyed: (() => void)[] = []
  let destroyed = false

  const sender = {
    isDestroyed: () => destroyed,
    once: (_: 'destroyed', then: () => void) => whenDestroyed.push(then),
    send(channel: string, ...args: unknown[]) {
      if (destroyed) throw new TypeError('Object has been destroyed')
      const sent = cloned(args)
      queueMicrotask(() => {
        for (const listener of inPage.get(channel) ?? []) listener({} as never, ...sent)
      })
    },
  }
  const event = { sender, senderFrame: { url } } as unknown as IpcMainInvokeEvent & IpcMainEvent
  const add = (to: Map<string, Set<Listener>>, channel: string, listener: Listener) => {
    to.set(channel, (to.get(channel) ?? new Set()).add(listener))
  }

  const ipcMain = {
    handle(channel: string, handler: Handler) {
      if (handlers.has(channel)) throw new Error(`second handler for ${channel}`)
      handlers.set(channel, handler)
    },
    removeHandler: (channel: string) => handlers.delete(channel),
    on: (channel: string, listener: Listener) => {
      add(inMain, channel, listener)
    },
    removeListener: (channel: string, listener: Listener) => inMain.get(channel)?.delete(listener),
  }
  const ipcRenderer = {
    async invoke(channel: string, ...args: unknown[]) {
      const handler = handlers.get(channel)
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
      return structuredClone(await handler(event, ...cloned(args)))
    },
    on: (channel: string, listener: Listener) => {
      add(inPage, channel, listener)
    },
    removeListener: (channel: string, listener: Listener) => inPage.get(channel)?.delete(listener),
    send(channel: string, ...args: unknown[]) {
      const sent = cloned(args)
      queueMicrotask(() => {
        for (const listener of inMain.get(channel) ?? []) listener(event as never, ...sent)
      })
    },
  }
  return {
    ipcMain: ipcMain as unknown as FakeIpc['ipcMain'],
    ipcRenderer: ipcRenderer as unknown as FakeIpc['ipcRenderer'],
    get handled() {
      return [...handlers.keys()]
    },
    destroy() {
      destroyed = true
      for (const then of whenDestroyed) then()
    },
  }
}
