/** `<add-view>`: takes codes, openings and challenges, whichever it is given, and leads to what comes of each. */
import { msg } from '@lit/localize'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { keyed } from 'lit/directives/keyed.js'
import { readersOf } from '../edges/readers.ts'
import { fitsPicture } from './code-file.ts'
import './code-intake.ts'
import type { IntakeProblem } from './code-intake.ts'
import { HolderView } from './holder-view.ts'
import type { KeptCode } from './holdings.ts'
import './import-card.ts'
import type { Offered } from './import-card.ts'
import { intakeWords, type AddNotice } from './intake-words.ts'
import { lookAtCode } from './look-at-code.ts'
import { opens, type Opening } from './opening.ts'
import { readGiven } from './read-given.ts'
import './request-card.ts'
import './waiting-requests.ts'

/** No code has as many, nor an opening of facts that fit one: what is longer is not even parsed. */
const mostCharacters = 200_000

/**
 * Adds.
 *
 * @fires code-kept - A code is kept; it is the `detail`.
 */
export class AddView extends HolderView {
  static override properties = {
    ...HolderView.properties,
    offered: { state: true },
    challenge: { state: true },
    notice: { state: true },
  }

  declare private offered: Offered | undefined
  declare private challenge: Uint8Array | undefined
  declare private notice: AddNotice | undefined

  protected override render(): TemplateResult {
    return html`<h2 id="title" tabindex="-1">${msg('添加', { id: 'holder-add-title' })}</h2>
      ${this.#notice()} ${this.refusal()} ${this.#card()}
      <waiting-requests .world=${this.world}></waiting-requests>
      <section class="card">
        <h3>${msg('读取', { id: 'holder-read' })}</h3>
        <p>
          ${msg(
            '已有健康码：扫描、选择图片或粘贴。还没有：向发码机构要挑战码，用同样的方式读取。内容只留在本机。',
            { id: 'holder-add-help' },
          )}
        </p>
        <code-intake
          .world=${this.world}
          @intake-text=${(event: CustomEvent<string>) => void this.#take(event.detail)}
          @intake-problem=${(event: CustomEvent<IntakeProblem>) => {
            this.#tell(event.detail)
          }}
        ></code-intake>
      </section>`
  }

  #notice(): TemplateResult {
    const { notice } = this
    const words = notice === undefined ? undefined : intakeWords(notice)
    return html`<div role="status">
      ${
        words === undefined
          ? nothing
          : html`<p class="alert" data-notice=${notice ?? nothing}>
              <strong>${words.title}</strong> ${words.help}
            </p>`
      }
    </div>`
  }

  #card(): TemplateResult | typeof nothing {
    const { offered, challenge, world } = this
    if (challenge !== undefined) {
      return html`<request-card
        .world=${world}
        .challenge=${challenge}
        @request-made=${() => {
          this.#tell(undefined)
          void this.focusOn('waiting-requests')
        }}
        @code-dropped=${this.#onDropped}
      ></request-card>`
    }
    if (offered === undefined) return nothing
    const card = html`<import-card
      .world=${world}
      .offered=${offered}
      @code-kept=${(event: CustomEvent<KeptCode>) => {
        this.#tell(undefined)
        this.dispatchEvent(new CustomEvent('code-kept', { detail: event.detail }))
      }}
      @code-dropped=${this.#onDropped}
    ></import-card>`
    // For whom the last code was to be kept says nothing of this one.
    return html`${keyed(offered.texts[0], card)}`
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed)
    // What was read is what one goes on with.
    const isRead = changed.has('offered' as never) || changed.has('challenge' as never)
    if (!isRead || (this.offered === undefined && this.challenge === undefined)) return
    const card = this.renderRoot.querySelector<HolderView>('import-card, request-card')
    void card?.updateComplete.then(() => {
      card.renderRoot.querySelector<HTMLElement>('#read')?.focus()
    })
  }

  #tell(notice: AddNotice | undefined): void {
    this.offered = undefined
    this.challenge = undefined
    this.notice = notice
  }

  readonly #onDropped = (): void => {
    this.#tell(undefined)
    void this.focusOn('#title')
  }

  // What was read first and is looked at last takes nothing away from what was read since.
  #turn = 0

  async #take(text: string): Promise<void> {
    const turn = ++this.#turn
    const before = this.offered
    if (text.length > mostCharacters) {
      this.#tell('too-long')
      return
    }
    const given = readGiven(text)
    switch (given.kind) {
      case 'challenge':
        this.#tell(undefined)
        this.challenge = given.challenge
        return
      case 'request':
        this.#tell('own-request')
        return
      case 'opening':
        await this.#open(given.opening, before, turn)
        return
      case 'code':
        await this.#look(given.text, given.opening, before, turn)
    }
  }

  async #look(
    text: string,
    opening: Opening | undefined,
    before: Offered | undefined,
    turn: number,
  ): Promise<void> {
    const isPart = before?.look.reasons.includes('parts-missing') === true
    const texts = isPart ? [...new Set([...before.texts, text])] : [text]
    if (!fitsPicture(text)) {
      this.#tell('too-long')
      return
    }
    const { bundle, keys } = this.world
    const publicKeys = [...keys.values()].map(({ publicJwk }) => publicJwk)
    const options = { now: new Date(), bundle, keys: publicKeys, ...(await readersOf(texts)) }
    const look = await lookAtCode(texts, options)
    const fits = opening === undefined ? undefined : await opens(text, opening)
    if (turn !== this.#turn) return
    if (look?.time == null && look?.reasons.includes('parts-missing') !== true) {
      this.#tell(look === undefined ? 'not-a-code' : 'damaged')
      return
    }
    this.#tell(undefined)
    this.offered = {
      texts,
      look,
      ...(opening === undefined ? {} : { opening }),
      ...(fits === undefined ? {} : { fits }),
    }
  }

  /** An opening by itself belongs to the code that was just read, or to one that is kept. */
  async #open(opening: Opening, before: Offered | undefined, turn: number): Promise<void> {
    if (before !== undefined) {
      const [text = ''] = before.texts
      const fits = await opens(text, opening)
      if (turn === this.#turn) this.offered = { ...before, opening, fits }
      return
    }
    for (const code of this.world.holdings.codes) {
      const [text = ''] = code.texts
      if (!(await opens(text, opening))) continue
      await this.keep(() => this.world.holder.addOpening(code, opening))
      if (turn === this.#turn) this.#tell(this.isRefused ? undefined : 'opening-kept')
      return
    }
    if (turn === this.#turn) this.#tell('opening-of-none')
  }
}

customElements.define('add-view', AddView)

declare global {
  interface HTMLElementTagNameMap {
    'add-view': AddView
  }
}
