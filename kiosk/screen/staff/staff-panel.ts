/** `<staff-panel>`: covers the screen while staff are at it; fetched when it is opened, gone when it is left. */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { outcomeColours } from '../../../verifier-web/elements/outcome-colours.ts'
import type { KioskApi } from '../../shared/kiosk-api.ts'
import { firstFacts, type ScreenFacts } from '../screen-facts.ts'
import { dataView } from './data-view.ts'
import { devicesView } from './devices-view.ts'
import { rememberedOperators, rememberOperator } from './known-operators.ts'
import { overviewView } from './overview-view.ts'
import { passagesView } from './passages-view.ts'
import { receiptView } from './receipt-view.ts'
import { signInView } from './sign-in-view.ts'
import { openDesk, type DeskFacts, type StaffDesk, type StaffPage } from './staff-desk.ts'
import { emptyDraft, type Draft, type StaffModel } from './staff-model.ts'
import { staffStyles } from './staff-styles.ts'
import { actWords, pageWords, refusedWords, staffWords } from './staff-words.ts'

const pages: readonly StaffPage[] = ['overview', 'passages', 'receipt', 'devices', 'data']
const tickMs = 1_000

/**
 * The panel.
 *
 * @fires leave - Staff are done.
 * @fires handover - Staff want to hand a file over.
 * @fires language - The other language.
 */
export class StaffPanel extends LitElement {
  static override properties = { screen: { attribute: false }, draft: { state: true } }
  static override styles = [outcomeColours, ...staffStyles]
  /** What the screen knows: its language, and how the lane is. */
  declare screen: ScreenFacts
  declare draft: Draft

  #desk: StaffDesk | undefined
  #ticking: ReturnType<typeof setInterval> | undefined

  constructor() {
    super()
    this.screen = firstFacts
    this.draft = emptyDraft
  }

  /** Opens the desk; once, before the panel is put on the page. */
  open(api: KioskApi): void {
    const hear = (facts: DeskFacts) => {
      this.#hear(facts)
    }
    this.#desk = openDesk(api, hear, this.#leave)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.addEventListener('keydown', this.#onKey)
    // Seconds that run out are said.
    this.#ticking = setInterval(() => {
      this.requestUpdate()
    }, tickMs)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.removeEventListener('keydown', this.#onKey)
    clearInterval(this.#ticking)
    this.#desk?.close()
  }

  protected override firstUpdated(): void {
    const field = this.draft.operator === '' ? 'operator' : 'pin'
    this.renderRoot.querySelector<HTMLElement>(`input[name=${field}]`)?.focus()
  }

  protected override render(): TemplateResult | typeof nothing {
    const desk = this.#desk
    if (desk === undefined) return nothing
    const facts = desk.facts()
    const { language, status } = this.screen
    const model: StaffModel = {
      desk,
      facts,
      draft: this.draft,
      change: (news) => {
        this.draft = { ...this.draft, ...news }
      },
      language,
      status,
      handOver: () => this.dispatchEvent(new Event('handover')),
    }
    return html`<div
      class="panel"
      role="dialog"
      aria-modal="true"
      aria-label=${staffWords.title[language]}
      lang=${language === 'zh' ? 'zh-CN' : 'en'}
      data-page=${facts.session === undefined ? 'sign-in' : facts.page}
    >
      ${this.#head(model)}
      ${
        facts.session === undefined
          ? html`<div
              class="body"
              tabindex="0"
              role="region"
              aria-label=${staffWords.signIn[language]}
            >
              ${signInView(model, rememberedOperators())}
            </div>`
          : this.#desktop(model)
      }
    </div>`
  }

  #head({ facts, language, desk }: StaffModel): TemplateResult {
    const { session, endsAt } = facts
    const left = Math.max(0, Math.ceil((endsAt - performance.now()) / 1_000))
    const next = language === 'zh' ? 'English' : '中文'
    return html`<header>
      <h2>${staffWords.title[language]}${session === undefined ? '' : ` · ${session.operator}`}</h2>
      ${session === undefined ? nothing : html`<p class="left">${left} ${staffWords.idle[language]}</p>`}
      <button
        type="button"
        class="language"
        lang=${language === 'zh' ? 'en' : 'zh-CN'}
        @click=${() => this.dispatchEvent(new Event('language'))}
      >
        ${next}
      </button>
      ${
        session === undefined
          ? nothing
          : html`<button type="button" data-act="sign-out" @click=${desk.signOut}>
              ${staffWords.signOut[language]}
            </button>`
      }
      <button type="button" data-act="leave" @click=${this.#leave}>
        ${staffWords.leave[language]}
      </button>
    </header>`
  }

  #desktop(model: StaffModel): TemplateResult {
    const { facts, language, desk } = model
    const tab = (page: StaffPage) =>
      html`<button
        type="button"
        data-page=${page}
        aria-current=${page === facts.page ? 'page' : 'false'}
        @click=${() => {
          this.draft = { ...emptyDraft, field: 'appeal' }
          desk.turnTo(page)
        }}
      >
        ${pageWords[page][language]}
      </button>`
    return html`<nav aria-label=${staffWords.pages[language]}>${pages.map(tab)}</nav>
      <div class="body" tabindex="0" role="region" aria-label=${pageWords[facts.page][language]}>
        ${viewOf(facts.page, model)}
      </div>
      ${became(model)}`
  }

  #hear(facts: DeskFacts): void {
    const { operator, pin, field } = this.draft
    // What was begun in a session ends with it.
    if (facts.session === undefined) this.draft = { ...emptyDraft, operator, pin, field }
    else rememberOperator(facts.session.operator)
    this.requestUpdate()
  }

  #leave = (): void => {
    this.dispatchEvent(new Event('leave'))
  }

  #onKey = (event: KeyboardEvent): void => {
    this.#desk?.touch()
    if (event.key !== 'Escape') return
    event.stopPropagation()
    if (this.draft.confirms === null) this.#leave()
    else this.draft = { ...this.draft, confirms: null }
  }
}

function viewOf(page: StaffPage, model: StaffModel): TemplateResult | typeof nothing {
  switch (page) {
    case 'overview':
      return overviewView(model)
    case 'passages':
      return passagesView(model)
    case 'receipt':
      return receiptView(model)
    case 'devices':
      return devicesView(model)
    case 'data':
      return dataView(model)
  }
}

/** What became of the last act, in one line that is there before it is needed. */
function became({ facts, language }: StaffModel): TemplateResult {
  const { became: last } = facts
  const said =
    last === undefined
      ? ''
      : `${actWords[last.act][language]}: ${(last.state === 'refused' ? refusedWords[last.code] : staffWords[last.state])[language]}`
  return html`<p class="became" role="status" data-became=${last?.state ?? 'nothing'}>${said}</p>`
}

customElements.define('staff-panel', StaffPanel)

declare global {
  interface HTMLElementTagNameMap {
    'staff-panel': StaffPanel
  }
}
