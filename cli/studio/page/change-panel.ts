/** `<change-panel>`: the change record as a form that writes into the text of the rule set. */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { setMember, type MemberPath, type MemberValue } from '../../language/set-member.ts'
import type { Language } from '../studio-api.ts'
import './basis-field.ts'
import type { BasisField } from './basis-field.ts'
import type { textMembers } from './change-record.ts'
import { lacksOf, readChangeRecord, type ChangeRecord } from './change-record.ts'
import { changeWords as words } from './change-words.ts'
import type { OpenFile } from './open-file.ts'
import { formStyles } from './form-styles.ts'
import { panelStyles } from './panel-styles.ts'
import { tell } from './studio-events.ts'
import { toInstant, toLocal } from './zone-time.ts'

const labels = {
  type: 'type',
  how: 'what',
  requestedBy: 'requestedBy',
  reviewedBy: 'reviewedBy',
} as const

/** The form. */
export class ChangePanel extends LitElement {
  static override properties = {
    rules: { attribute: false },
    language: { type: String },
    isWritable: { type: Boolean },
    record: { state: true },
  }
  static override styles = [
    ...panelStyles,
    formStyles,
    css`
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr));
        gap: 0 1rem;
      }
      .version {
        max-width: 7rem;
      }
      .lacks {
        margin: 0.75rem 0;
        padding: 0.5rem 0.75rem;
        border-radius: 0.4rem;
        background: var(--greengate-warned);
      }
      .lacks.complete {
        background: var(--greengate-chosen);
      }
    `,
  ]

  declare rules: OpenFile | undefined
  declare language: Language
  declare isWritable: boolean
  declare private record: ChangeRecord | undefined

  constructor() {
    super()
    this.language = 'zh'
    this.isWritable = true
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('rules')) this.record = readChangeRecord(this.rules?.text ?? '')
  }

  protected override render(): TemplateResult {
    const { language, record, isWritable } = this
    const head = html`<h2>${words.title[language]}</h2>`
    if (!isWritable)
      return html`${head}
        <p class="empty">${words.readonly[language]}</p>`
    if (record === undefined)
      return html`${head}
        <p class="empty">${words.unreadable[language]}</p>`
    return html`${head}
      <p class="quiet">${words.how[language]}</p>
      ${this.#lacks(record)}
      <form
        @submit=${(event: Event) => {
          event.preventDefault()
        }}
      >
        ${(['type', 'how'] as const).map((name) => this.#text(name, record))}
        <basis-field
          .basis=${record.basis}
          .language=${language}
          @change=${({ target }: Event) => {
            this.#write(['change', 'basis'], (target as BasisField).basis)
          }}
        ></basis-field>
        <div class="pair">
          ${(['requestedBy', 'reviewedBy'] as const).map((name) => this.#text(name, record))}
        </div>
        ${this.#version(record)}
        <div class="pair">${this.#instant('from', record)}${this.#instant('until', record)}</div>
      </form>`
  }

  #lacks(record: ChangeRecord): TemplateResult {
    const { language } = this
    const { empty, isSamePerson, isOutOfOrder } = lacksOf(record)
    const isComplete = empty.length === 0 && !isSamePerson && !isOutOfOrder
    const names = empty.map((name) => words[name][language]).join(language === 'zh' ? '、' : ', ')
    return html`<div
      role="status"
      class="lacks ${isComplete ? 'complete' : ''}"
      data-empty=${empty.join(' ')}
    >
      ${isComplete ? html`✓ ${words.complete[language]}` : nothing}
      ${empty.length === 0 ? nothing : html`<div>${words.missing[language]}${names}</div>`}
      ${isSamePerson ? html`<div class="same">${words.samePerson[language]}</div>` : nothing}
      ${isOutOfOrder ? html`<div>${words.order[language]}</div>` : nothing}
    </div>`
  }

  #text(name: (typeof textMembers)[number], record: ChangeRecord): TemplateResult {
    const { language } = this
    const isWrong = name === 'reviewedBy' && lacksOf(record).isSamePerson
    return html`<label
      ><span>${words[labels[name]][language]}</span>
      <input
        name=${name}
        autocomplete="off"
        placeholder=${name === 'type' ? words.typeHint[language] : ''}
        aria-invalid=${isWrong ? 'true' : nothing}
        .value=${record.text[name]}
        @input=${({ target }: Event) => {
          this.#write(['change', name], (target as HTMLInputElement).value)
        }}
      />
    </label>`
  }

  #version({ version }: ChangeRecord): TemplateResult {
    return html`<label class="version"
      ><span>${words.version[this.language]}</span>
      <input
        name="version"
        type="number"
        min="1"
        step="1"
        .value=${version}
        @change=${({ target }: Event) => {
          const { valueAsNumber } = target as HTMLInputElement
          if (Number.isSafeInteger(valueAsNumber)) this.#write(['version'], valueAsNumber)
        }}
      />
    </label>`
  }

  #instant(name: 'from' | 'until', record: ChangeRecord): TemplateResult {
    const { language } = this
    const { id, offsets } = record.zone
    return html`<label
      ><span>${words[name][language]}${words.zone[language](id)}</span>
      <input
        name=${name}
        type="datetime-local"
        .value=${toLocal(record[name], offsets)}
        @change=${({ target }: Event) => {
          const instant = toInstant((target as HTMLInputElement).value, offsets)
          if (instant !== '') this.#write(['effective', name], instant)
        }}
      />
      <span class="quiet mono">${record[name]}</span>
    </label>`
  }

  #write(member: MemberPath, value: MemberValue): void {
    const { rules } = this
    if (rules === undefined) return
    tell(this, 'studio-edit', { path: rules.path, text: setMember(rules.text, member, value) })
  }
}

customElements.define('change-panel', ChangePanel)

declare global {
  interface HTMLElementTagNameMap {
    'change-panel': ChangePanel
  }
}
