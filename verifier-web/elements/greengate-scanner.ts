/** `<greengate-scanner>`: the camera, asked for only after a tap, and the reader of pictures. */
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { keepCamera, recallCamera, type CameraChoice } from '../edges/camera-memory.ts'
import type { Camera } from '../edges/camera.ts'
import { DecoderError } from '../edges/decoder.ts'
import { listCameras, onDevices } from '../edges/find-cameras.ts'
import type { LensState } from '../edges/lens.ts'
import type { Scan } from '../edges/scan.ts'
import { KeptDecoder } from './kept-decoder.ts'
import type { Language } from './language.ts'
import { loadPictures, loadScannerParts } from './load-scanner-parts.ts'
import { awaitsCamera, type ScannerEvents, type ScannerState } from './scanner-events.ts'
import type * as ScannerParts from './scanner-parts.ts'
import { scannerStyles } from './scanner-styles.ts'
import { barView, coverView, type ScannerHands } from './scanner-views.ts'
import { decoderHelp, scannerWords, type ScannerProblem } from './scanner-words.ts'
import { buttons, surfaceColours } from './surface-colours.ts'

export type { ScannerEvents, ScannerState }

/**
 * Reads codes from the camera, and from pictures given to `read`. Decides nothing, and sends nothing.
 *
 * @fires greengate-text - A code came into view; `detail.text` is what it says. Once until it has been gone for three seconds.
 * @fires greengate-several - Several codes are in view at once; `detail.count` says how many. None of them is told.
 * @fires greengate-frame - A frame of an update is in view, which is no person's code; `detail.bytes`. Again each second.
 * @fires greengate-scanner-state - The scanner started, stopped or met a problem; `detail.state` says which.
 * @slot start - In place of what stands there before the camera is on; call `start()` from it.
 * @slot help - Added to the help for every problem.
 * @csspart frame - All of it.
 * @csspart video - The camera's picture.
 * @csspart cover - What stands there while there is no picture.
 * @csspart bar - The bar below the picture.
 * @csspart button - Every button.
 * @csspart torch - The button of the camera's light.
 * @csspart zoom - The slider of the zoom.
 * @csspart camera - The choice of the camera.
 * @cssproperty --greengate-ink - Ink of words and buttons.
 * @cssproperty --greengate-quiet - Edge of a button that is pointed at.
 * @cssproperty --greengate-raised - Ground of buttons, and of what stands there before the camera is on.
 * @cssproperty --greengate-line - Lines.
 * @cssproperty --greengate-accent - The main button, and focus.
 * @cssproperty --greengate-on-accent - Ink on the main button.
 */
export class GreengateScanner extends LitElement {
  /** How it looks. */
  static override styles = [surfaceColours, buttons, scannerStyles]
  static override properties = {
    language: { type: String },
    assets: { type: String },
    remember: { type: Boolean },
    now: { state: true },
    cameras: { state: true },
    lensState: { state: true },
  }

  /** The language of its words. */
  declare language: Language
  /** The folder of `decoder-worker.js`, `decoder-fallback.js` and `zxing_reader.wasm`; undefined: beside the script. */
  declare assets: string | undefined
  /** Whether it keeps in this browser which camera was chosen, and that it was on: then the next visit needs no tap. */
  declare remember: boolean
  declare private now: ScannerState
  declare private cameras: readonly MediaDeviceInfo[]
  declare private lensState: LensState

  #parts: typeof ScannerParts | undefined
  #scan: Scan | undefined
  #choice: CameraChoice | undefined
  readonly #decoder = new KeptDecoder()
  // Counts starts and stops: a start that was overtaken lets go of its camera.
  #turn = 0
  #resume = false
  #hadFocus = false
  #deaf = (): void => undefined

  constructor() {
    super()
    this.language = 'zh'
    this.remember = false
    this.now = 'off'
    this.cameras = []
    this.lensState = {}
  }

  /** What it is doing now. */
  get state(): ScannerState {
    return this.now
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.addEventListener('visibilitychange', this.#onVisibility)
    this.#deaf = onDevices(this.#onDevices)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('visibilitychange', this.#onVisibility)
    this.#deaf()
    this.#letGo()
    this.#decoder.close()
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('assets') && this.#decoder.isOpen) this.#moveDecoder()
    this.#hadFocus = this.shadowRoot?.activeElement != null
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('remember') && this.remember) void this.#recall()
    // A button that was pressed and is gone leaves whoever has no mouse nowhere.
    if (this.#hadFocus && this.shadowRoot?.activeElement === null)
      this.renderRoot.querySelector<HTMLElement>('.stop, .primary')?.focus()
  }

  /**
   * Asks for the camera and watches it until `stop`. Problems show on the element.
   *
   * @param deviceId - A camera's id; by default the one chosen last, or one that looks away from the person.
   */
  async start(deviceId?: string): Promise<void> {
    if (this.#isLive) return
    const turn = ++this.#turn
    this.#show('starting')
    const parts = await this.#load()
    await this.updateComplete
    const video = this.renderRoot.querySelector('video')
    if (video === null || parts === undefined || turn !== this.#turn) return
    let camera: Camera
    try {
      camera = await parts.openChosenCamera(video, this.#choice, deviceId)
    } catch (error) {
      if (!(error instanceof parts.CameraError)) throw error
      if (turn === this.#turn) this.#show(error.problem)
      return
    }
    if (turn !== this.#turn) camera.close()
    else this.#look(camera, video, parts)
  }

  /** Lets go of the camera. */
  stop(): void {
    this.#letGo()
    this.#keep(false)
  }

  /**
   * Reads every code in a picture file.
   *
   * @throws PictureError when it is no picture; DecoderError when the reader does not work.
   */
  async read(picture: Blob): Promise<readonly string[]> {
    const pictures = await loadPictures()
    if (pictures === undefined) throw new DecoderError('what opens pictures cannot be had')
    return pictures.readPicture(picture, this.#decoder.open(this.assets))
  }

  override render(): TemplateResult {
    const { language, now } = this
    const isProblem = now !== 'off' && now !== 'starting' && now !== 'on'
    const problem = isProblem ? (this.#parts?.scannerHelp[now] ?? decoderHelp) : undefined
    const isOn = now === 'on'
    const bar = {
      isOn,
      lens: this.lensState,
      cameras: this.cameras,
      chosen: this.#choice?.deviceId,
    }
    return html`
      <div class="frame" part="frame" data-state=${now}>
        <video
          part="video"
          muted
          playsinline
          aria-label=${scannerWords.video[language]}
          ?hidden=${!this.#isLive}
        ></video>
        ${isOn ? html`<div class="finder" aria-hidden="true"></div>` : nothing}
        ${this.#isLive ? barView(bar, language, this.#hands) : coverView(problem, language, this.#hands)}
      </div>
    `
  }

  get #isLive(): boolean {
    return this.now === 'starting' || this.now === 'on'
  }

  /** Watches a camera that was opened. */
  #look(camera: Camera, video: HTMLVideoElement, parts: typeof ScannerParts): void {
    this.#choice = parts.choiceOf(camera)
    this.#scan = parts.startScan(camera, video, this.#decoder.open(this.assets), {
      onText: (text) => void this.#tell('greengate-text', { text }),
      onSeveral: ({ length }) => void this.#tell('greengate-several', { count: length }),
      onFrame: (bytes) => void this.#tell('greengate-frame', { bytes }),
      onLens: (state) => {
        this.lensState = state
      },
      onEnd: (why) => {
        this.#fail(why)
      },
    })
    this.#show('on')
    this.#keep(true)
    void this.#onDevices()
  }

  /** Starts again what the last visit left on; nobody is asked anything for that. */
  async #recall(): Promise<void> {
    const memory = recallCamera()
    this.#choice ??= memory?.camera
    if (memory?.isOn !== true) return
    const parts = await this.#load()
    if (parts === undefined || !(await parts.isCameraGranted())) return
    if (this.isConnected && this.now === 'off') await this.start()
  }

  /** Fetches what opens a camera; without it there is no reader either, and it says so. */
  async #load(): Promise<typeof ScannerParts | undefined> {
    this.#parts ??= await loadScannerParts()
    if (this.#parts === undefined) this.#fail('decoder')
    return this.#parts
  }

  #keep(isOn: boolean): void {
    if (this.remember) keepCamera({ isOn, ...(this.#choice && { camera: this.#choice }) })
  }

  #letGo(): void {
    this.#turn++
    this.#scan?.end()
    this.#scan = undefined
    this.lensState = {}
    if (this.#isLive) this.#show('off')
  }

  /** Takes it from the other place, and looks on with it. */
  #moveDecoder(): void {
    const isLive = this.#isLive
    this.#letGo()
    this.#decoder.close()
    if (isLive) void this.start()
  }

  #fail(problem: ScannerProblem): void {
    this.#letGo()
    // The next start tries a fresh worker.
    if (problem === 'decoder') this.#decoder.close()
    this.#show(problem)
  }

  #show(state: ScannerState): void {
    this.now = state
    this.#tell('greengate-scanner-state', { state })
  }

  #tell<Of extends keyof ScannerEvents>(name: Of, detail: ScannerEvents[Of]['detail']): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
  }

  readonly #hands: ScannerHands = {
    start: () => void this.start(),
    stop: () => {
      this.stop()
    },
    choose: (deviceId) => {
      this.#letGo()
      void this.start(deviceId)
    },
    torch: (torch) => void this.#scan?.lens?.set({ torch }),
    zoom: (zoom) => void this.#scan?.lens?.set({ zoom }),
  }

  // A page nobody looks at must not keep the camera.
  #onVisibility = (): void => {
    if (document.hidden) {
      this.#resume = this.#isLive
      this.#letGo()
    } else if (this.#resume) {
      this.#resume = false
      void this.start()
    }
  }

  // One was plugged in, or taken away.
  #onDevices = async (): Promise<void> => {
    this.cameras = await listCameras()
    if (awaitsCamera.has(this.now) && this.cameras.length > 0) await this.start()
  }
}

// A second copy of this on a page leaves the first in place.
if (customElements.get('greengate-scanner') === undefined)
  customElements.define('greengate-scanner', GreengateScanner)

declare global {
  interface HTMLElementTagNameMap {
    'greengate-scanner': GreengateScanner
  }
}
