/** What every part of the desk's pages can: speak a language, ask the desk, and say what it refused. */
import { LitElement, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { Words } from 'greengate'
import type { Bilingual, Language } from '../../../verifier-web/elements/language.ts'
import { outcomeColours } from '../../../verifier-web/elements/outcome-colours.ts'
import { buttons, surfaceColours } from '../../../verifier-web/elements/surface-colours.ts'
import { DeskRefusal, type DeskClient } from '../../shared/desk-client.ts'
import { deskStyles } from './desk-styles.ts'
import { deskWords } from './desk-words.ts'

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
    this.isBusy = false
    if (isDone) this.said = said
  }

  /** Asks for what is shown. */
  protected async load(job: () => Promise<void>): Promise<boolean> {
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

  protected tell(name: 'signed-out' | 'desk-changed' | 'desk-erased' | 'signed-in'): void {
    this.dispatchEvent(new Event(name, { bubbles: true, composed: true }))
  }

  /** What was refused or done last. */
  protected notices(): TemplateResult {
    const { refusal, said } = this
    return html`${
        refusal === undefined
          ? nothing
          : html`<p class="alert" role="alert" data-problem=${refusal.code}>
              ${this.say(refusal.title ?? deskWords.unreachable)}
            </p>`
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
