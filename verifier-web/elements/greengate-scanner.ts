/** `<greengate-scanner>`: the camera, asked for only after a tap, and the reader of pictures. */
import { LitElement, html, nothing, type TemplateResult } from 'lit'
import { CameraError, openCamera, type Camera } from '../edges/camera.ts'
import { openDecoder, type Decoder } from '../edges/decoder.ts'
import { openPicture } from '../edges/picture.ts'
import { watch } from '../edges/watch.ts'
import type { Language } from './language.ts'
import { scannerStyles } from './scanner-styles.ts'
import { scannerHelp, scannerWords, type ScannerProblem } from './scanner-words.ts'
import { buttons, surfaceColours } from './surface-colours.ts'

/** What the scanner is doing. */
export type ScannerState = 'off' | 'starting' | 'on' | ScannerProblem

/** What the scanner tells: `new CustomEvent(name, { detail })`, bubbling and composed. */
export interface ScannerEvents {
  'greengate-text': CustomEvent<{ readonly text: string }>
  'greengate-several': CustomEvent<{ readonly count: number }>
  'greengate-scanner-state': CustomEvent<{ readonly state: ScannerState }>
}

/**
 * Reads codes from the camera, and from pictures given to `read`. Decides nothing, sends nothing, keeps nothing.
 *
 * @fires greengate-text - A code came into view; `detail.text` is what it says. Once until it has been gone for three seconds.
 * @fires greengate-several - Several codes are in view at once; `detail.count` says how many. None of them is told.
 * @fires greengate-scanner-state - The scanner started, stopped or met a problem; `detail.state` says which.
 * @csspart video - The camera's picture.
 */
export class GreengateScanner extends LitElement {
  static override styles = [surfaceColours, buttons, scannerStyles]
  static override properties = {
    language: { type: String },
    assets: { type: String },
    state: { state: true },
    cameras: { state: true },
  }

  /** The language of its words. */
  declare language: Language
  /** The folder of `decoder-worker.js`, `decoder-fallback.js` and `zxing_reader.wasm`; undefined: beside the script. */
  declare assets: string | undefined
  /** What it is doing now. */
  declare state: ScannerState
  declare private cameras: readonly MediaDeviceInfo[]

  #camera: Camera | undefined
  #decoder: Decoder | undefined
  #watch: { stop(): void } | undefined
  // Counts starts and stops, so that a start that was overtaken lets go of its camera.
  #turn = 0
  #resume = false

  constructor() {
    super()
    this.language = 'zh'
    this.state = 'off'
    this.cameras = []
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.addEventListener('visibilitychange', this.#onVisibility)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('visibilitychange', this.#onVisibility)
    this.stop()
    this.#decoder?.close()
    this.#decoder = undefined
  }

  /** Asks for the camera and watches it until `stop`. Problems show on the element. */
  async start(deviceId?: string): Promise<void> {
    if (this.state === 'starting' || this.state === 'on') return
    const turn = ++this.#turn
    this.#show('starting')
    await this.updateComplete
    const video = this.renderRoot.querySelector('video')
    if (video === null) return
    let camera: Camera
    try {
      camera = await openCamera(video, deviceId === undefined ? {} : { deviceId })
    } catch (error) {
      if (!(error instanceof CameraError)) throw error
      if (turn === this.#turn) this.#show(error.problem)
      return
    }
    if (turn !== this.#turn) {
      camera.close()
      return
    }
    this.#camera = camera
    void camera.ended.then(() => {
      if (turn === this.#turn) this.#fail('lost')
    })
    this.#watch = watch(
      video,
      this.#open(),
      (text) => {
        this.#tell('greengate-text', { text })
      },
      {
        onSeveral: (texts) => {
          this.#tell('greengate-several', { count: texts.length })
        },
        onProblem: () => {
          this.#fail('decoder')
        },
      },
    )
    this.#show('on')
    // Names and number of cameras are only told once one was allowed.
    const devices = await navigator.mediaDevices.enumerateDevices()
    this.cameras = devices.filter((device) => device.kind === 'videoinput')
  }

  /** Lets go of the camera. */
  stop(): void {
    this.#turn++
    this.#watch?.stop()
    this.#camera?.close()
    this.#watch = undefined
    this.#camera = undefined
    if (this.state === 'starting' || this.state === 'on') this.#show('off')
  }

  /**
   * Reads every code in a picture file.
   *
   * @throws PictureError when it is no picture; DecoderError when the reader does not work.
   */
  async read(picture: Blob): Promise<readonly string[]> {
    const codes = await this.#open().read(await openPicture(picture), 'picture')
    return codes.map(({ text }) => text)
  }

  override render(): TemplateResult {
    const { language, state } = this
    const words = scannerWords
    const live = state === 'starting' || state === 'on'
    return html`
      <div class="frame" data-state=${state}>
        <video
          part="video"
          muted
          playsinline
          aria-label=${words.video[language]}
          ?hidden=${!live}
        ></video>
        ${state === 'on' ? html`<div class="finder" aria-hidden="true"></div>` : nothing}
        ${live ? nothing : this.#cover(state)}
        <div class="bar" ?hidden=${!live}>
          <p role="status">
            ${
              state === 'on'
                ? words.aim[language]
                : state === 'starting'
                  ? words.starting[language]
                  : nothing
            }
          </p>
          ${state === 'on' ? this.#tools() : nothing}
        </div>
      </div>
    `
  }

  #tools(): TemplateResult {
    const { language } = this
    return html`${
        this.cameras.length > 1
          ? html`<button type="button" @click=${this.#change}>
              ${scannerWords.change[language]}
            </button>`
          : nothing
      } <button type="button" @click=${this.#onStop}>${scannerWords.stop[language]}</button>`
  }

  #cover(state: Exclude<ScannerState, 'starting' | 'on'>): TemplateResult {
    const { language } = this
    const words = scannerWords
    const label = state === 'off' ? words.start : words.retry
    const help = state === 'off' ? undefined : scannerHelp[state]
    return html`<div class="cover">
      ${
        help === undefined
          ? html`<p>${words.why[language]}</p>`
          : html`<div role="alert">
              <h2>${help.title[language]}</h2>
              <p>${help.help[language]}</p>
            </div>`
      }
      <button type="button" class="primary" @click=${this.#onStart}>${label[language]}</button>
    </div>`
  }

  #open(): Decoder {
    this.#decoder ??= openDecoder(this.assets === undefined ? {} : { assets: this.assets })
    return this.#decoder
  }

  #fail(problem: ScannerProblem): void {
    this.stop()
    if (problem === 'decoder') {
      // The next start tries a fresh worker.
      this.#decoder?.close()
      this.#decoder = undefined
    }
    this.#show(problem)
  }

  #show(state: ScannerState): void {
    this.state = state
    this.#tell('greengate-scanner-state', { state })
  }

  #tell<Name extends keyof ScannerEvents>(name: Name, detail: ScannerEvents[Name]['detail']): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
  }

  #onStart = (): void => {
    void this.start()
  }

  #onStop = (): void => {
    this.stop()
  }

  #change = (): void => {
    const now = this.#camera?.stream.getVideoTracks()[0]?.getSettings().deviceId
    const place = this.cameras.findIndex((camera) => camera.deviceId === now)
    const next = this.cameras[(place + 1) % this.cameras.length]
    this.stop()
    void this.start(next?.deviceId)
  }

  // A page nobody looks at must not keep the camera.
  #onVisibility = (): void => {
    if (document.hidden) {
      this.#resume = this.state === 'on'
      this.stop()
    } else if (this.#resume) {
      this.#resume = false
      void this.start()
    }
  }
}

// A second copy of this on a page leaves the first in place.
if (customElements.get('greengate-scanner') === undefined)
  customElements.define('greengate-scanner', GreengateScanner)

declare global {
  interface HTMLElementTagNameMap {
    'greengate-scanner': GreengateScanner
  }
  interface HTMLElementEventMap {
    'greengate-text': ScannerEvents['greengate-text']
    'greengate-several': ScannerEvents['greengate-several']
    'greengate-scanner-state': ScannerEvents['greengate-scanner-state']
  }
}
