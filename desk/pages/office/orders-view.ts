/** `<orders-view>`: takes an order that its authority signed; nobody at the desk sets a colour. */
import { html, type TemplateResult } from 'lit'
import { deskWords } from '../elements/desk-words.ts'
import { DeskView, submitted, textOf } from '../elements/desk-view.ts'
import { words } from './office-words.ts'

/** The form. */
export class OrdersView extends DeskView {
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
      </section>`
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
    }, words.orderTaken)
  }
}

customElements.define('orders-view', OrdersView)

declare global {
  interface HTMLElementTagNameMap {
    'orders-view': OrdersView
  }
}
