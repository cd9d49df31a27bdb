/** `<request-card>`: an issuer's challenge was read: the form by which a key is made and proven over it. */
import { msg, str } from '@lit/localize'
import { html, nothing, type TemplateResult } from 'lit'
import {
  createHolderKey,
  GreengateError,
  requestText,
  type Algorithm,
  type PlatformHolderKey,
} from 'greengate/holder'
import { untilWords } from './code-words.ts'
import { fieldOf, HolderView } from './holder-view.ts'
import { whoseField, whoseOf } from './whose-field.ts'

/**
 * Give it a `challenge`.
 *
 * @fires request-made - A request is there to be shown; `detail` is the person's id.
 * @fires code-dropped - There is to be none.
 */
export class RequestCard extends HolderView {
  static override properties = {
    ...HolderView.properties,
    challenge: { attribute: false },
    whose: { state: true },
    isUnsupported: { state: true },
  }

  declare challenge: Uint8Array
  declare private whose: string | undefined
  declare private isUnsupported: boolean

  constructor() {
    super()
    this.isUnsupported = false
  }

  protected override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="read">
      <h3 id="read" tabindex="-1">${msg('读到发码机构的挑战码', { id: 'holder-challenge' })}</h3>
      <p>
        ${msg(
          '本机将新造一把密钥并用它回应。密钥不能被读出、不能备份、不离开本机；您是谁，由发码机构另行核实。',
          { id: 'holder-challenge-help' },
        )}
      </p>
      ${
        this.isUnsupported
          ? html`<p class="alert" role="alert">
              ${msg('此浏览器不支持这种密钥，请选择 P-256。', { id: 'holder-key-unsupported' })}
            </p>`
          : nothing
      }
      ${this.refusal()}
      <form @submit=${this.#onSubmit}>
        ${whoseField(this.world, this.whose, (id) => {
          this.whose = id
        })}
        <details>
          <summary>${msg('密钥', { id: 'holder-key' })}</summary>
          ${this.#keys()}
        </details>
        <div class="row">
          <button class="primary">${msg('生成申领码', { id: 'holder-make-request' })}</button>
          <button type="button" @click=${() => this.dispatchEvent(new Event('code-dropped'))}>
            ${msg('放弃', { id: 'holder-drop' })}
          </button>
        </div>
      </form>
    </section>`
  }

  #keys(): TemplateResult {
    const { holdings, looks, now, person } = this.world
    const whose = this.whose ?? person?.id
    const used = holdings.codes.filter((code) => code.person === whose && code.key !== undefined)
    return html`<label class="field"
      ><span>${msg('用哪把密钥', { id: 'holder-which-key' })}</span>
      <select name="key">
        <option value="ESP256">${msg('新密钥 P-256（推荐）', { id: 'holder-new-key' })}</option>
        <option value="Ed25519">${msg('新密钥 Ed25519', { id: 'holder-new-ed25519' })}</option>
        ${used.map(({ id, key }) => {
          const look = looks.get(id)
          const until = look === undefined ? '' : untilWords(look, now)
          return html`<option value=${key ?? nothing}>
            ${msg(str`沿用已有码的密钥（${until}）`, { id: 'holder-same-key' })}
          </option>`
        })}
      </select>
      <span class="quiet"
        >${msg('每个码用新密钥，别人就不能从密钥看出两个码属于同一人。', {
          id: 'holder-new-key-why',
        })}</span
      >
    </label>`
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    void this.keep(() => this.#make(form))
  }

  async #make(form: HTMLFormElement): Promise<void> {
    const { challenge, world } = this
    const { holder, holdings, keys } = world
    const chosen = fieldOf(form, 'key')
    const kept = holdings.keys.find(({ id }) => id === chosen)
    const own = kept === undefined ? undefined : keys.get(kept.id)
    if (kept !== undefined && own !== undefined) {
      await holder.askAgain(kept, await requestText(own, { challenge }))
      this.#tell(kept.person)
      return
    }
    const made = await makeKey(chosen === 'Ed25519' ? 'Ed25519' : 'ESP256')
    this.isUnsupported = made === undefined
    if (made === undefined) return
    const request = await requestText(made, { challenge })
    const person = await whoseOf(form, world)
    await holder.addKey({ person: person.id, pair: made.pair, request })
    this.#tell(person.id)
  }

  #tell(person: string): void {
    this.dispatchEvent(new CustomEvent('request-made', { detail: person }))
  }
}

/** undefined: this browser has no such keys. */
async function makeKey(alg: Algorithm): Promise<PlatformHolderKey | undefined> {
  try {
    return await createHolderKey(alg)
  } catch (error) {
    const isMissing = error instanceof DOMException && error.name === 'NotSupportedError'
    if (!isMissing && !(error instanceof GreengateError)) throw error
    return undefined
  }
}

customElements.define('request-card', RequestCard)

declare global {
  interface HTMLElementTagNameMap {
    'request-card': RequestCard
  }
}
