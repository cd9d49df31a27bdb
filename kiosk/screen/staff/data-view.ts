/** What comes to the station and goes from it by hand: updates, receipts, its state as a code, its clock. */
import { html, nothing, type TemplateResult } from 'lit'
import { instantWords } from '../../../verifier-web/elements/time-words.ts'
import { updateWords } from '../update-words.ts'
import { fleetCode } from './fleet-code.ts'
import { may, type StaffModel } from './staff-model.ts'
import { staffWords } from './staff-words.ts'

/** Each where the operator has the right to it. */
export function dataView(model: StaffModel): TemplateResult {
  const { desk, facts, language, status, handOver } = model
  const code = facts.kept['fleet-code']
  const act = (act: 'import' | 'export' | 'fleet-code', words: string) =>
    html`<button type="button" data-act=${act} @click=${() => void desk.act({ act })}>
      ${words}
    </button>`
  return html`<div class="columns">
    <section>
      ${
        may(model, 'data')
          ? html`<div class="acts">
                ${act('import', staffWords.import[language])}
                ${
                  status?.handover === true
                    ? html`<button type="button" data-act="file" @click=${handOver}>
                        ${staffWords.file[language]}
                      </button>`
                    : nothing
                }
                ${act('export', staffWords.export[language])}
              </div>
              <p class="hint">${staffWords.codes[language]}</p>
              ${cameOf(model)}`
          : nothing
      }
      <div class="acts">${act('fleet-code', staffWords.fleet[language])}</div>
      ${code === undefined ? nothing : fleetCode(code, staffWords.fleet[language])}
    </section>
    ${may(model, 'clock') ? clockForm(model) : nothing}
  </div>`
}

/** What came of an import, or of an export. */
function cameOf({ facts, language, status }: StaffModel): TemplateResult | typeof nothing {
  const { import: taken, export: written } = facts.kept
  if (written !== undefined) {
    const { segments, records, bytes } = written
    const kB = Math.ceil(bytes / 1_000)
    const words = {
      zh: `已写入 ${segments} 个文件，${records} 条记录，${kB} kB`,
      en: `${records} records in ${segments} files written, ${kB} kB`,
    }
    return html`<p class="told" role="status" data-exported=${records}>${words[language]}</p>`
  }
  if (taken === undefined || taken.state === 'ignored') return nothing
  const { what, more } = updateWords(taken, { ruleSet: status?.ruleSet ?? null })
  const code = taken.state === 'refused' ? taken.code : nothing
  return html`<div class="told" role="status" data-imported=${taken.state} data-code=${code}>
    <p>${what[language]}</p>
    ${more.map((words) => html`<p>${words[language]}</p>`)}
  </div>`
}

function clockForm({ desk, facts, language }: StaffModel): TemplateResult {
  const clock = facts.dashboard?.clock
  const set = (event: Event) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const value = form.querySelector('input')?.value ?? ''
    const at = new Date(value)
    if (Number.isNaN(at.getTime())) return
    void desk.act({ act: 'set-clock', at: `${at.toISOString().slice(0, 19)}Z` })
  }
  return html`<form @submit=${set}>
    <h3>${staffWords.clock[language]}</h3>
    ${
      clock === undefined
        ? nothing
        : html`<p>
            ${staffWords.clockNow[language]}: ${instantWords(clock.now, language)}
            ${clock.suspect ? html`<strong class="bad">${staffWords.suspect[language]}</strong>` : nothing}
          </p>`
    }
    <label class="field">
      <span>${staffWords.clock[language]}</span>
      <input data-typed-by-hand type="datetime-local" step="1" name="clock" @input=${desk.touch} />
    </label>
    <button type="submit" data-act="set-clock">${staffWords.clock[language]}</button>
  </form>`
}
