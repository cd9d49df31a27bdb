/** `<basis-field>`: what a change rests on, row by row: a document and the article in it. */
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import type { Language } from '../studio-api.ts'
import { basisOf, basisRows, type BasisRow } from './basis-rows.ts'
import { changeWords as words } from './change-words.ts'
import { formStyles } from './form-styles.ts'
import { panelStyles } from './panel-styles.ts'

/**
 * The rows.
 *
 * @fires change - The list has changed; `basis` says it.
 */
export class BasisField extends LitElement {
  static override properties = {
    basis: { attribute: false },
    language: { type: String },
    rows: { state: true },
  }
  static override styles = [
    ...panelStyles,
    formStyles,
    css`
      .row {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) 2rem;
        gap: 0.4rem;
        margin: 0.3rem 0;
      }
      .heads {
        font-size: 0.85rem;
        color: var(--greengate-quiet);
        margin-bottom: -0.2rem;
      }
      .remove {
        padding: 0;
      }
    `,
  ]

  declare basis: readonly string[]
  declare language: Language
  declare private rows: readonly BasisRow[]

  constructor() {
    super()
    this.basis = []
    this.language = 'zh'
    this.rows = []
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Rows that are being filled in stay as they are: the list does not know empty fields.
    const isSame = JSON.stringify(basisOf(this.rows)) === JSON.stringify(this.basis)
    if (changed.has('basis') && !isSame) this.rows = basisRows(this.basis)
    if (this.rows.length === 0) this.rows = [{ document: '', article: '' }]
  }

  protected override render(): TemplateResult {
    const { language, rows } = this
    return html`<fieldset>
      <legend>${words.basis[language]}</legend>
      <div class="row heads" aria-hidden="true">
        <span>${words.document[language]}</span><span>${words.article[language]}</span><span></span>
      </div>
      ${rows.map((row, i) => this.#row(row, i))}
      <button type="button" class="link add" @click=${this.#add}>${words.add[language]}</button>
    </fieldset>`
  }

  #row(row: BasisRow, place: number): TemplateResult {
    const { language } = this
    const field = (name: keyof BasisRow): TemplateResult =>
      html`<input
        name="${name}-${place}"
        autocomplete="off"
        aria-label=${words[name === 'document' ? 'documentNo' : 'articleNo'][language](place + 1)}
        .value=${row[name]}
        @input=${({ target }: Event) => {
          this.#change(place, { ...row, [name]: (target as HTMLInputElement).value })
        }}
      />`
    return html`<div class="row">
      ${field('document')}${field('article')}
      <button
        type="button"
        class="button remove"
        aria-label=${words.remove[language](place + 1)}
        @click=${() => {
          this.#change(place)
        }}
      >
        ×
      </button>
    </div>`
  }

  #change(place: number, row?: BasisRow): void {
    this.rows =
      row === undefined ? this.rows.filter((_, i) => i !== place) : this.rows.with(place, row)
    const basis = basisOf(this.rows)
    if (JSON.stringify(basis) === JSON.stringify(this.basis)) return
    this.basis = basis
    this.dispatchEvent(new Event('change'))
  }

  readonly #add = (): void => {
    this.rows = [...this.rows, { document: '', article: '' }]
    void this.updateComplete.then(() => {
      this.renderRoot
        .querySelector<HTMLElement>(`[name="document-${this.rows.length - 1}"]`)
        ?.focus()
    })
  }
}

customElements.define('basis-field', BasisField)

declare global {
  interface HTMLElementTagNameMap {
    'basis-field': BasisField
  }
}
