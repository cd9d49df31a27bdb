/** `<live-code>`: one code as a picture, live with the seconds to the next where it names a key of this device; hidden, it stops. */
import { msg, str } from '@lit/localize'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { presentations, type HolderKey } from 'greengate/holder'
import { stayAwake } from '../edges/stay-awake.ts'
import { codePicture } from '../elements/code-picture.ts'
import { untilWords, whoWords } from './code-words.ts'
import { HolderView } from './holder-view.ts'
import { timeOf } from './holder-world.ts'
import type { KeptCode } from './holdings.ts'
import type { CodeLook } from './look-at-code.ts'
import { liveCodeStyles } from './live-code-styles.ts'

const stepSeconds = 30

/** Give it a `code`, what was seen of it (`look`), and the `holderKey` where it names one. */
export class LiveCode extends HolderView {
  static override styles = [HolderView.styles, liveCodeStyles]
  static override properties = {
    ...HolderView.properties,
    code: { attribute: false },
    look: { attribute: false },
    holderKey: { attribute: false },
    text: { state: true },
    left: { state: true },
    place: { state: true },
    isHidden: { state: true },
    isLarge: { state: true },
  }

  declare code: KeptCode
  declare look: CodeLook
  declare holderKey: HolderKey | undefined
  /** What is to be shown now. */
  declare private text: string | undefined
  /** Seconds to the next text; undefined for a code that stays as it is. */
  declare private left: number | undefined
  /** Which part of a code in several. */
  declare private place: number
  declare private isHidden: boolean
  declare private isLarge: boolean

  #showing = new AbortController()
  #until: Date | undefined
  #awake: { end(): void } | undefined

  constructor() {
    super()
    this.place = 0
    this.isLarge = false
    this.isHidden = document.hidden
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.addEventListener('visibilitychange', this.#onVisibility)
    if (this.hasUpdated) void this.#show()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('visibilitychange', this.#onVisibility)
    this.#stop()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('code')
    const isOther = changed.has('code') && before?.id !== this.code.id
    if (isOther) {
      this.place = 0
      // What was made large was that one: another takes its place by nobody's hand, as when a window removes it.
      if (before !== undefined) this.#close()
    }
    if (isOther || changed.has('holderKey')) void this.#show()
  }

  #stop(): void {
    this.#showing.abort()
    this.#awake?.end()
    this.#awake = undefined
    this.text = undefined
    this.left = undefined
  }

  async #show(): Promise<void> {
    this.#stop()
    if (this.isHidden || this.look.binding === 'other') return
    this.#showing = new AbortController()
    const { signal } = this.#showing
    const { code, holderKey } = this
    if (timeOf(this.look, new Date()) === 'expired') return
    this.#awake = stayAwake()
    if (this.look.binding === 'none') {
      this.text = code.texts[this.place]
      return
    }
    const [text] = code.texts
    if (holderKey === undefined || text === undefined) return
    for await (const shown of presentations(text, holderKey, { signal })) {
      if (signal.aborted) return
      this.text = shown.text
      this.#count(shown.until, signal)
    }
    if (!signal.aborted) this.#stop()
  }

  /** Tells the seconds until then. */
  #count(until: Date, signal: AbortSignal): void {
    this.#until = until
    const tell = (): void => {
      // What comes next is counted by itself.
      if (signal.aborted || this.#until !== until) return
      const left = Math.ceil((until.getTime() - Date.now()) / 1000)
      // The device slept, or its clock was set: what is on the screen is a proof of another time.
      if (left < -1 || left > stepSeconds) {
        void this.#show()
        return
      }
      this.left = Math.max(left, 0)
      setTimeout(tell, 1000)
    }
    tell()
  }

  readonly #onVisibility = (): void => {
    // Nobody looks at it: nothing is signed, and no picture of it stays behind.
    this.isHidden = document.hidden
    if (this.isHidden) this.#stop()
    else void this.#show()
  }

  protected override render(): TemplateResult {
    return html`${this.#notice() ?? this.#shown()} ${this.#dialog()}`
  }

  /** What stands in place of the picture. */
  #notice(): TemplateResult | undefined {
    const { look, holderKey } = this
    const gone = (state: string, title: string, help: string) =>
      html`<div class="gone" role="status" data-state=${state}>
        <h3>${title}</h3>
        <p>${help}</p>
      </div>`
    // Not as of the world's time, which is some seconds old.
    if (timeOf(look, new Date()) === 'expired') {
      return gone(
        'expired',
        msg('此码已过期', { id: 'holder-ran-out' }),
        msg('检票口不会接受。请向发码机构申领新码：在“添加”中扫描其挑战码或新码。', {
          id: 'holder-ran-out-help',
        }),
      )
    }
    if (look.binding === 'other' || (look.binding === 'own' && holderKey === undefined)) {
      return gone(
        'key-gone',
        msg('本机没有此码的密钥', { id: 'holder-key-gone' }),
        msg('密钥只在申领时的设备上，不能备份。请在“添加”中重新申领。', {
          id: 'holder-key-gone-help',
        }),
      )
    }
    if (this.isHidden) {
      return gone(
        'hidden',
        msg('已暂停', { id: 'holder-paused' }),
        msg('回到本页即继续出示。', { id: 'holder-paused-help' }),
      )
    }
    return undefined
  }

  #label(): string {
    const { look, world } = this
    const who = whoWords(look)
    const until = untilWords(look, world.now)
    return look.binding === 'own'
      ? msg(str`${who}的动态健康码，每30秒更新，有效至${until}。请将屏幕对准扫码器。`, {
          id: 'holder-live-label',
        })
      : msg(str`${who}的码，有效至${until}。请将屏幕对准扫码器。`, { id: 'holder-static-label' })
  }

  #countdown(): TemplateResult | typeof nothing {
    const { left } = this
    if (left === undefined) return nothing
    // Told to eyes alone: a voice that counts would drown everything else.
    return html`<div class="left" aria-hidden="true">
      <progress max=${stepSeconds} value=${left}></progress>
      <span class="number">${msg(str`${left}秒后更新`, { id: 'holder-next-in' })}</span>
    </div>`
  }

  #picture(): TemplateResult | typeof nothing {
    if (this.text === undefined) return nothing
    const isLive = this.look.binding === 'own'
    return html`<div class=${isLive ? 'live' : ''}>${codePicture(this.text, this.#label())}</div>
      ${
        isLive
          ? html`<p class="on-paper">
              ${msg('动态码不能打印使用。', { id: 'holder-not-on-paper' })}
            </p>`
          : nothing
      }`
  }

  #shown(): TemplateResult {
    const { code } = this
    const many = code.texts.length
    return html`${this.isLarge ? nothing : this.#picture()} ${this.#countdown()}
      ${
        many < 2
          ? nothing
          : html`<p class="row middle">
              <span>${msg(str`第${this.place + 1}张，共${many}张`, { id: 'holder-part' })}</span>
              <button type="button" @click=${this.#next}>
                ${msg('下一张', { id: 'holder-next-part' })}
              </button>
            </p>`
      }
      <p class="row middle">
        <button type="button" class="primary" data-large @click=${this.#enlarge}>
          ${msg('全屏出示', { id: 'holder-large' })}
        </button>
      </p>
      <p class="quiet">
        ${msg('请调高屏幕亮度；出示时屏幕保持常亮，离开本页即停止。', {
          id: 'holder-brightness',
        })}
      </p>`
  }

  /** The code alone, white to the edges. */
  #dialog(): TemplateResult {
    return html`<dialog
      aria-label=${msg('全屏出示', { id: 'holder-large' })}
      @close=${this.#onClose}
    >
      ${
        this.isLarge
          ? html`<p>${whoWords(this.look)} · ${untilWords(this.look, this.world.now)}</p>
              ${this.#notice() ?? html`${this.#picture()} ${this.#countdown()}`}
              <button type="button" @click=${this.#close}>
                ${msg('关闭', { id: 'holder-close' })}
              </button>`
          : nothing
      }
    </dialog>`
  }

  readonly #next = (): void => {
    this.place = (this.place + 1) % this.code.texts.length
    void this.#show()
  }

  readonly #enlarge = (): void => {
    this.isLarge = true
    // With its button in it, which then has the focus.
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector('dialog')?.showModal()
    })
  }

  readonly #close = (): void => {
    this.renderRoot.querySelector('dialog')?.close()
  }

  readonly #onClose = (): void => {
    this.isLarge = false
  }
}

customElements.define('live-code', LiveCode)

declare global {
  interface HTMLElementTagNameMap {
    'live-code': LiveCode
  }
}
