/** Starts the screen: joins the station, the camera and the one element that shows what they say. */
import { subprotocol, tokenPrefix } from '../shared/socket-message.ts'
import { kioskApiOver, type Transport } from '../shared/transport.ts'
import { attend } from './attendant.ts'
import { openEyes } from './eyes.ts'
import './kiosk-screen.ts'
import { openSocketTransport } from './socket-transport.ts'
import { takeToken } from './token.ts'

function overSocket(): Transport {
  const address = `ws://${location.host}/`
  const protocols = [subprotocol, `${tokenPrefix}${takeToken(window)}`]
  return openSocketTransport({ connect: () => new WebSocket(address, protocols) })
}

// Electron's preload puts its transport here; every other browser comes over the WebSocket.
const bridge = (window as { readonly greengateKiosk?: Transport }).greengateKiosk
const screen = document.createElement('kiosk-screen')
const attendant = attend(kioskApiOver(bridge ?? overSocket()), (facts) => {
  screen.facts = facts
})
screen.addEventListener('language', attendant.switchLanguage)
screen.addEventListener('handover', (event) => {
  attendant.handOver((event as CustomEvent<boolean>).detail)
})
screen.addEventListener('file', (event) => {
  attendant.file((event as CustomEvent<File>).detail)
})
document.body.append(screen)
await screen.updateComplete
// What the eyes did not foresee leaves no picture either: the screen must not look as if it saw.
await openEyes(screen.video, attendant).catch(() => {
  attendant.camera('no-decoder')
})
