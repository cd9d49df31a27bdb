/** `<person-view>`: how somebody stands and why, what is known of them, what is under way, and what is done for them. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { instantWords } from '../../../verifier-web/elements/time-words.ts'
import type { AnswerOf } from '../../shared/routes.ts'
import '../applicant/declare-form.ts'
import { DeskView } from '../elements/desk-view.ts'
import { deskWords, matterKindWords, matterStateWords } from '../elements/desk-words.ts'
import { factLine, kindWord, type Kind } from '../elements/fact-words.ts'
import { outcomeTag, ruleLine } from '../elements/outcome-tag.ts'
import { identityWords, words } from './counter-words.ts'
import './paper-view.ts'

type PersonFile = AnswerOf<'GET /office/people/:id'>
type Matters = AnswerOf<'GET /office/people/:id/matters'>['matters']

/** Assessing takes a moment. */
const againMs = 400
const mostTries = 25

/** Give it a `person`, `kinds`, `devices`, and in `seen` whatever makes it look again. */
export class PersonView extends DeskView {
  static override properties = {
    person: { type: String },
    kinds: { attribute: false },
    devices: { attribute: false },
    seen: { attribute: false },
    file: { state: true },
    matters: { state: true },
  }

  declare person: string
  declare kinds: readonly Kind[]
  declare devices: AnswerOf<'GET /office/counter'>
  declare seen: unknown
  declare private file: PersonFile | undefined
  declare private matters: Matters

  constructor() {
    super()
    this.kinds = []
    this.matters = []
    this.addEventListener('desk-changed', () => void this.#look())
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('person') || changed.has('seen')) void this.#look()
  }

  async #look(): Promise<void> {
    const { person } = this
    const params = { id: person }
    const isWanted = () => this.isConnected && this.person === person
    for (let tries = 0; tries < mostTries && isWanted(); tries++) {
      const isDone = await this.read(async (client) => {
        this.file = await client('GET /office/people/:id', { params })
        this.matters = (await client('GET /office/people/:id/matters', { params })).matters
      })
      if (!isDone || this.file?.standing !== undefined) return
      await new Promise((resolve) => setTimeout(resolve, againMs))
    }
  }

  protected override render(): TemplateResult {
    const { file, client, language, person, devices } = this
    if (file === undefined) {
      return html`${this.notices()}
        <p>${this.say(deskWords.loading)}</p>`
    }
    return html`${this.notices()} ${this.#standing(file)}
      <paper-view
        .client=${client}
        .language=${language}
        .person=${person}
        .hasPrinter=${devices.printer}
      ></paper-view>
      ${this.#facts(file)} ${this.#matters()} ${this.#declare(file)}`
  }

  #standing({ standing, identity, lastFour }: PersonFile): TemplateResult {
    const { language } = this
    return html`<section class="card" aria-labelledby="why" data-identity=${identity}>
      <h3 id="why">${this.say(words.why)}</h3>
      ${
        standing === undefined
          ? html`<p>${this.say(words.notAssessed)}</p>`
          : html`<p>${outcomeTag(standing.outcome, language)}</p>
              <p>${this.say(standing.reason)}</p>
              <p class="quiet">${ruleLine(standing, language)}</p>`
      }
      <dl>
        <dt>${this.say(words.lastFour)}</dt>
        <dd class="number">${lastFour}</dd>
        <dt>${this.say(words.identity)}</dt>
        <dd>${this.say(identityWords[identity])}</dd>
        ${
          standing?.holdsUntil === undefined
            ? nothing
            : html`<dt>${this.say(words.holds)}</dt>
                <dd>${instantWords(standing.holdsUntil, language)}</dd>`
        }
        ${
          standing === undefined || standing.missing.length === 0
            ? nothing
            : html`<dt>${this.say(words.missing)}</dt>
                <dd>${standing.missing.map((kind) => kindWord(kind, language)).join(', ')}</dd>`
        }
      </dl>
    </section>`
  }

  #facts({ facts }: PersonFile): TemplateResult {
    const { language } = this
    return html`<section class="card" aria-labelledby="facts">
      <h3 id="facts">${this.say(words.facts)}</h3>
      ${
        facts.length === 0
          ? html`<p class="quiet">${this.say(words.noFacts)}</p>`
          : html`<ul class="plain">
              ${facts.map(
                ({ kind, fields, sourceName, recordedAt }) =>
                  html`<li>
                    <strong>${kindWord(kind, language)}</strong> ${factLine(fields, language)}
                    <div class="quiet">
                      ${this.say(sourceName)} · ${instantWords(recordedAt, language)}
                    </div>
                  </li>`,
              )}
            </ul>`
      }
    </section>`
  }

  #matters(): TemplateResult {
    const { matters, language } = this
    return html`<section class="card" aria-labelledby="matters">
      <h3 id="matters">${this.say(words.matters)}</h3>
      ${
        matters.length === 0
          ? html`<p class="quiet">${this.say(words.noMatters)}</p>`
          : html`<ul class="plain">
              ${matters.map(
                ({ kind, state, dueAt }) =>
                  html`<li>
                    <strong>${this.say(matterKindWords[kind])}</strong>
                    <span class="tag">${this.say(matterStateWords[state])}</span>
                    <span class="quiet"
                      >${this.say(words.due)} ${instantWords(dueAt, language)}</span
                    >
                  </li>`,
              )}
            </ul>`
      }
    </section>`
  }

  #declare({ covers }: PersonFile): TemplateResult {
    const { client, language, person } = this
    return html`<details>
      <summary>${this.say(words.declare)}</summary>
      ${this.kinds.map(
        (kind) =>
          html`<declare-form
            .client=${client}
            .language=${language}
            .person=${person}
            .kind=${kind}
            .until=${covers.find((cover) => cover.kind === kind.kind)?.until}
            .isAtCounter=${true}
          ></declare-form>`,
      )}
    </details>`
  }
}

customElements.define('person-view', PersonView)

declare global {
  interface HTMLElementTagNameMap {
    'person-view': PersonView
  }
}
