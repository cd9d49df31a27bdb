/** What every part of the desk's pages can: speak a language, ask the desk, and say what it refused. */
import { LitElement, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { Words } from 'greengate'
import type { Bilingual, Language } from '../../../verifier-web/elements/language.ts'
import { outcomeColours } from '../../../verifier-web/elements/outcome-colours.ts'
import { buttons, surfaceColours } from '../../../verifier-web/elements/surface-colours.ts'
import { DeskRefusal, type DeskClient } from '../../shared/desk-client.ts'
import { deskStyles } from './desk-styles.ts'
import { deskWords } from './desk-words.ts'
import { startNewest } from './start-newest.ts'

/**
 * A part of a page. Give it a `client` and a `language`.
 *
 * @fires signed-out - The desk does not know who asks.
 * @fires desk-changed - Something was done that others may show.
 */
export abstract class DeskView extends LitElement {
  static override styles = [surfaceColours, buttons, outcomeColours, deskStyles]
  static override properties: PropertyDeclarations = {
    client: { attribute: false },
    language: { type: String },
    isBusy: { state: true },
    refusal: { state: true },
    said: { state: true },
  }

  declare client: DeskClient
  declare language: Language
  declare protected isBusy: boolean
  declare protected refusal: DeskRefusal | undefined
  declare protected said: Words | undefined

  constructor() {
    super()
    this.language = 'zh'
    this.isBusy = false
  }

  readonly #newest = startNewest()
  /** What was asked for last: to be asked again where the desk was not reached. */
  #asked: (() => Promise<void>) | undefined

  /** In the language of the page. */
  protected say(words: Bilingual): string {
    return words[this.language]
  }

  /** Does one thing at a time; of a refusal it tells the person, and nothing was done then. */
  protected async act(job: () => Promise<void>, said?: Words): Promise<void> {
    if (this.isBusy) return
    this.isBusy = true
    this.said = undefined
    const isDone = await this.load(job)
    // What was to be done, nobody does again but by the same button.
    this.#asked = undefined
    this.isBusy = false
    if (!isDone) return
    this.said = said
    await this.updateComplete
    // What was pressed may be gone with what it did: whoever has no mouse goes on from the top of the part.
    if (document.activeElement === document.body) {
      this.renderRoot.querySelector<HTMLElement>('#title')?.focus()
    }
  }

  /**
   * Asks for what is shown, by the client that the job is given. When it is asked anew meanwhile, say about somebody else,
   * what comes of the older job is dropped, in whatever order the answers come.
   */
  protected read(job: (client: DeskClient) => Promise<void>): Promise<boolean> {
    return this.load(() => this.#newest(this.client, job))
  }

  /** Asks for something once. */
  protected async load(job: () => Promise<void>): Promise<boolean> {
    this.#asked = job
    this.refusal = undefined
    try {
      await job()
      return true
    } catch (error) {
      if (!(error instanceof DeskRefusal)) {
        this.isBusy = false
        throw error
      }
      this.refusal = error
      if (error.code === 'not-signed-in') this.tell('signed-out')
      return false
    }
  }

  #again(again: (() => void) | undefined): TemplateResult | typeof nothing {
    const job = this.#asked
    const press = again ?? (job === undefined ? undefined : () => void this.load(job))
    if (press === undefined) return nothing
    return html`<p>
      <button type="button" @click=${press}>${this.say(deskWords.retry)}</button>
    </p>`
  }

  protected tell(name: 'signed-out' | 'desk-changed' | 'desk-erased' | 'signed-in'): void {
    this.dispatchEvent(new Event(name, { bubbles: true, composed: true }))
  }

  /** While nothing is there to show; what was refused says it itself. */
  protected loading(): TemplateResult | typeof nothing {
    return this.refusal === undefined ? html`<p>${this.say(deskWords.loading)}</p>` : nothing
  }

  /**
   * What was refused or done last.
   *
   * @param again - What is to be done again where the desk was not reached. Default: what was asked for last.
   */
  protected notices(again?: () => void): TemplateResult {
    const { refusal, said } = this
    return html`${
        refusal === undefined
          ? nothing
          : html`<p class="alert" role="alert" data-problem=${refusal.code}>
                ${this.say(refusal.title ?? deskWords.unreachable)}
              </p>
              ${refusal.code === 'unreachable' ? this.#again(again) : nothing}`
      }
      <div role="status">
        ${said === undefined ? nothing : html`<p class="said">${this.say(said)}</p>`}
      </div>`
  }
}

/** Handles a form's submission in the page. */
export const submitted =
  (job: (data: FormData, form: HTMLFormElement, event: SubmitEvent) => void) =>
  (event: SubmitEvent): void => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    job(new FormData(form), form, event)
  }

/** A text of a form; blank where there is none. */
export function textOf(data: FormData, name: string): string {
  const value = data.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
