/** `<code-intake>`: every way to hand something to the page: camera, picture, file, text, drop and paste. */
import { msg } from '@lit/localize'
import { html, type TemplateResult } from 'lit'
import '../elements/greengate-scanner.ts'
import { DecoderError } from '../edges/decoder.ts'
import { PictureError } from '../edges/picture-error.ts'
import type { Transfer } from '../edges/transfer.ts'
import { TransferController } from '../pages/transfer-controller.ts'
import { languageOf } from '../words/localize.ts'
import { fieldOf, HolderView } from './holder-view.ts'

/** More than any text that is taken has. */
const mostBytes = 1_000_000

/** Why nothing was taken. */
export type IntakeProblem = 'no-code' | 'several' | 'no-picture' | 'no-decoder'

/**
 * Takes whatever it is; what it is, others say.
 *
 * @fires intake-text - A text; `detail`.
 * @fires intake-problem - Nothing could be taken; `detail` says why.
 */
export class CodeIntake extends HolderView {
  constructor() {
    super()
    // Works by itself for as long as it is in the page.
    new TransferController(this, (transfer) => {
      void this.#take(transfer)
    })
  }

  protected override render(): TemplateResult {
    return html`<div class="fields">
      <greengate-scanner
        .language=${languageOf()}
        @greengate-text=${(event: CustomEvent<{ readonly text: string }>) => {
          this.#tell(event.detail.text)
        }}
        @greengate-several=${() => {
          this.#refuse('several')
        }}
      ></greengate-scanner>
      <label class="button">
        ${msg('选择图片或文件', { id: 'holder-choose-file' })}
        <input
          type="file"
          accept="image/*,.json,.txt,application/json,text/plain"
          class="hidden"
          @change=${this.#onFile}
        />
      </label>
      <form @submit=${this.#onSubmit}>
        <label class="field"
          ><span
            >${msg('码、挑战码或带留存的码的文本（粘贴或键入）', { id: 'holder-text-field' })}</span
          >
          <textarea
            name="text"
            rows="3"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
          ></textarea>
        </label>
        <button type="submit">${msg('读取', { id: 'holder-read-text' })}</button>
      </form>
    </div>`
  }

  #tell(text: string): void {
    if (text.trim() === '') return
    // One code is enough: the camera is let go of.
    this.renderRoot.querySelector('greengate-scanner')?.stop()
    this.dispatchEvent(new CustomEvent('intake-text', { detail: text }))
  }

  #refuse(problem: IntakeProblem): void {
    this.dispatchEvent(new CustomEvent('intake-problem', { detail: problem }))
  }

  async #take(transfer: Transfer): Promise<void> {
    if (transfer.kind === 'text') {
      this.#tell(transfer.text)
      return
    }
    if (transfer.kind === 'several') {
      this.#refuse('several')
      return
    }
    const { file } = transfer
    // Of a file that is no text of ours no more is read than tells that it is too long.
    if (isText(file)) this.#tell(await file.slice(0, mostBytes).text())
    else await this.#read(file)
  }

  async #read(picture: Blob): Promise<void> {
    let texts: readonly string[]
    try {
      texts = (await this.renderRoot.querySelector('greengate-scanner')?.read(picture)) ?? []
    } catch (error) {
      if (error instanceof DecoderError) this.#refuse('no-decoder')
      else if (error instanceof PictureError) this.#refuse('no-picture')
      else throw error
      return
    }
    const [text, ...more] = texts
    if (text === undefined) this.#refuse('no-code')
    else if (more.length > 0) this.#refuse('several')
    else this.#tell(text)
  }

  readonly #onFile = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement
    const file = input.files?.item(0)
    if (file != null) void this.#take({ kind: 'picture', file })
    // Emptied, so that choosing the same file again is a change again.
    input.value = ''
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const text = fieldOf(form, 'text')
    // No code stays in a field.
    form.reset()
    this.#tell(text)
  }
}

function isText(file: Blob): boolean {
  const isNamed = file instanceof File && /\.(?:json|txt|text)$/i.test(file.name)
  return isNamed || file.type === 'application/json' || file.type.startsWith('text/plain')
}

customElements.define('code-intake', CodeIntake)

declare global {
  interface HTMLElementTagNameMap {
    'code-intake': CodeIntake
  }
  interface HTMLElementEventMap {
    'intake-text': CustomEvent<string>
    'intake-problem': CustomEvent<IntakeProblem>
  }
}
