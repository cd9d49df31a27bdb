/** `<find-view>`: finds whoever stands at the counter, by the card on the reader or by what is typed. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { IdType } from 'greengate'
import { DeskRefusal } from '../../shared/desk-client.ts'
import type { AnswerOf } from '../../shared/routes.ts'
import { DeskView, submitted, textOf } from '../elements/desk-view.ts'
import { deskWords, idTypeWords } from '../elements/desk-words.ts'
import type { Kind } from '../elements/fact-words.ts'
import { watchCards, type CardReading, type ReadCard } from './card-watch.ts'
import { words } from './counter-words.ts'
import './person-view.ts'

/** A card that somebody was looked for by; it stands in no address and in no storage. */
type AskedCard = Pick<ReadCard, 'number' | 'name' | 'birthDate'> & {
  readonly idType: IdType
  readonly source: 'chip' | 'mrz' | 'typed'
}

/** Give it `kinds` and `devices`. */
export class FindView extends DeskView {
  static override properties = {
    kinds: { attribute: false },
    devices: { attribute: false },
    reading: { state: true },
    card: { state: true },
    person: { state: true },
  }

  declare kinds: readonly Kind[]
  declare devices: AnswerOf<'GET /office/counter'>
  declare private reading: CardReading
  declare private card: AskedCard | undefined
  declare private person: AnswerOf<'POST /office/people/find'> | undefined
  #end = (): void => undefined

  constructor() {
    super()
    this.kinds = []
    this.reading = { state: 'fault' }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#end()
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    if (!this.devices.reader) return
    this.#end = watchCards((reading) => {
      this.reading = reading
      // Whoever is being served is served to the end: a card that comes meanwhile waits.
      if (reading.state === 'read' && this.card === undefined) {
        const { idType, ...card } = reading.card
        void this.#find({ ...card, idType: idType as IdType })
      }
    })
  }

  async #find(card: AskedCard): Promise<void> {
    await this.act(async () => {
      const body = { idType: card.idType, number: card.number }
      try {
        this.person = await this.client('POST /office/people/find', { body })
      } catch (error) {
        if (!(error instanceof DeskRefusal) || error.code !== 'not-found') throw error
        this.person = undefined
      }
      this.card = card
    })
    await this.#focus()
  }

  async #focus(): Promise<void> {
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>('#title')?.focus()
  }

  readonly #next = (): void => {
    this.card = undefined
    this.person = undefined
    this.said = undefined
    this.refusal = undefined
    void this.#focus()
  }

  readonly #typed = (data: FormData): void => {
    const idType = textOf(data, 'idType') as IdType
    void this.#find({ idType, number: textOf(data, 'number'), source: 'typed' })
  }

  readonly #record = (data: FormData): void => {
    const { card } = this
    if (card === undefined) return
    void this.act(async () => {
      const claims = textOf(data, 'claims').match(/\d{6}/g) ?? []
      const body = { ...card, name: textOf(data, 'name'), ...(claims.length > 0 && { claims }) }
      this.person = await this.client('POST /office/people', { body })
    }, words.recorded)
  }

  protected override render(): TemplateResult {
    const { card, person, client, language, kinds, devices } = this
    if (card === undefined) return this.#search()
    return html`<div class="row between">
        <h2 id="title" tabindex="-1">
          ${person === undefined ? this.say(words.card) : html`${person.name} ${person.lastFour}`}
        </h2>
        <button type="button" @click=${this.#next}>${this.say(words.next)}</button>
      </div>
      ${this.notices()} ${person?.identity === 'verified' ? nothing : this.#recordForm(card)}
      ${
        person === undefined
          ? nothing
          : html`<person-view
              .client=${client}
              .language=${language}
              .person=${person.id}
              .kinds=${kinds}
              .devices=${devices}
              .seen=${person.identity}
            ></person-view>`
      }
      ${person?.identity === 'verified' ? this.#recordForm(card) : nothing}`
  }

  #search(): TemplateResult {
    const { reading, devices } = this
    return html`<h2 id="title" tabindex="-1">${this.say(words.card)}</h2>
      ${this.notices()}
      <p class="card" role="status" data-reader=${devices.reader ? reading.state : 'none'}>
        ${this.say(devices.reader ? words[reading.state] : words.noReader)}
      </p>
      <form class="card" autocomplete="off" @submit=${submitted(this.#typed)}>
        <h3>${this.say(words.typeIt)}</h3>
        <label class="field"
          ><span>${this.say(deskWords.idType)}</span>
          <select name="idType">
            ${Object.entries(idTypeWords).map(
              ([type, word]) => html`<option value=${type}>${this.say(word)}</option>`,
            )}
          </select>
        </label>
        <label class="field"
          ><span>${this.say(deskWords.idNumber)}</span>
          <input name="number" required minlength="4" maxlength="40" autocapitalize="characters" />
        </label>
        <button class="primary" aria-disabled=${String(this.isBusy)}>
          ${this.say(words.find)}
        </button>
      </form>`
  }

  /** For whoever is not known, or never showed a card; and for whoever comes with another phone. */
  #recordForm({ source, name = '' }: AskedCard): TemplateResult | typeof nothing {
    const { person } = this
    const isRead = source !== 'typed'
    if (person !== undefined && !isRead) return nothing
    const isVerified = person?.identity === 'verified'
    return html`<form class="card" autocomplete="off" @submit=${submitted(this.#record)}>
      <h3>${this.say(isVerified ? words.phone : isRead ? words.verify : words.record)}</h3>
      ${person === undefined ? html`<p>${this.say(words.unknown)}</p>` : nothing}
      <p class="quiet">${this.say(isRead ? words.verifyHint : words.typedHint)}</p>
      <label class="field"
        ><span>${this.say(words.name)}</span>
        <input name="name" required maxlength="100" .value=${name} />
      </label>
      ${
        isRead
          ? html`<label class="field"
                ><span>${this.say(words.claims)} (${this.say(deskWords.optional)})</span>
                <input
                  name="claims"
                  inputmode="numeric"
                  pattern="\\d{6}( +\\d{6}){0,3}"
                  maxlength="27"
                />
              </label>
              <p class="quiet">${this.say(words.claimsHint)}</p>`
          : nothing
      }
      <button class="primary" aria-disabled=${String(this.isBusy)}>
        ${this.say(words.record)}
      </button>
    </form>`
  }
}

customElements.define('find-view', FindView)

declare global {
  interface HTMLElementTagNameMap {
    'find-view': FindView
  }
}
