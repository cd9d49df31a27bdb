/** The IPC end of the screen: exactly the contract's channels, and nothing else of Electron. */
import type { IpcRenderer, IpcRendererEvent } from 'electron'
import { channels, eventChannel, isAsk, listenChannel } from '../shared/channels.ts'
import type { KioskEvent } from '../shared/kiosk-api.ts'
import type { Reply, Transport } from '../shared/transport.ts'

/** Makes the transport that the page is given. */
export function ipcTransport(
  ipcRenderer: Pick<IpcRenderer, 'invoke' | 'on' | 'removeListener' | 'send'>,
): Transport {
  return {
    ask(ask, argument) {
      // What comes over the bridge has lost its type: only names of the table get any further.
      if (!isAsk(ask)) return Promise.resolve({ ok: false, code: 'malformed' })
      return ipcRenderer.invoke(channels[ask].name, argument) as Promise<Reply>
    },
    listen(listener) {
      const hear = (_: IpcRendererEvent, event: KioskEvent) => {
        listener(event)
      }
      ipcRenderer.on(eventChannel, hear)
      ipcRenderer.send(listenChannel)
      return () => {
        ipcRenderer.removeListener(eventChannel, hear)
      }
    },
  }
}
