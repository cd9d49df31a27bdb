/** The IPC end of the station: the table of channels on ipcMain, for the one page that we trust. */
import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron'
import { asks, channels, eventChannel, listenChannel } from '../shared/channels.ts'
import type { KioskApi } from '../shared/kiosk-api.ts'
import { reply, type Reply } from '../shared/transport.ts'

/** Who asks: the frame's address decides, never what it says of itself. */
export type IsTrusted = (event: Pick<IpcMainEvent | IpcMainInvokeEvent, 'senderFrame'>) => boolean

/** Serves the contract until the returned function is called. */
export function serveIpc(
  ipcMain: Pick<IpcMain, 'handle' | 'removeHandler' | 'on' | 'removeListener'>,
  api: KioskApi,
  isTrusted: IsTrusted,
  log: (line: string) => void,
): () => void {
  const listening = new Map<WebContents, () => void>()
  const onFault = (error: unknown) => {
    log(`a request failed (${error instanceof Error ? error.name : 'unknown'})`)
  }

  for (const ask of asks) {
    ipcMain.handle(channels[ask].name, (event, argument: unknown): Reply | Promise<Reply> =>
      isTrusted(event) ? reply(api, ask, argument, onFault) : { ok: false, code: 'malformed' },
    )
  }

  // A page that was loaded again listens again: the newest listener of a window is the only one.
  const onListen = (event: IpcMainEvent) => {
    if (!isTrusted(event)) return
    const { sender } = event
    listening.get(sender)?.()
    const unlisten = api.listen((news) => {
      if (!sender.isDestroyed()) sender.send(eventChannel, news)
    })
    listening.set(sender, unlisten)
    sender.once('destroyed', () => {
      listening.get(sender)?.()
      listening.delete(sender)
    })
  }
  ipcMain.on(listenChannel, onListen)

  return () => {
    for (const ask of asks) ipcMain.removeHandler(channels[ask].name)
    ipcMain.removeListener(listenChannel, onListen)
    for (const unlisten of listening.values()) unlisten()
  }
}
