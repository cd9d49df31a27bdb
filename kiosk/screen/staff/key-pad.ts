/** Keys on the screen, for panels without a keyboard; whoever has one just types. */
import { html, type TemplateResult } from 'lit'
import type { Draft, StaffModel } from './staff-model.ts'
import { staffWords } from './staff-words.ts'

const digits = Array.from('1234567890')
const letters = Array.from('abcdefghijklmnopqrstuvwxyz-')

/** What a field takes. */
const longest: Readonly<Record<Draft['field'], number>> = { operator: 40, pin: 32, appeal: 10 }

/** What is left of a text in a field: what fits it, and nothing else. */
function fitting(field: Draft['field'], text: string): string {
  const wrong = field === 'operator' ? /[^a-z0-9-]/g : /\D/g
  return text.toLowerCase().replace(wrong, '').slice(0, longest[field])
}

/** The pad of a field. */
export function keyPad({ draft, change, language, desk }: StaffModel): TemplateResult {
  const { field } = draft
  const put = (text: string) => {
    desk.touch()
    change({ [field]: fitting(field, text) })
  }
  const key = (one: string) =>
    html`<button
      type="button"
      class="key"
      @click=${() => {
        put(draft[field] + one)
      }}
    >
      ${one}
    </button>`
  return html`<div
    class="pad"
    data-pad=${field}
    role="group"
    aria-label=${staffWords.keys[language]}
  >
    ${field === 'operator' ? letters.map(key) : ''} ${digits.map(key)}
    <button
      type="button"
      class="key erase"
      @click=${() => {
        put(draft[field].slice(0, -1))
      }}
    >
      ${staffWords.erase[language]}
    </button>
  </div>`
}

/** A field that the pad and a keyboard type into. */
export function padField(
  { draft, change, language, desk }: StaffModel,
  field: Draft['field'],
  label: string,
  problem = '',
): TemplateResult {
  const type = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement
    desk.touch()
    const value = fitting(field, input.value)
    input.value = value
    change({ [field]: value })
  }
  return html`<label class="field">
    <span lang=${language === 'zh' ? 'zh-CN' : 'en'}>${label}</span>
    <input
      name=${field}
      data-typed-by-hand
      type=${field === 'pin' ? 'password' : 'text'}
      inputmode="none"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      aria-invalid=${problem === '' ? 'false' : 'true'}
      .value=${draft[field]}
      @input=${type}
      @focus=${() => {
        change({ field })
      }}
    />
    <span class="wrong" role="status">${problem}</span>
  </label>`
}
