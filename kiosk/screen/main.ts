/** Starts the screen: joins the station, the camera, the voice and the one element that shows what they say. */
import type { StationStatus } from '../shared/kiosk-api.ts'
import { subprotocol, tokenPrefix } from '../shared/socket-message.ts'
import { kioskApiOver, type Transport } from '../shared/transport.ts'
import { attend } from './attendant.ts'
import { openEyes } from './eyes.ts'
import './kiosk-screen.ts'
import type { ScreenFacts } from './screen-facts.ts'
import { openSocketTransport } from './socket-transport.ts'
import { takeToken } from './token.ts'

function overSocket(): Transport {
  const address = `ws://${location.host}/`
  const protocols = [subprotocol, `${tokenPrefix}${takeToken(window)}`]
  return openSocketTransport({ connect: () => new WebSocket(address, protocols) })
}

/** In a chunk of its own: the screen is there before its voice. */
async function speak(): Promise<void> {
  const { openVoice } = await import('./sound/open-voice.ts')
  hear = await openVoice()
}

// Electron's preload puts its transport here; every other browser comes over the WebSocket.
const bridge = (window as { readonly greengateKiosk?: Transport }).greengateKiosk
const api = kioskApiOver(bridge ?? overSocket())
const screen = document.createElement('kiosk-screen')
let know: (status: StationStatus) => void
let hear: ((facts: ScreenFacts) => void) | undefined
const known = new Promise<StationStatus>((resolve) => {
  know = resolve
})
const attendant = attend(api, (facts) => {
  screen.facts = facts
  hear?.(facts)
  if (facts.status !== undefined) know(facts.status)
})
const on = <T>(type: string, act: (detail: T) => void) => {
  screen.addEventListener(type, (event) => {
    act((event as CustomEvent<T>).detail)
  })
}
on('language', attendant.switchLanguage)
on('call', attendant.callStaff)
on('choose', attendant.choose)
on('group', attendant.group)
on('handover', attendant.handOver)
on('file', attendant.file)
document.body.append(screen)
await screen.updateComplete
const { settings } = await known
if (settings.voice.on) void speak()
// What the eyes did not foresee leaves no picture either: the screen must not look as if it saw.
if (settings.camera)
  await openEyes(screen.video, attendant).catch(() => {
    attendant.camera('no-decoder')
  })
