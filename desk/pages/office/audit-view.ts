/** `<audit-view>`: who did what, the newest first, and whether the chain of digests is whole. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { Language } from '../../../verifier-web/elements/language.ts'
import { instantWords } from '../../../verifier-web/elements/time-words.ts'
import type { AnswerOf } from '../../shared/routes.ts'
import { DeskView } from '../elements/desk-view.ts'
import { auditDetail, auditWord, whoWord } from './audit-words.ts'
import { words } from './office-words.ts'

type Audit = AnswerOf<'GET /office/audit'>

/** As many rows as the desk gives at once. */
const pageRows = 100

/** The trail. */
export class AuditView extends DeskView {
  static override properties = {
    rows: { state: true },
    isWhole: { state: true },
    about: { state: true },
    hasMore: { state: true },
  }

  declare private rows: Audit['rows']
  declare private isWhole: boolean | undefined
  /** What alone is shown. */
  declare private about: string
  declare private hasMore: boolean

  constructor() {
    super()
    this.rows = []
    this.about = ''
    this.hasMore = false
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    void this.#more()
  }

  readonly #more = async (): Promise<void> => {
    await this.load(async () => {
      const last = this.rows.at(-1)?.seq
      const query = {
        ...(last === undefined ? {} : { before: String(last) }),
        ...(this.about === '' ? {} : { about: this.about }),
      }
      const { rows, isWhole } = await this.client('GET /office/audit', { query })
      this.rows = [...this.rows, ...rows]
      this.hasMore = rows.length === pageRows
      this.isWhole = isWhole
    })
  }

  readonly #only = async (about: string): Promise<void> => {
    this.about = about
    this.rows = []
    await this.#more()
    this.renderRoot.querySelector<HTMLElement>('#title')?.focus()
  }

  protected override render(): TemplateResult {
    const { rows, isWhole, language } = this
    return html`<h2 id="title" tabindex="-1">${this.say(words.audit)}</h2>
      ${this.notices()}
      ${
        isWhole === undefined
          ? nothing
          : html`<p class=${isWhole ? 'said' : 'alert'} data-whole=${String(isWhole)}>
              ${this.say(isWhole ? words.whole : words.broken)}
            </p>`
      }
      ${
        this.about === ''
          ? nothing
          : html`<p class="row">
              <span>${this.say(words.auditAbout)} <strong>${this.about}</strong></span>
              <button type="button" @click=${() => void this.#only('')}>
                ${this.say(words.everythingAgain)}
              </button>
            </p>`
      }
      <section class="card">
        <ol class="plain">
          ${rows.map(
            ({ at, who, name, what, about, detail }) =>
              html`<li data-what=${what}>
                <div class="row between">
                  <strong>${auditWord(what, language)}</strong>
                  <span>${instantWords(at, language)}</span>
                </div>
                <div class="quiet">
                  ${this.say(words.who)} ${name ?? whoWord(who, language)} ·
                  ${this.say(words.about)}
                  <button type="button" class="link" @click=${() => void this.#only(about)}>
                    ${about}
                  </button>
                  ${detail === '{}' ? nothing : html`<br />${detailLine(detail, language)}`}
                </div>
              </li>`,
          )}
        </ol>
      </section>
      ${
        this.hasMore
          ? html`<button type="button" @click=${this.#more}>${this.say(words.older)}</button>`
          : nothing
      }`
  }
}

/** What more an entry says. */
function detailLine(detail: string, language: Language): string {
  return Object.entries(JSON.parse(detail) as Readonly<Record<string, unknown>>)
    .map(([name, value]) => auditDetail(name, String(value), language))
    .join(language === 'zh' ? '，' : ', ')
}

customElements.define('audit-view', AuditView)

declare global {
  interface HTMLElementTagNameMap {
    'audit-view': AuditView
  }
}
