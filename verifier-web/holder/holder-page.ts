/** `<holder-page>`: one's own codes and the family's, live; they are kept on this device and go nowhere. */
import { msg } from '@lit/localize'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { Bundle } from 'greengate'
import { isFramed } from '../edges/frame.ts'
import { languageTag } from '../elements/language.ts'
import { languageButtons } from '../pages/language-buttons.ts'
import { noticeWords } from '../pages/messages.ts'
import { mark } from '../pages/page-pictures.ts'
import { pageStyles } from '../pages/page-styles.ts'
import { worldView } from '../pages/world-view.ts'
import { languageOf } from '../words/localize.ts'
import './add-view.ts'
import './ahead-view.ts'
import './code-view.ts'
import './device-view.ts'
import { Holder } from './holder.ts'
import { HolderView } from './holder-view.ts'
import { lookAtAll, type HolderWorld, type Known } from './holder-world.ts'
import type { KeptCode } from './holdings.ts'
import { keepInPage, type HoldingsKeeping } from './keep-holdings.ts'
import { partLinks, peopleChoice, warnings } from './page-parts.ts'
import { pageLooks } from './page-looks.ts'
import { partOf, type Part } from './parts.ts'
import './people-view.ts'
import { askToKeep, type StorageState } from './storage.ts'

const title = (): string => msg('我的健康码', { id: 'holder-title' })

/** The page. Give it a `keeping`, and the verifier's data as `bundle`. */
export class HolderPage extends HolderView {
  static override styles = [HolderView.styles, pageStyles, pageLooks]
  static override properties = {
    keeping: { attribute: false },
    bundle: { attribute: false },
    known: { state: true },
    shown: { state: true },
    chosen: { state: true },
    chosenCode: { state: true },
    now: { state: true },
    asked: { state: true },
  }

  declare keeping: HoldingsKeeping
  declare bundle: Bundle | undefined
  /** undefined while the database is being read. */
  declare private known: Known | undefined
  declare private shown: Part
  /** The id of who is shown. */
  declare private chosen: string | undefined
  declare private chosenCode: string | undefined
  declare private now: Date
  /** What the browser answered when it was asked to keep things. */
  declare private asked: StorageState | undefined

  #holder = new Holder(keepInPage(), () => undefined)
  #timer: number | undefined
  // An older look that comes later counts no more.
  #looks = 0

  constructor() {
    super()
    this.now = new Date()
    this.shown = partOf(location.hash)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    window.addEventListener('hashchange', this.#onHash)
    document.addEventListener('visibilitychange', this.#onVisibility)
    this.#timer = window.setInterval(() => {
      this.now = new Date()
    }, 20_000)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    window.removeEventListener('hashchange', this.#onHash)
    document.removeEventListener('visibilitychange', this.#onVisibility)
    window.clearInterval(this.#timer)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('keeping')) {
      this.#holder = new Holder(this.keeping, () => {
        void this.#look()
      })
      void this.#holder.read()
    } else if (changed.has('bundle')) void this.#look()
  }

  protected override updated(): void {
    document.documentElement.lang = languageTag[languageOf()]
    document.title = `${title()} · Greengate`
  }

  async #look(): Promise<void> {
    const turn = ++this.#looks
    const known = await lookAtAll(this.#holder.holdings, this.bundle, new Date())
    if (turn !== this.#looks) return
    this.known = known
    this.now = new Date()
  }

  protected override render(): TemplateResult {
    return html`<div class="sheet">
      <header>
        <h1>${mark}${title()}</h1>
        <div class="tools">
          <a href="./index.html">${msg('核验别人的码', { id: 'holder-go-verify' })}</a>
          ${languageButtons()}
        </div>
      </header>
      ${worldView(this.bundle?.root.world)}
      ${isFramed() ? this.#framed() : window.isSecureContext ? nothing : this.#insecure()}
      ${this.known === undefined ? nothing : this.#body(this.known)}
      <footer>
        ${msg('码、密钥和称呼只存在本机：不上传，无需网络。', { id: 'holder-promise' })}
      </footer>
    </div>`
  }

  #insecure(): TemplateResult {
    const { title: headline, help } = noticeWords('insecure')
    return html`<p class="alert" role="alert"><strong>${headline}</strong> ${help}</p>`
  }

  /** Whose page is around it, nobody knows: it could be laid over what a person believes to press. */
  #framed(): TemplateResult {
    return html`<p class="alert" role="alert" data-framed>
      ${msg('本页被放在别的网页里，因此不显示任何码。', { id: 'holder-framed' })}
      <a href="./holder.html" target="_blank" rel="noopener"
        >${msg('单独打开', { id: 'holder-open-alone' })}</a
      >
    </p>`
  }

  #body(known: Known): TemplateResult {
    const { shown, bundle, now } = this
    const { holdings } = this.#holder
    const person = holdings.people.find(({ id }) => id === this.chosen) ?? holdings.people[0]
    const world = {
      ...known,
      holder: this.#holder,
      holdings,
      bundle,
      now,
      person,
      chosen: this.chosenCode,
    }
    const isPersons = shown === 'code' || shown === 'ahead'
    return html`${warnings(world)} ${partLinks(shown)}
      <main>
        ${isPersons ? peopleChoice(world, this.#choose) : nothing}
        <div role="status">${this.#storage()}</div>
        ${this.#part(world)}
      </main>`
  }

  /** What the browser answered, said once. */
  #storage(): TemplateResult | typeof nothing {
    if (this.asked === undefined || this.shown !== 'code') return nothing
    return html`<p class="said" data-asked=${this.asked}>
      ${
        this.asked === 'kept'
          ? msg('已保存。浏览器承诺长期保存：只有您能删除。', { id: 'holder-asked-kept' })
          : msg('已保存，但浏览器没有承诺长期保存：空间不足时可能删除。', {
              id: 'holder-asked-may-go',
            })
      }
      <a href="#device">${msg('什么时候会丢失', { id: 'holder-eviction' })}</a>
    </p>`
  }

  #part(world: HolderWorld): TemplateResult {
    switch (this.shown) {
      case 'code':
        return html`<code-view .world=${world} @code-chosen=${this.#onCode}></code-view>`
      case 'add':
        return html`<add-view .world=${world} @code-kept=${this.#onKept}></add-view>`
      case 'ahead':
        return html`<ahead-view .world=${world}></ahead-view>`
      case 'people':
        return html`<people-view .world=${world}></people-view>`
      case 'device':
        return html`<device-view .world=${world} @holder-cleared=${this.#onCleared}></device-view>`
    }
  }

  readonly #choose = (id: string): void => {
    this.chosen = id
  }

  readonly #onCode = (event: CustomEvent<string>): void => {
    this.chosenCode = event.detail
  }

  readonly #onKept = (event: CustomEvent<KeptCode>): void => {
    const isFirst = this.#holder.holdings.codes.length === 1
    // Kept late: who went on to somebody else's code meanwhile is not called back.
    if (this.shown !== 'add') return
    this.chosen = event.detail.person
    this.chosenCode = event.detail.id
    location.hash = '#code'
    if (!isFirst || !this.#holder.lasts) return
    void askToKeep().then((state) => {
      this.asked = state
    })
  }

  readonly #onCleared = (): void => {
    this.chosen = undefined
    this.asked = undefined
    location.hash = '#code'
  }

  readonly #onHash = (): void => {
    this.shown = partOf(location.hash)
    // Said once, on the way to what was added.
    if (this.shown !== 'code') this.asked = undefined
    void this.#focusTitle()
  }

  /** Whoever has no eyes for it hears where they are. */
  async #focusTitle(): Promise<void> {
    await this.updateComplete
    const view = this.renderRoot.querySelector<HolderView>(`${this.shown}-view`)
    await view?.updateComplete
    view?.renderRoot.querySelector<HTMLElement>('#title')?.focus()
  }

  // Another window may have added or removed something meanwhile.
  readonly #onVisibility = (): void => {
    if (!document.hidden) void this.#holder.read()
  }
}

customElements.define('holder-page', HolderPage)

declare global {
  interface HTMLElementTagNameMap {
    'holder-page': HolderPage
  }
}
