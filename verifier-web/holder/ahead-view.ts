/** `<ahead-view>`: chooses a destination and an instant, and asks what its rules would say of a code. */
import { msg } from '@lit/localize'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { Bundle } from 'greengate'
import { readersOf } from '../edges/readers.ts'
import './ahead-result.ts'
import type { Asked } from './ahead-result.ts'
import { checkAhead } from './check-ahead.ts'
import { formatWords, untilWords, whoWords } from './code-words.ts'
import { destinations } from './destinations.ts'
import { fieldOf, HolderView } from './holder-view.ts'
import { shownCode, ownCodes } from './holder-world.ts'
import type { KeptCode } from './holdings.ts'

/** Milliseconds for which a preview stands: a page that was left open tells nothing of yesterday. */
const mostAge = 600_000

/** The codes of `world.person`, under any rules of the bundle. */
export class AheadView extends HolderView {
  static override properties = {
    ...HolderView.properties,
    asked: { state: true },
    isPlanned: { state: true },
    isPast: { state: true },
  }

  declare private asked: Asked | undefined
  declare private isPlanned: boolean
  declare private isPast: boolean

  constructor() {
    super()
    this.isPlanned = false
    this.isPast = false
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('world')
    // The answer was about somebody else, or under other data.
    if (before?.person?.id !== this.world.person?.id || before?.bundle !== this.world.bundle) {
      if (before !== undefined) this.#forget()
    }
    const { asked } = this
    if (asked !== undefined && this.world.now.getTime() - asked.now.getTime() > mostAge) {
      this.#forget()
    }
  }

  protected override render(): TemplateResult {
    const codes = ownCodes(this.world)
    const { bundle } = this.world
    return html`<h2 id="title" tabindex="-1">${msg('预演', { id: 'holder-ahead' })}</h2>
      <p>
        ${msg('出发前看看：按目的地的规则，您的码届时会怎样。全在本机推算，不上传。', {
          id: 'holder-ahead-help',
        })}
      </p>
      ${
        bundle?.snapshot === undefined
          ? html`<p class="alert" data-no-data>
              ${msg('本机还没有规则数据。请联网打开一次，或在核验页载入数据文件。', {
                id: 'holder-no-data',
              })}
              <a href="./index.html">${msg('核验页', { id: 'holder-verifier' })}</a>
            </p>`
          : codes.length === 0
            ? html`<p class="card">
                ${msg('请先添加一个码。', { id: 'holder-ahead-no-code' })}
                <a href="#add">${msg('添加健康码', { id: 'holder-add' })}</a>
              </p>`
            : this.#form(bundle, codes)
      }
      <div role="status">
        ${
          this.asked === undefined
            ? nothing
            : html`<ahead-result .world=${this.world} .asked=${this.asked}></ahead-result>`
        }
      </div>`
  }

  #form(bundle: Bundle, codes: readonly KeptCode[]): TemplateResult {
    const { looks, now } = this.world
    const shown = shownCode(this.world)?.id
    return html`<form class="card" @submit=${this.#onSubmit} @change=${this.#onChange}>
      <label class="field"
        ><span>${msg('目的地的规则', { id: 'holder-destination' })}</span>
        <select name="set">
          ${destinations(bundle, now).map(
            ({ id, title }) => html`<option value=${id}>${title}</option>`,
          )}
        </select>
      </label>
      <label class="field" ?hidden=${codes.length < 2}
        ><span>${msg('哪一个码', { id: 'holder-which-code' })}</span>
        <select name="code">
          ${codes.toReversed().map(({ id }) => {
            const look = looks.get(id)
            return html`<option value=${id} ?selected=${id === shown}>
              ${look === undefined ? '…' : `${formatWords(look)} · ${untilWords(look, now)}`}
            </option>`
          })}
        </select>
      </label>
      <fieldset>
        <legend>${msg('什么时候', { id: 'holder-when' })}</legend>
        <label class="choice"
          ><input type="radio" name="when" value="now" ?checked=${!this.isPlanned} />
          ${msg('现在', { id: 'holder-now' })}</label
        >
        <label class="choice"
          ><input type="radio" name="when" value="planned" ?checked=${this.isPlanned} />
          ${msg('计划的时间', { id: 'holder-planned' })}</label
        >
      </fieldset>
      ${
        this.isPlanned
          ? html`<label class="field"
              ><span>${msg('日期和时间（本机时区）', { id: 'holder-then' })}</span>
              <input type="datetime-local" name="then" required />
            </label>`
          : nothing
      }
      ${
        this.isPast
          ? html`<p class="alert" role="alert" data-past>
              ${msg('这个时间已经过去，请选将来的时间。', { id: 'holder-past' })}
            </p>`
          : nothing
      }
      <button class="primary">${msg('预演', { id: 'holder-ahead' })}</button>
    </form>`
  }

  // An answer that comes after another question, or for another person, is shown to nobody.
  #turn = 0

  #forget(): void {
    this.#turn++
    this.asked = undefined
  }

  readonly #onChange = (event: Event): void => {
    // The answer was to another question.
    this.#forget()
    this.isPast = false
    const form = event.currentTarget as HTMLFormElement
    this.isPlanned = fieldOf(form, 'when') === 'planned'
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault()
    void this.#ask(event.currentTarget as HTMLFormElement)
  }

  async #ask(form: HTMLFormElement): Promise<void> {
    const { bundle, holdings, keys, looks } = this.world
    const code = holdings.codes.find(({ id }) => id === fieldOf(form, 'code'))
    const look = code === undefined ? undefined : looks.get(code.id)
    if (bundle === undefined || code === undefined || look === undefined) return
    const now = new Date()
    const then = this.isPlanned ? new Date(fieldOf(form, 'then')) : now
    this.isPast = then.getTime() < now.getTime()
    this.#forget()
    const turn = this.#turn
    if (this.isPast) return
    const ruleSet = fieldOf(form, 'set')
    const key = code.key === undefined ? undefined : keys.get(code.key)
    const ahead = await checkAhead(
      { texts: code.texts, ...(key === undefined ? {} : { key }) },
      { bundle, ruleSet, now, then, ...(await readersOf(code.texts)) },
    )
    if (turn === this.#turn) this.asked = { ahead, ruleSet, who: whoWords(look), now, then }
  }
}

customElements.define('ahead-view', AheadView)

declare global {
  interface HTMLElementTagNameMap {
    'ahead-view': AheadView
  }
}
