/** Inputs for the fields of a kind of fact, and what was entered as the desk takes it. */
import { html, type TemplateResult } from 'lit'
import type { Language } from '../../../verifier-web/elements/language.ts'
import { deskWords } from './desk-words.ts'
import { textOf } from './desk-view.ts'
import { fieldWord, valueWord, type Kind, type KindField, type StatedFact } from './fact-words.ts'

/** Draws the fields of one fact; their names begin with a prefix. */
export function factFields(
  { fields }: Pick<Kind, 'fields'>,
  prefix: string,
  language: Language,
  now: Date,
): readonly TemplateResult[] {
  return fields.map((field) => fieldInput(field, prefix + field.name, language, now))
}

function fieldInput(field: KindField, name: string, language: Language, now: Date): TemplateResult {
  const label = fieldWord(field, language)
  if (field.type === 'boolean') {
    const choice = (value: 'false' | 'true') =>
      html`<label class="choice"
        ><input type="radio" name=${name} value=${value} required />
        ${deskWords[value === 'true' ? 'yes' : 'no'][language]}</label
      >`
    return html`<fieldset>
      <legend>${label}</legend>
      ${choice('false')}${choice('true')}
    </fieldset>`
  }
  return html`<label class="field"
    ><span>${label}</span>${control(field, name, language, now)}</label
  >`
}

function control({ type, values }: KindField, name: string, language: Language, now: Date) {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString()
  switch (type) {
    case 'enumeration':
      return html`<select name=${name} required>
        <option value="">${deskWords.choose[language]}</option>
        ${(values ?? []).map(
          (value) => html`<option value=${value}>${valueWord(value, language)}</option>`,
        )}
      </select>`
    case 'instant':
      return html`<input
        type="datetime-local"
        name=${name}
        required
        value=${local.slice(0, 16)}
        max=${local.slice(0, 16)}
      />`
    case 'date':
      return html`<input type="date" name=${name} required value=${local.slice(0, 10)} />`
    case 'integer':
      return html`<input name=${name} required inputmode="numeric" pattern="-?[0-9]{1,9}" />`
    case 'decimal':
      return html`<input
        name=${name}
        required
        inputmode="decimal"
        pattern="-?[0-9]{1,6}([.][0-9]{1,3})?"
      />`
    case 'region':
      return html`<input
        name=${name}
        required
        maxlength="12"
        placeholder="330100"
        pattern="([0-9]{2}){1,6}|[A-Z]{2}(-[A-Z0-9]{1,3})?"
      />`
    default:
      return html`<input name=${name} required maxlength="200" />`
  }
}

/** Reads the fields of one fact out of a form. */
export function readFields(
  { fields }: Pick<Kind, 'fields'>,
  prefix: string,
  data: FormData,
): StatedFact['fields'] {
  const read: Record<string, string | number | boolean> = {}
  for (const { name, type } of fields) {
    const text = textOf(data, prefix + name)
    if (text !== '') read[name] = valueOf(type, text)
  }
  return read
}

function valueOf(type: KindField['type'], text: string): string | number | boolean {
  switch (type) {
    case 'boolean':
      return text === 'true'
    case 'integer':
    case 'decimal':
      return Number(text)
    case 'instant':
      return `${new Date(text).toISOString().slice(0, 19)}Z`
    default:
      return text
  }
}
