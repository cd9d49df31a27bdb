/** `<import-card>`: what a code that was given says, and the form by which it is kept. */
import { msg } from '@lit/localize'
import { html, nothing, type TemplateResult } from 'lit'
import { bindingWords, formatWords, genuineWords, untilWords, whoWords } from './code-words.ts'
import { HolderView } from './holder-view.ts'
import { timeOf } from './holder-world.ts'
import { isSameKey, type CodeLook } from './look-at-code.ts'
import type { Opening } from './opening.ts'
import { whoseField, whoseOf } from './whose-field.ts'

/** A code that was given and looked at. */
export interface Offered {
  readonly texts: readonly string[]
  readonly look: CodeLook
  readonly opening?: Opening
  /** Whether the opening is this code's; one that is not is not kept. */
  readonly fits?: boolean
}

/**
 * Give it what is `offered`.
 *
 * @fires code-kept - It is kept; as its `detail`.
 * @fires code-dropped - It is not to be kept.
 */
export class ImportCard extends HolderView {
  static override properties = {
    ...HolderView.properties,
    offered: { attribute: false },
    whose: { state: true },
  }

  declare offered: Offered
  declare private whose: string | undefined

  protected override render(): TemplateResult {
    const { look, fits, texts } = this.offered
    const { now } = this.world
    const isIncomplete = look.reasons.includes('parts-missing')
    return html`<section class="card" aria-labelledby="read" data-binding=${look.binding}>
      <h3 id="read" tabindex="-1">${msg('读到一个码', { id: 'holder-code-read' })}</h3>
      <dl>
        <dt>${msg('码中所写', { id: 'holder-who' })}</dt>
        <dd><strong>${whoWords(look)}</strong></dd>
        <dt>${msg('有效至', { id: 'holder-until' })}</dt>
        <dd><strong>${untilWords(look, now)}</strong></dd>
        <dt>${msg('种类', { id: 'holder-kind' })}</dt>
        <dd>
          ${formatWords(look)}${look.issuer === undefined ? nothing : html` · ${look.issuer}`}
        </dd>
        <dt>${msg('真伪', { id: 'holder-authentic' })}</dt>
        <dd>${genuineWords(look)}</dd>
        <dt>${msg('出示方式', { id: 'holder-how-shown' })}</dt>
        <dd>${bindingWords(look)}</dd>
        ${
          fits === undefined
            ? nothing
            : html`<dt>${msg('留存', { id: 'holder-opening-short' })}</dt>
                <dd data-fits=${String(fits)}>
                  ${
                    fits
                      ? msg('与此码相符，一并保存。', { id: 'holder-opening-fits' })
                      : msg('与此码不符，不保存。', { id: 'holder-opening-differs' })
                  }
                </dd>`
        }
      </dl>
      ${
        timeOf(look, now) === 'expired'
          ? html`<p class="alert">
              ${msg('此码已过期，检票口不会接受。', { id: 'holder-import-expired' })}
            </p>`
          : nothing
      }
      ${
        isIncomplete
          ? html`<p class="alert" data-parts=${texts.length}>
              ${msg('这只是其中一张：请继续读取同一证明的下一张。', { id: 'holder-more-parts' })}
            </p>`
          : nothing
      }
      ${look.binding === 'other' || isIncomplete ? this.#cannot() : this.#form()}
    </section>`
  }

  /** There is nothing to keep: it could never be shown here. */
  #cannot(): TemplateResult {
    return html`<p>
      <button type="button" @click=${this.#drop}>${msg('放弃', { id: 'holder-drop' })}</button>
    </p>`
  }

  #form(): TemplateResult {
    const key = this.#key()
    return html`${this.refusal()}
      <form @submit=${this.#keep}>
        ${whoseField(this.world, this.whose ?? key?.person, (id) => {
          this.whose = id
        })}
        <div class="row">
          <button class="primary">${msg('保存在本机', { id: 'holder-keep-code' })}</button>
          <button type="button" @click=${this.#drop}>${msg('放弃', { id: 'holder-drop' })}</button>
        </div>
      </form>`
  }

  /** The key of this device that the code names. */
  #key() {
    const { holdings, keys } = this.world
    const { holderKey } = this.offered.look
    if (holderKey === undefined) return undefined
    return holdings.keys.find(({ id }) => {
      const own = keys.get(id)
      return own !== undefined && isSameKey(own.publicJwk, holderKey)
    })
  }

  readonly #drop = (): void => {
    this.dispatchEvent(new Event('code-dropped'))
  }

  readonly #keep = (event: SubmitEvent): void => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    void this.keep(() => this.#save(form))
  }

  async #save(form: HTMLFormElement): Promise<void> {
    const { texts, opening, fits } = this.offered
    const key = this.#key()
    const person = await whoseOf(form, this.world)
    const kept = await this.world.holder.addCode({
      person: person.id,
      texts,
      ...(key === undefined ? {} : { key: key.id }),
      ...(opening !== undefined && fits === true ? { opening } : {}),
    })
    this.dispatchEvent(new CustomEvent('code-kept', { detail: kept }))
  }
}

customElements.define('import-card', ImportCard)

declare global {
  interface HTMLElementTagNameMap {
    'import-card': ImportCard
  }
}
