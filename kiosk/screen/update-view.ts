/** The update view: how far it has come, what became of it, and where staff hand a file over. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Bilingual, StationStatus } from '../shared/kiosk-api.ts'
import { rulesInForce } from './idle-view.ts'
import { inline, pair } from './pair.ts'
import { placeLine } from './place-line.ts'
import { isRefusal, type Language, type View } from './screen-facts.ts'
import type { ScreenHands } from './screen-hands.ts'
import type { UpdateNotice } from './update-carrier.ts'
import { handoverWords, updateWords } from './update-words.ts'

type StaffHands = Pick<ScreenHands, 'handOver' | 'file'>

/** Shows an update; codes can be shown all the while. */
export function updateView(
  { update, handing, sees, status }: Extract<View, { readonly kind: 'update' }>,
  language: Language,
  hands: ScreenHands,
): TemplateResult {
  const { what, more } = updateWords(update, status)
  const isRefused = isRefusal(update)
  return html`<section
    class="idle update"
    data-view="update"
    data-update=${update?.state ?? 'waiting'}
    ?data-refused=${isRefused}
    data-code=${update?.state === 'refused' ? update.code : nothing}
  >
    ${placeLine(status, language, hands)}
    <div class="advice">
      ${sees ? html`<div class="figure"><div class="eye-place"></div></div>` : nothing}
      <div class="says news" role=${update === undefined || goesOn(update) ? 'status' : 'alert'}>
        ${pair(what, language, 'word')} ${bar(update, language)}
        <div class="reasons">${more.map((words) => pair(words, language, 'reason'))}</div>
        ${isRefused ? staysInForce(update, language) : nothing}
      </div>
    </div>
    <footer>
      ${
        handing
          ? chooser(language, hands)
          : html`<div class="rule">
              ${pair(goesOn(update) ? handoverWords.meanwhile : rulesInForce(status), language, 'small')}
            </div>`
      }
    </footer>
  </section>`
}

/** The button that begins it; nothing where files are not handed over. */
export function handoverButton(
  status: StationStatus | undefined,
  language: Language,
  { handOver }: StaffHands,
): TemplateResult | typeof nothing {
  // Where there are operators, it is theirs, behind their door.
  if (status?.handover !== true || status.settings.staff) return nothing
  const begin = () => {
    handOver(true)
  }
  return html`<button type="button" class="handover" @click=${begin}>
    ${handoverWords.button[language]}
  </button>`
}

const goesOn = (update: UpdateNotice | undefined): boolean =>
  update?.state === 'collecting' || update?.state === 'checking'

/** What a refusal leaves as it was, and its code for whoever is told of it. */
function staysInForce(update: UpdateNotice | undefined, language: Language): TemplateResult {
  return html`<p class="stays">
    ${inline(handoverWords.stays, language)}
    ${update?.state === 'refused' ? html`<code>${update.code}</code>` : nothing}
  </p>`
}

function bar(update: UpdateNotice | undefined, language: Language) {
  if (update?.state !== 'collecting') return nothing
  return html`<progress
    max=${update.of}
    value=${update.have}
    aria-label=${handoverWords.progress[language]}
  ></progress>`
}

function chooser(language: Language, { handOver, file }: StaffHands): TemplateResult {
  const choose = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement
    const chosen = input.files?.item(0)
    // Emptied, so that choosing the same file again is a change again.
    input.value = ''
    if (chosen != null) file(chosen)
  }
  const done = () => {
    handOver(false)
  }
  const button = (words: Bilingual) => inline(words, language)
  return html`<div class="hands">
    <label class="button">
      ${button(handoverWords.choose)}
      <input type="file" accept=".ggb,.gz" @change=${choose} />
    </label>
    <button type="button" class="done" @click=${done}>${button(handoverWords.done)}</button>
  </div>`
}
