/** `<verifier-inputs>`: the ways to show a code without a camera: a picture file, text, a hardware scanner. */
import { msg, updateWhenLocaleChanges } from '@lit/localize'
import { LitElement, html, type TemplateResult } from 'lit'
import { buttons, surfaceColours } from '../elements/surface-colours.ts'
import { trimLines } from '../edges/transfer.ts'
import { startWedge } from '../edges/wedge.ts'
import { inputStyles } from './input-styles.ts'

/**
 * Takes a picture or a text.
 *
 * @fires greengate-text - A text was typed, pasted or scanned; `detail.text`.
 * @fires verifier-picture - A picture was chosen; `detail.file`.
 */
export class VerifierInputs extends LitElement {
  static override styles = [surfaceColours, buttons, inputStyles]

  #endWedge = (): void => undefined

  constructor() {
    super()
    updateWhenLocaleChanges(this)
  }

  // A scanner types wherever the cursor is, by the places of its keys: no layout and no input method matters.
  override connectedCallback(): void {
    super.connectedCallback()
    this.#endWedge = startWedge(document, {
      onText: (text) => {
        // Its first key may have gone there.
        if (this.#field !== null) this.#field.value = ''
        this.#tell('greengate-text', { text })
      },
      onNoise: ({ why, text }) => {
        // Without its Enter it can still be sent by hand.
        if (why === 'no-suffix' && this.#field !== null) this.#field.value = text
      },
    })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#endWedge()
  }

  override render(): TemplateResult {
    return html`
      <label class="button">
        ${msg('选择图片', { id: 'inputs-picture' })}
        <input type="file" accept="image/*" class="hidden" @change=${this.#onFile} />
      </label>
      <form @submit=${this.#onSubmit}>
        <label for="text">${msg('码文本（粘贴、键入或扫码枪）', { id: 'inputs-field' })}</label>
        <textarea
          id="text"
          rows="2"
          data-typed-by-hand
          autocomplete="off"
          autocapitalize="off"
          autocorrect="off"
          spellcheck="false"
          @keydown=${this.#onKey}
        ></textarea>
        <button type="submit">${msg('核验', { id: 'inputs-check' })}</button>
      </form>
    `
  }

  /** Puts the cursor where a hardware scanner types. */
  override focus(): void {
    this.#field?.focus()
  }

  get #field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea')
  }

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
  }

  #send(): void {
    const field = this.#field
    if (field === null) return
    const text = trimLines(field.value)
    // Emptied at once: the next scan must not be appended, and no code stays on the page.
    field.value = ''
    if (text !== '') this.#tell('greengate-text', { text })
  }

  #onFile = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement
    const file = input.files?.item(0)
    if (file != null) this.#tell('verifier-picture', { file })
    // Emptied, so that choosing the same file again is a change again.
    input.value = ''
  }

  #onSubmit = (event: Event): void => {
    event.preventDefault()
    this.#send()
  }

  // Scanners end a code with Enter or Tab; Tab out of an empty field still moves on.
  #onKey = (event: KeyboardEvent): void => {
    const { key, shiftKey, isComposing } = event
    const empty = this.#field?.value === ''
    const ends = key === 'Enter' || (key === 'Tab' && !shiftKey && !empty)
    if (!ends || isComposing) return
    event.preventDefault()
    this.#send()
  }
}

customElements.define('verifier-inputs', VerifierInputs)

declare global {
  interface HTMLElementTagNameMap {
    'verifier-inputs': VerifierInputs
  }
}
