/** `<waiting-requests>`: requests that no code has answered yet, each to be shown to its issuer, copied or withdrawn. */
import { msg, str } from '@lit/localize'
import { html, nothing, type TemplateResult } from 'lit'
import { codePicture } from '../elements/code-picture.ts'
import { HolderView } from './holder-view.ts'
import type { KeptKey } from './holdings.ts'

/** The requests of everybody on this device. */
export class WaitingRequests extends HolderView {
  static override properties = { ...HolderView.properties, copied: { state: true } }

  /** The id of the key whose request was copied. */
  declare private copied: string | undefined

  protected override render(): TemplateResult {
    return html`${this.refusal()}
    ${this.world.holdings.keys.map((key) =>
      key.request === undefined ? nothing : this.#request(key, key.request),
    )}`
  }

  #request(key: KeptKey, request: string): TemplateResult {
    const name = this.world.holdings.people.find(({ id }) => id === key.person)?.name ?? ''
    return html`<section class="card" data-request=${key.id}>
      <h3 tabindex="-1">${msg(str`${name}的申领码`, { id: 'holder-request-of' })}</h3>
      ${codePicture(request, msg(str`${name}的申领码，请发码机构扫描`, { id: 'holder-request-label' }))}
      <p>
        ${msg('请发码机构扫描此码（几分钟内有效），再用下面的方式读取它给出的健康码。', {
          id: 'holder-request-help',
        })}
      </p>
      <p class="row">
        <button type="button" @click=${() => this.#copy(key.id, request)}>
          ${msg('复制文本', { id: 'holder-copy' })}
        </button>
        <button
          type="button"
          data-withdraw
          @click=${() => {
            void this.keep(() => this.world.holder.withdrawRequest(key))
          }}
        >
          ${msg('撤回申领', { id: 'holder-withdraw' })}
        </button>
        <span role="status">
          ${this.copied === key.id ? msg('已复制', { id: 'holder-copied' }) : nothing}
        </span>
      </p>
      <details>
        <summary>${msg('申领码文本', { id: 'holder-request-text' })}</summary>
        <p><code>${request}</code></p>
      </details>
    </section>`
  }

  async #copy(id: string, request: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(request)
      this.copied = id
    } catch (error) {
      // Not allowed here: the text stands below, to be marked by hand.
      if (!(error instanceof DOMException)) throw error
    }
  }
}

customElements.define('waiting-requests', WaitingRequests)

declare global {
  interface HTMLElementTagNameMap {
    'waiting-requests': WaitingRequests
  }
}
