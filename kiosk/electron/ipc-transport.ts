/** The IPC end of the screen: exactly the contract's channels, and nothing else of Electron. */
import type { IpcRenderer, IpcRendererEvent } from 'electron'
import { channels, eventChannel, isAsk, listenChannel } from '../shared/channels.ts'
import type { KioskEvent } from '../shared/kiosk-api.ts'
import { patienceFor } from '../shared/patience.ts'
import type { Reply, Transport } from '../shared/transport.ts'

/** Makes the transport that the page is given. */
export function ipcTransport(
  ipcRenderer: Pick<IpcRenderer, 'invoke' | 'on' | 'removeListener' | 'send'>,
): Transport {
  return {
    ask(ask, argument) {
      // What comes over the bridge has lost its type: only names of the table get any further.
      if (!isAsk(ask)) return Promise.resolve({ ok: false, code: 'malformed' })
      const answer = ipcRenderer.invoke(channels[ask].name, argument) as Promise<Reply>
      return orLost(answer, patienceFor(argument))
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

/** A main process that hangs says nothing, and must not leave the screen as if somebody still decided. */
function orLost(answer: Promise<Reply>, ms: number): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const impatience = setTimeout(() => {
      resolve({ ok: false, code: 'lost' })
    }, ms)
    void answer.then(resolve, reject).finally(() => {
      clearTimeout(impatience)
    })
  })
}
