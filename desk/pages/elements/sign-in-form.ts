/** `<sign-in-form>`: signs somebody in with a one-time code, or sends them to the identity provider. */
import { html, nothing, type TemplateResult } from 'lit'
import { DeskRefusal } from '../../shared/desk-client.ts'
import { problemCodes, problems } from '../../shared/problems.ts'
import { DeskView, submitted, textOf } from './desk-view.ts'
import { deskWords } from './desk-words.ts'

/** The form. @fires signed-in - The desk knows who asks from now on. */
export class SignInForm extends DeskView {
  static override properties = {
    as: { type: String },
    ways: { attribute: false },
    attempt: { state: true },
  }

  declare as: 'account' | 'officer'
  /** How one can sign in at this desk. */
  declare ways: readonly ('one-time-code' | 'oidc')[]
  declare private attempt: string | undefined

  constructor() {
    super()
    this.as = 'account'
    this.ways = []
  }

  /** Who comes back from a provider that did not vouch for them is told so once. */
  override connectedCallback(): void {
    super.connectedCallback()
    const address = new URL(location.href)
    const code = problemCodes.find((each) => each === address.searchParams.get('refused'))
    if (code === undefined) return
    this.refusal = new DeskRefusal(code, { title: problems[code].title })
    address.searchParams.delete('refused')
    history.replaceState(null, '', address)
  }

  protected override render(): TemplateResult {
    const hasBoth = this.ways.length > 1
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title" tabindex="-1">${this.say(deskWords.signIn)}</h2>
      ${this.notices()} ${this.ways.includes('one-time-code') ? this.#oneTimeCode() : nothing}
      ${hasBoth ? html`<p class="quiet">${this.say(deskWords.or)}</p>` : nothing}
      ${
        this.ways.includes('oidc')
          ? html`<a class="button" href="/api/sign-in/oidc?as=${this.as}"
              >${this.say(deskWords.provider)}</a
            >`
          : nothing
      }
    </section>`
  }

  #oneTimeCode(): TemplateResult {
    if (this.attempt === undefined) {
      return html`<form @submit=${submitted(this.#start)}>
        <label class="field"
          ><span>${this.say(deskWords.contact)}</span>
          <input
            name="contact"
            required
            minlength="3"
            maxlength="254"
            pattern="[!-~]+"
            autocomplete="username"
            autocapitalize="none"
          />
        </label>
        <button class="primary" aria-disabled=${String(this.isBusy)}>
          ${this.say(deskWords.sendCode)}
        </button>
      </form>`
    }
    return html`<form @submit=${submitted(this.#finish)}>
      <label class="field"
        ><span>${this.say(deskWords.oneTimeCode)}</span>
        <input
          name="code"
          required
          pattern="[0-9]{6}"
          maxlength="6"
          inputmode="numeric"
          autocomplete="one-time-code"
        />
      </label>
      <div class="row">
        <button class="primary" aria-disabled=${String(this.isBusy)}>
          ${this.say(deskWords.signIn)}
        </button>
        <button
          type="button"
          @click=${() => {
            this.attempt = undefined
          }}
        >
          ${this.say(deskWords.otherContact)}
        </button>
      </div>
    </form>`
  }

  readonly #start = (data: FormData): void => {
    void this.act(async () => {
      const body = { as: this.as, contact: textOf(data, 'contact') }
      this.attempt = (await this.client('POST /sign-in/start', { body })).attempt
      await this.updateComplete
      this.renderRoot.querySelector('input')?.focus()
    }, deskWords.codeSent)
  }

  readonly #finish = (data: FormData): void => {
    const { attempt } = this
    if (attempt === undefined) return
    void this.act(async () => {
      await this.client('POST /sign-in/finish', { body: { attempt, code: textOf(data, 'code') } })
      this.tell('signed-in')
    })
  }
}

customElements.define('sign-in-form', SignInForm)

declare global {
  interface HTMLElementTagNameMap {
    'sign-in-form': SignInForm
  }
}
