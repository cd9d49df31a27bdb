/** Starts the screen: joins the station, the camera, the voice and the one element that shows what they say. */
import type { StationStatus } from '../shared/kiosk-api.ts'
import type { VoiceSettings } from '../shared/screen-settings.ts'
import { kioskApiOver, type Transport } from '../shared/transport.ts'
import { attend } from './attendant.ts'
import { connectSocket, type PageOfScreen } from './connect-socket.ts'
import { openEyes } from './eyes.ts'
import './kiosk-screen.ts'
import { openSocketTransport } from './socket-transport.ts'
import type { ScreenFacts } from './screen-facts.ts'
import type { StaffPanel } from './staff/staff-panel.ts'
import { keepToken } from './token.ts'
import { startWedge } from '../../verifier-web/edges/wedge.ts'

/** A page that is seen is drawn sooner. */
const longestFrameMs = 500
/** A page that is idle before is heard sooner. */
const longestIdleMs = 2_000

/** In a chunk of its own: the screen is there before its voice. */
async function speak(pace: VoiceSettings['pace']): Promise<void> {
  const { openVoice } = await import('./sound/open-voice.ts')
  hear = await openVoice(pace)
}

/** Staff come seldom: their panel is fetched when it is wanted, and taken out of the page when it is left. */
async function openStaff(): Promise<void> {
  const { openPanel } = await import('./staff/open-panel.ts')
  panel ??= openPanel(api, screen, {
    leave() {
      panel = undefined
    },
    handOver() {
      attendant.handOver(true)
    },
    switchLanguage: attendant.switchLanguage,
  })
}

function overSocket(): Transport {
  const connect = () => connectSocket(window)
  return openSocketTransport({ connect, ...(page.greengateLine && { opened: page.greengateLine }) })
}

const page = window as PageOfScreen
// Electron's preload puts its transport here; every other browser comes over the WebSocket.
const api = kioskApiOver(page.greengateKiosk ?? overSocket())
const screen = document.querySelector('kiosk-screen') ?? document.createElement('kiosk-screen')
let know: (status: StationStatus) => void
let panel: StaffPanel | undefined
let hear: ((facts: ScreenFacts) => void) | undefined
const known = new Promise<StationStatus>((resolve) => {
  know = resolve
})
const attendant = attend(api, (facts) => {
  screen.facts = facts
  hear?.(facts)
  if (panel !== undefined) panel.screen = facts
  if (facts.status !== undefined) know(facts.status)
})
/** What each of the element's events carries, the element says. */
const on = (type: string, act: (detail: never) => void) => {
  screen.addEventListener(type, (event) => {
    act((event as CustomEvent<never>).detail)
  })
}
on('language', attendant.switchLanguage)
on('call', attendant.callStaff)
on('choose', attendant.choose)
on('group', attendant.group)
on('handover', attendant.handOver)
on('file', attendant.file)
on('staff', () => void openStaff())
document.body.append(screen)
void begin()

/** What a person reads first is on the screen before anything else is fetched; keys alone are heard at once. */
async function begin(): Promise<void> {
  const { settings } = await known
  if (settings.wedge) startWedge(document, { onText: attendant.type })
  await screen.updateComplete
  await drawn()
  // What the eyes did not foresee leaves no picture either: the screen must not look as if it saw.
  if (settings.camera)
    void openEyes(screen.video, attendant).catch(() => {
      attendant.camera('no-decoder')
    })
  const { on: speaks, pace } = settings.voice
  if (speaks) requestIdleCallback(() => void speak(pace), { timeout: longestIdleMs })
  keepToken(window)
}

/** Until a frame was handed on, which the next one shows; a page that nobody sees has none, and is not waited for. */
function drawn(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        setTimeout(resolve)
      })
    })
    setTimeout(resolve, longestFrameMs)
  })
}
