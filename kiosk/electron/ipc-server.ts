/** The IPC end of the station: the table of channels on ipcMain, for the one page that we trust. */
import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron'
import { asks, channels, eventChannel, listenChannel } from '../shared/channels.ts'
import { connectScreen, type Connectable, type Connection } from '../shared/connection.ts'
import { reply, type Reply } from '../shared/transport.ts'

/** Who asks: the frame's address decides, never what it says of itself. */
export type IsTrusted = (event: Pick<IpcMainEvent | IpcMainInvokeEvent, 'senderFrame'>) => boolean

/** Serves the contract until the returned function is called. */
export function serveIpc(
  ipcMain: Pick<IpcMain, 'handle' | 'removeHandler' | 'on' | 'removeListener'>,
  station: Connectable,
  isTrusted: IsTrusted,
  log: (line: string) => void,
): () => void {
  const listening = new Map<WebContents, () => void>()
  const connections = new Map<WebContents, Connection>()
  const connectionOf = (sender: WebContents): Connection => {
    const known = connections.get(sender)
    if (known !== undefined) return known
    const fresh = connectScreen(station)
    connections.set(sender, fresh)
    sender.once('destroyed', () => {
      disconnect(sender)
    })
    return fresh
  }
  const disconnect = (sender: WebContents) => {
    listening.get(sender)?.()
    listening.delete(sender)
    connections.get(sender)?.close()
    connections.delete(sender)
  }
  const onFault = (error: unknown) => {
    log(`a request failed (${error instanceof Error ? error.name : 'unknown'})`)
  }

  for (const ask of asks) {
    ipcMain.handle(channels[ask].name, (event, argument: unknown): Reply | Promise<Reply> =>
      isTrusted(event)
        ? reply(connectionOf(event.sender).api, ask, argument, onFault)
        : { ok: false, code: 'malformed' },
    )
  }

  // A page that was loaded again listens again: the newest listener of a window is the only one.
  const onListen = (event: IpcMainEvent) => {
    if (!isTrusted(event)) return
    const { sender } = event
    // Whoever had signed in on the page before has to do so again.
    if (listening.has(sender)) disconnect(sender)
    const unlisten = connectionOf(sender).api.listen((news) => {
      if (!sender.isDestroyed()) sender.send(eventChannel, news)
    })
    listening.set(sender, unlisten)
  }
  ipcMain.on(listenChannel, onListen)

  return () => {
    for (const ask of asks) ipcMain.removeHandler(channels[ask].name)
    ipcMain.removeListener(listenChannel, onListen)
    for (const sender of [...connections.keys()]) disconnect(sender)
  }
}
