/** What the scanner draws: the cover before there is a picture, and the bar below it. */
import { html, nothing, type TemplateResult } from 'lit'
import type { LensState } from '../edges/lens.ts'
import type { Language } from './language.ts'
import { scannerWords, type Help } from './scanner-words.ts'

/** What the bar shows. */
export interface BarState {
  readonly isOn: boolean
  readonly lens: LensState
  readonly cameras: readonly MediaDeviceInfo[]
  /** The id of the camera that is open. */
  readonly chosen: string | undefined
}

/** What hands do to it. */
export interface ScannerHands {
  readonly start: () => void
  readonly stop: () => void
  readonly choose: (deviceId: string) => void
  readonly torch: (isOn: boolean) => void
  readonly zoom: (value: number) => void
}

/** Before the camera is on: why and how to start it, or what to do about a problem. */
export function coverView(
  problem: Help | undefined,
  language: Language,
  { start }: ScannerHands,
): TemplateResult {
  const words = scannerWords
  const button = (label: string) =>
    html`<button type="button" part="button" class="primary" @click=${start}>${label}</button>`
  if (problem === undefined) {
    return html`<div class="cover" part="cover">
      <slot name="start"
        ><p>${words.why[language]}</p>
        ${button(words.start[language])}</slot
      >
    </div>`
  }
  const { title, help } = problem
  return html`<div class="cover" part="cover">
    <div role="alert">
      <h2>${title[language]}</h2>
      <p>${help[language]}</p>
      <slot name="help"></slot>
    </div>
    ${button(words.retry[language])}
  </div>`
}

/** While it is on: which camera, its zoom and its light, and the way to turn it off. */
export function barView(state: BarState, language: Language, hands: ScannerHands): TemplateResult {
  const words = scannerWords
  return html`<div class="bar" part="bar">
    <p role="status">${(state.isOn ? words.aim : words.starting)[language]}</p>
    ${state.isOn ? [zoomView(state, language, hands), camerasView(state, language, hands), torchView(state, language, hands)] : nothing}
    <button type="button" part="button" class="stop" @click=${hands.stop}>
      ${words.stop[language]}
    </button>
  </div>`
}

type View = (state: BarState, language: Language, hands: ScannerHands) => unknown

const camerasView: View = ({ cameras, chosen }, language, { choose }) => {
  if (cameras.length < 2) return nothing
  const label = scannerWords.camera[language]
  const onChange = (event: Event) => {
    choose((event.currentTarget as HTMLSelectElement).value)
  }
  return html`<select part="camera" aria-label=${label} @change=${onChange}>
    ${cameras.map(
      (camera, at) =>
        html`<option value=${camera.deviceId} ?selected=${camera.deviceId === chosen}>
          ${camera.label === '' ? `${label} ${at + 1}` : camera.label}
        </option>`,
    )}
  </select>`
}

const torchView: View = ({ lens: { torch } }, language, hands) => {
  if (torch === undefined) return nothing
  const onClick = () => {
    hands.torch(!torch)
  }
  return html`<button type="button" part="button torch" aria-pressed=${torch} @click=${onClick}>
    ${scannerWords.torch[language]}
  </button>`
}

const zoomView: View = ({ lens: { zoom } }, language, hands) => {
  if (zoom === undefined) return nothing
  const { min, max, step, value } = zoom
  const onInput = (event: Event) => {
    hands.zoom((event.currentTarget as HTMLInputElement).valueAsNumber)
  }
  return html`<input
    type="range"
    part="zoom"
    aria-label=${scannerWords.zoom[language]}
    aria-valuetext=${`${Math.round(value * 10) / 10}×`}
    min=${min}
    max=${max}
    step=${step ?? 'any'}
    .value=${String(value)}
    @input=${onInput}
  />`
}
