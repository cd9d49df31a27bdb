/** The demo's live code: a person's code as the person's own phone would show it, drawn anew at every step. */
import { createPrivateKey, sign } from 'node:crypto'
import type { Demo } from 'greengate-cli/demo'
import { livePresentation, type HolderKey } from 'greengate/holder'
import QRCode from 'qrcode'

/** Whose code carries the holder's key that is the demo's. */
export const liveId = 'check-live'

/** The text to show now. */
export function liveCode({ people, keys }: Demo, now: Date): Promise<string> {
  const text = people.find(({ id }) => id === liveId)?.text
  if (text === undefined) throw new Error('the demo has nobody with a live code')
  const { d, ...publicJwk } = keys.issuers.stranger
  const key = createPrivateKey({ key: { ...publicJwk, d }, format: 'jwk' })
  const holder: HolderKey = {
    publicJwk,
    sign: (bytes) => Promise.resolve(new Uint8Array(sign(null, bytes, key))),
  }
  return livePresentation(text, holder, now)
}

/** The same as a picture, SVG. */
export async function livePicture(demo: Demo, now: Date): Promise<string> {
  const text = await liveCode(demo, now)
  return QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
}

/** What the page does: asks for another picture at each step, and says how long this one is good for. */
export const liveScript = `
const stepMs = 30_000
const image = document.querySelector('#live img')
const left = document.querySelector('#live progress')
let shown
const tick = () => {
  const now = Date.now()
  const step = Math.floor(now / stepMs)
  left.value = stepMs - (now % stepMs)
  if (step === shown) return
  if (shown !== undefined) image.src = 'live.svg?step=' + step
  shown = step
}
tick()
setInterval(tick, 250)
`
