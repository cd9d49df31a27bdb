/** `<declare-view>`: a form for every kind of fact that people declare themselves. */
import { html, type PropertyValues, type TemplateResult } from 'lit'
import type { Kind } from '../elements/fact-words.ts'
import { DeskView } from '../elements/desk-view.ts'
import { words } from './applicant-words.ts'
import './declare-form.ts'
import type { PersonFile } from './kept.ts'

/** What is done every day comes first. */
const order = ['checkin', 'symptom', 'stay']

/** Give it the `person`'s id and the `kinds`. */
export class DeclareView extends DeskView {
  static override properties = {
    person: { type: String },
    kinds: { attribute: false },
    file: { state: true },
  }

  declare person: string
  declare kinds: readonly Kind[]
  declare private file: PersonFile | undefined

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('person')) void this.#fetch()
  }

  readonly #fetch = async (): Promise<void> => {
    await this.read(async (client) => {
      this.file = await client('GET /people/:id', { params: { id: this.person } })
    })
  }

  protected override render(): TemplateResult {
    const place = ({ kind }: Kind): number => order.indexOf(kind) + 1 || order.length + 1
    const covers = new Map(this.file?.covers.map(({ kind, until }) => [kind, until]))
    return html`<h2 id="title" tabindex="-1">${this.say(words.declare)}</h2>
      ${this.notices()}
      ${this.kinds
        .toSorted((a, b) => place(a) - place(b))
        .map(
          (kind) =>
            html`<declare-form
              .client=${this.client}
              .language=${this.language}
              .person=${this.person}
              .kind=${kind}
              .until=${covers.get(kind.kind)}
              @desk-changed=${this.#fetch}
            ></declare-form>`,
        )}`
  }
}

customElements.define('declare-view', DeclareView)

declare global {
  interface HTMLElementTagNameMap {
    'declare-view': DeclareView
  }
}
