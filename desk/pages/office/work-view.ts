/** `<work-view>`: the worklist: how much of what there is, found and sorted, what is overdue first. */
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { instantWords } from '../../../verifier-web/elements/time-words.ts'
import {
  colourWords,
  matterKindWords,
  matterStateWords,
  wishWords,
} from '../elements/desk-words.ts'
import { DeskView } from '../elements/desk-view.ts'
import { heldLines } from './held-lines.ts'
import { words } from './office-words.ts'
import {
  filterNames,
  filters,
  firstChoice,
  isOverdue,
  ordered,
  searched,
  type Matter,
  type WorkChoice,
} from './work-list.ts'

/** As many as the desk tells of at once. */
const mostMatters = 500
const kinds = Object.keys(matterKindWords) as readonly Matter['kind'][]

/** The list. Give it the `officer`'s id, what was chosen, and whom to tell of another choice. */
export class WorkView extends DeskView {
  static override styles = [
    ...DeskView.styles,
    css`
      .filters button {
        min-height: 2.6rem;
        padding: 0.2rem 0.8rem;
      }
      .filters button[aria-pressed='true'] {
        background: var(--greengate-ink);
        border-color: var(--greengate-ink);
        color: var(--greengate-paper);
      }
      .head {
        margin: 0 0 0.75rem;
      }
      .head h2 {
        margin: 0;
      }
      .filters {
        margin: 0 0 0.9rem;
      }
      .choices {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr));
        gap: 0.75rem;
      }
      li .text {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
      }
    `,
  ]
  static override properties = {
    officer: { type: String },
    choice: { attribute: false },
    onChoice: { attribute: false },
    matters: { state: true },
  }

  declare officer: string
  declare choice: WorkChoice
  declare onChoice: (choice: WorkChoice) => void
  declare private matters: readonly Matter[] | undefined

  constructor() {
    super()
    this.choice = firstChoice
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    void this.#fetch()
  }

  readonly #fetch = async (): Promise<void> => {
    await this.read(async (client) => {
      this.matters = (await client('GET /office/matters', { query: {} })).matters
      this.#choose({})
    })
  }

  #shown(choice: WorkChoice, now: number): readonly Matter[] {
    const seen = { officer: this.officer, now }
    const found = searched(this.matters ?? [], choice)
    return ordered(
      found.filter((matter) => filters[choice.filter](matter, seen)),
      choice.order,
    )
  }

  #choose(change: Partial<WorkChoice>): void {
    const choice = { ...this.choice, ...change }
    this.onChoice({ ...choice, shown: this.#shown(choice, Date.now()).map(({ id }) => id) })
  }

  protected override render(): TemplateResult {
    const { matters, choice } = this
    const now = Date.now()
    const shown = this.#shown(choice, now)
    return html`<div class="row between head">
        <h2 id="title" tabindex="-1">${this.say(words.work)}</h2>
        <button type="button" @click=${this.#fetch}>${this.say(words.refresh)}</button>
      </div>
      ${this.notices()} ${this.#choices(now)} ${matters === undefined ? this.loading() : nothing}
      <p role="status" data-count=${shown.length}>
        ${matters !== undefined && shown.length === 0 ? this.say(words.nothingToDo) : nothing}
        ${
          matters?.length === mostMatters
            ? html`<span class="quiet">${this.say(words.capped)}</span>`
            : nothing
        }
      </p>
      <ul class="plain">
        ${shown.map((matter) => this.#matter(matter, now))}
      </ul>`
  }

  #choices(now: number): TemplateResult {
    const { choice } = this
    const seen = { officer: this.officer, now }
    const found = searched(this.matters ?? [], choice)
    const pick = (name: 'kind' | 'order') => (event: Event) => {
      this.#choose({ [name]: (event.target as HTMLSelectElement).value })
    }
    return html`<div class="card">
      <div class="row filters" role="group" aria-label=${this.say(words.which)}>
        ${filterNames.map(
          (name) =>
            html`<button
              type="button"
              data-filter=${name}
              aria-pressed=${String(name === choice.filter)}
              @click=${() => {
                this.#choose({ filter: name })
              }}
            >
              ${this.say(words[name])}
              <span class="number"
                >${this.matters === undefined ? '' : found.filter((matter) => filters[name](matter, seen)).length}</span
              >
            </button>`,
        )}
      </div>
      <div class="choices">
        <label class="field"
          ><span>${this.say(words.search)}</span>
          <input
            type="search"
            autocomplete="off"
            .value=${choice.search}
            @input=${(event: Event) => {
              this.#choose({ search: (event.target as HTMLInputElement).value })
            }}
          />
        </label>
        <label class="field"
          ><span>${this.say(words.sort)}</span>
          <select @change=${pick('kind')}>
            <option value="">${this.say(words.everything)}</option>
            ${kinds.map(
              (kind) =>
                html`<option value=${kind} ?selected=${kind === choice.kind}>
                  ${this.say(matterKindWords[kind])}
                </option>`,
            )}
          </select>
        </label>
        <label class="field"
          ><span>${this.say(words.order)}</span>
          <select @change=${pick('order')}>
            ${(['due', 'newest'] as const).map(
              (order) =>
                html`<option value=${order} ?selected=${order === choice.order}>
                  ${this.say(order === 'due' ? words.dueFirst : words.newestFirst)}
                </option>`,
            )}
          </select>
        </label>
      </div>
    </div>`
  }

  #matter(matter: Matter, now: number): TemplateResult {
    const { id, kind, state, openedAt, dueAt, person, text, wish, told, held, proposedBy } = matter
    const { language } = this
    const late = isOverdue(matter, now)
    return html`<li data-matter=${id} data-overdue=${String(late)}>
      <div class="row between">
        <a href="#work/${id}"
          ><strong
            >${this.say(matterKindWords[kind])} ·
            ${person === undefined ? this.say(words.nobody) : `${person.name ?? ''} ****${person.lastFour}`}</strong
          ></a
        >
        <span class="row">
          ${late ? html`<span class="tag outcome-stop">${this.say(words.overdue)}</span>` : nothing}
          <span class="tag">${this.say(matterStateWords[state])}</span>
        </span>
      </div>
      ${wish === undefined ? nothing : html`<div>${this.say(wishWords[wish])}</div>`}
      ${
        told === undefined
          ? nothing
          : html`<div>
              ${this.say(words.told)}:
              ${told.outcome === undefined ? nothing : this.say(colourWords[told.outcome])}
              ${told.receipt === undefined ? nothing : html`<span class="number">${told.receipt}</span>`}
            </div>`
      }
      ${text === undefined ? nothing : html`<div class="text">${text}</div>`}
      ${held === undefined ? nothing : heldLines(held, language)}
      <div class="quiet">
        ${this.say(words.opened)} ${instantWords(openedAt, language)} · ${this.say(words.due)}
        ${instantWords(dueAt, language)}
        ${proposedBy === undefined ? nothing : html`· ${this.say(words.proposedBy)} ${proposedBy.name}`}
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
