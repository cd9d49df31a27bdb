/** `<account-view>`: the number that a counter confirms an account by, and the button that erases the account. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { deskWords } from '../elements/desk-words.ts'
import { DeskView } from '../elements/desk-view.ts'
import { words } from './applicant-words.ts'

/** @fires desk-erased - The account is gone: nothing of it may stay on this device. */
export class AccountView extends DeskView {
  static override properties = { number: { state: true }, isAsked: { state: true } }

  declare private number: string | undefined
  declare private isAsked: boolean

  constructor() {
    super()
    this.isAsked = false
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    void this.load(async () => {
      const me = await this.client('GET /me', {})
      if (me.kind === 'account') this.number = me.number
    })
  }

  protected override render(): TemplateResult {
    const { number } = this
    const ask = (isAsked: boolean) => () => {
      this.isAsked = isAsked
    }
    return html`<section class="card" aria-labelledby="number">
      ${this.notices()}
      <h3 id="number">${this.say(words.number)}</h3>
      ${number === undefined ? nothing : html`<p class="number"><strong>${number}</strong></p>`}
      <p class="quiet">${this.say(words.numberHint)}</p>
      ${
        this.isAsked
          ? html`<p>${this.say(words.eraseSure)}</p>
              <div class="row">
                <button type="button" @click=${this.#erase}>${this.say(words.erase)}</button>
                <button type="button" class="primary" @click=${ask(false)}>
                  ${this.say(deskWords.cancel)}
                </button>
              </div>`
          : html`<button type="button" @click=${ask(true)}>${this.say(words.erase)}</button>`
      }
    </section>`
  }

  readonly #erase = (): void => {
    void this.act(async () => {
      await this.client('POST /me/erase', { body: { isSure: true } })
      this.tell('desk-erased')
    })
  }
}

customElements.define('account-view', AccountView)

declare global {
  interface HTMLElementTagNameMap {
    'account-view': AccountView
  }
}
