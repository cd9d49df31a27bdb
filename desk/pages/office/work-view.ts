/** `<work-view>`: the worklist, what is overdue first, and one matter when it is opened. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { instantWords } from '../../../verifier-web/elements/time-words.ts'
import type { AnswerOf } from '../../shared/routes.ts'
import { deskWords, matterKindWords, matterStateWords } from '../elements/desk-words.ts'
import { DeskView } from '../elements/desk-view.ts'
import { heldLines } from './held-lines.ts'
import { words } from './office-words.ts'

type Matter = AnswerOf<'GET /office/matters'>['matters'][number]

const filters = {
  undecided: ({ state }: Matter) => state === 'open' || state === 'proposed',
  held: ({ state, kind }: Matter) => kind === 'held-fact' && state !== 'withdrawn',
  everything: () => true,
} as const
type Filter = keyof typeof filters

/** The list. */
export class WorkView extends DeskView {
  static override properties = { matters: { state: true }, filter: { state: true } }

  declare private matters: readonly Matter[] | undefined
  declare private filter: Filter

  constructor() {
    super()
    this.filter = 'undecided'
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    void this.load(async () => {
      this.matters = (await this.client('GET /office/matters', { query: {} })).matters
    })
  }

  protected override render(): TemplateResult {
    const { matters, filter } = this
    const now = Date.now()
    const shown = matters
      ?.filter(filters[filter])
      .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))
    const choose = (event: Event): void => {
      this.filter = (event.target as HTMLSelectElement).value as Filter
    }
    return html`<h2 id="title" tabindex="-1">${this.say(words.work)}</h2>
      ${this.notices()}
      <label class="field card"
        ><span>${this.say(words.which)}</span>
        <select @change=${choose}>
          ${(Object.keys(filters) as Filter[]).map(
            (name) =>
              html`<option value=${name} ?selected=${name === filter}>
                ${this.say(words[name])}
              </option>`,
          )}
        </select>
      </label>
      ${shown === undefined ? html`<p>${this.say(deskWords.loading)}</p>` : nothing}
      ${shown?.length === 0 ? html`<p>${this.say(words.nothingToDo)}</p>` : nothing}
      <ul class="plain">
        ${(shown ?? []).map((matter) => this.#matter(matter, now))}
      </ul>`
  }

  #matter(
    { id, kind, state, openedAt, dueAt, person, text, held }: Matter,
    now: number,
  ): TemplateResult {
    const { language } = this
    const isOverdue = (state === 'open' || state === 'proposed') && Date.parse(dueAt) <= now
    return html`<li data-matter=${id} data-overdue=${String(isOverdue)}>
      <div class="row between">
        <a href="#work/${id}"
          ><strong
            >${this.say(matterKindWords[kind])} ·
            ${person === undefined ? this.say(words.nobody) : `${person.name ?? ''} ****${person.lastFour}`}</strong
          ></a
        >
        <span class="row">
          ${isOverdue ? html`<span class="tag outcome-stop">${this.say(words.overdue)}</span>` : nothing}
          <span class="tag">${this.say(matterStateWords[state])}</span>
        </span>
      </div>
      ${text === undefined ? nothing : html`<div>${text.slice(0, 120)}</div>`}
      ${held === undefined ? nothing : heldLines(held, language)}
      <div class="quiet">
        ${this.say(words.opened)} ${instantWords(openedAt, language)} · ${this.say(words.due)}
        ${instantWords(dueAt, language)}
      </div>
    </li>`
  }
}

customElements.define('work-view', WorkView)

declare global {
  interface HTMLElementTagNameMap {
    'work-view': WorkView
  }
}
