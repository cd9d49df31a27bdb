/** `<orders-view>`: takes an order that its authority signed, and shows which hold and whom they turned; nobody at the desk sets a colour. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { instantWords } from '../../../verifier-web/elements/time-words.ts'
import type { DeskClient } from '../../shared/desk-client.ts'
import type { AnswerOf } from '../../shared/routes.ts'
import { deskWords } from '../elements/desk-words.ts'
import { DeskView, submitted, textOf } from '../elements/desk-view.ts'
import { outcomeTag } from '../elements/outcome-tag.ts'
import { orderStateWords, words } from './office-words.ts'

type Order = AnswerOf<'GET /office/orders'>['orders'][number]

/** Assessing takes a moment. */
const againMs = [0, 700, 2000] as const

/** The form and the list. */
export class OrdersView extends DeskView {
  static override properties = { orders: { state: true } }

  declare private orders: readonly Order[] | undefined

  protected override firstUpdated(_changed: PropertyValues): void {
    void this.read(this.#fetch)
  }

  readonly #fetch = async (client: DeskClient): Promise<void> => {
    this.orders = (await client('GET /office/orders', {})).orders
  }

  protected override render(): TemplateResult {
    return html`<h2 id="title" tabindex="-1">${this.say(words.orders)}</h2>
      ${this.notices()}
      <section class="card">
        <p>${this.say(words.orderHow)}</p>
        <form @submit=${submitted(this.#take)}>
          <label class="field"
            ><span>${this.say(words.orderFile)}</span>
            <input type="file" accept=".json,.ggo,application/json" @change=${this.#read} />
          </label>
          <label class="field"
            ><span>${this.say(words.orderText)}</span>
            <textarea name="order" required maxlength="32768" spellcheck="false"></textarea>
          </label>
          <button class="primary" aria-disabled=${String(this.isBusy)}>
            ${this.say(deskWords.send)}
          </button>
        </form>
      </section>
      <section class="card" aria-labelledby="taken">
        <h3 id="taken">${this.say(words.ordersTaken)}</h3>
        ${this.orders?.length === 0 ? html`<p class="quiet">${this.say(words.noOrders)}</p>` : nothing}
        <ul class="plain">
          ${(this.orders ?? []).map((order) => this.#order(order))}
        </ul>
      </section>`
  }

  #order(order: Order): TemplateResult {
    const { id, authority, outcome, from, until, basis, takenAt, state, person, before } = order
    const { language } = this
    return html`<li data-order=${id} data-state=${state}>
      <div class="row between">
        <strong>${this.say(authority)} ${id}</strong>
        <span class="row"
          >${outcomeTag(outcome, language)}
          <span class="tag">${this.say(orderStateWords[state])}</span></span
        >
      </div>
      <dl>
        <dt>${this.say(words.personNow)}</dt>
        <dd class="row" data-before=${before ?? ''} data-now=${person.outcome ?? ''}>
          ${person.name ?? ''} <span class="number">****${person.lastFour}</span>
          ${
            before === undefined || before === person.outcome
              ? nothing
              : html`${outcomeTag(before, language)}<span
                    role="img"
                    aria-label=${this.say(words.becomes)}
                    >→</span
                  >`
          }
          ${person.outcome === undefined ? nothing : outcomeTag(person.outcome, language)}
        </dd>
        <dt>${this.say(words.holds)}</dt>
        <dd>${instantWords(from, language)} – ${instantWords(until, language)}</dd>
        <dt>${this.say(words.lawBasis)}</dt>
        <dd>${basis}</dd>
        <dt>${this.say(words.takenAt)}</dt>
        <dd>${instantWords(takenAt, language)}</dd>
      </dl>
    </li>`
  }

  readonly #read = async (event: Event): Promise<void> => {
    const file = (event.target as HTMLInputElement).files?.[0]
    const field = this.renderRoot.querySelector('textarea')
    if (file !== undefined && field !== null) field.value = await file.text()
  }

  readonly #take = (data: FormData, form: HTMLFormElement): void => {
    void this.act(async () => {
      await this.client('POST /office/orders', { body: { order: textOf(data, 'order') } })
      form.reset()
      void this.#follow()
    }, words.orderTaken)
  }

  /** Until whoever it names is assessed. */
  async #follow(): Promise<void> {
    for (const wait of againMs) {
      await new Promise((done) => setTimeout(done, wait))
      if (!this.isConnected) return
      await this.read(this.#fetch)
    }
  }
}

customElements.define('orders-view', OrdersView)

declare global {
  interface HTMLElementTagNameMap {
    'orders-view': OrdersView
  }
}
