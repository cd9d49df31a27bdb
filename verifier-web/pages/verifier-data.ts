/** `<verifier-data>`: which data the page decides under, how old it is, and how to load other data. */
import { msg, updateWhenLocaleChanges } from '@lit/localize'
import { LitElement, html, nothing, type TemplateResult } from 'lit'
import { bundleSummary, type Bundle } from 'greengate'
import { refusalWords } from '../elements/refusal-words.ts'
import { buttons, surfaceColours } from '../elements/surface-colours.ts'
import '../words/en-data.ts'
import { languageOf } from '../words/localize.ts'
import { inFours, summaryView } from './data-summary.ts'
import { dataStyles } from './data-styles.ts'
import type { VerifierData } from './take-data.ts'

/** What the panel tells. */
export interface DataEvents {
  'verifier-file': CustomEvent<{ readonly file: File }>
  'verifier-root': CustomEvent<{ readonly trusted: boolean }>
  'verifier-rule-set': CustomEvent<{ readonly id: string }>
}

/**
 * Shows the verifier's data.
 *
 * @fires verifier-file - A file was chosen; `detail.file`.
 * @fires verifier-root - A person compared the proposed root; `detail.trusted` says with what result.
 * @fires verifier-rule-set - A rule set was chosen; `detail.id`.
 */
export class VerifierDataPanel extends LitElement {
  static override styles = [surfaceColours, buttons, dataStyles]
  static override properties = {
    data: { attribute: false },
    now: { attribute: false },
    ruleSet: { attribute: false },
  }

  /** Undefined while it is being read. */
  declare data: VerifierData | undefined
  /** The instant that ages are counted to. */
  declare now: Date
  /** The id of the rule set that is applied. */
  declare ruleSet: string | undefined

  constructor() {
    super()
    updateWhenLocaleChanges(this)
  }

  override render(): TemplateResult {
    return html`<section aria-labelledby="heading">
      <h2 id="heading">${msg('核验数据', { id: 'data-heading' })}</h2>
      ${this.#body()}
    </section>`
  }

  #body(): TemplateResult {
    const { data, now, ruleSet } = this
    if (data === undefined) return html`<p>${msg('正在读取核验数据……', { id: 'data-loading' })}</p>`
    if (data.proposal !== undefined) return this.#compare(data.proposal)
    const onRuleSet = this.#onRuleSet
    return html`
      ${
        data.bundle === undefined
          ? noData()
          : summaryView(bundleSummary(data.bundle, now), { now, ruleSet, onRuleSet })
      }
      ${refusalView(data)}
      <label class="button">
        ${
          data.bundle === undefined
            ? msg('选择根文件', { id: 'data-choose-root' })
            : msg('选择数据文件', { id: 'data-choose-bundle' })
        }
        <input type="file" accept=".ggb,.gz" class="hidden" @change=${this.#onFile} />
      </label>
    `
  }

  #compare(proposal: Bundle): TemplateResult {
    return html`<div class="compare" role="alert">
      <h3>${msg('请核对根指纹', { id: 'data-compare' })}</h3>
      <p class="digest">${inFours(bundleSummary(proposal, this.now).rootDigest)}</p>
      <p>
        ${msg(
          '请与发布机构公布的指纹逐字核对。只有完全一致才可信任：本页今后只接受由此根签发的数据。',
          { id: 'data-compare-help' },
        )}
      </p>
      <p>
        <button type="button" class="primary" @click=${this.#onTrust}>
          ${msg('完全一致，信任此根', { id: 'data-trust' })}
        </button>
        <button type="button" @click=${this.#onDiscard}>
          ${msg('不一致，放弃', { id: 'data-discard' })}
        </button>
      </p>
    </div>`
  }

  #tell<Name extends keyof DataEvents>(name: Name, detail: DataEvents[Name]['detail']): void {
    this.dispatchEvent(new CustomEvent(name, { detail }))
  }

  #onFile = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement
    const file = input.files?.item(0)
    // Emptied, so that choosing the same file again is a change again.
    input.value = ''
    if (file != null) this.#tell('verifier-file', { file })
  }

  #onTrust = (): void => {
    this.#tell('verifier-root', { trusted: true })
  }

  #onDiscard = (): void => {
    this.#tell('verifier-root', { trusted: false })
  }

  #onRuleSet = (event: Event): void => {
    this.#tell('verifier-rule-set', { id: (event.currentTarget as HTMLSelectElement).value })
  }
}

function noData(): TemplateResult {
  return html`<p class="empty">
    <strong>${msg('本页尚无核验数据', { id: 'data-none' })}</strong>
    ${msg(
      '没有数据，任何码都只能得到“人工核验”。请先选择根文件（root.ggb），再选择数据文件（bundle.ggb）；也可将文件拖入本页。',
      { id: 'data-none-help' },
    )}
  </p>`
}

function refusalView({ refused, bundle }: VerifierData): TemplateResult | typeof nothing {
  if (refused === undefined) return nothing
  return html`<p class="refused" role="alert" data-code=${refused}>
    <strong>${msg('文件未被采用', { id: 'data-refused' })}</strong>
    ${refusalWords(refused)[languageOf()]}
    ${bundle === undefined ? nothing : msg('原有数据不变。', { id: 'data-kept' })}
    <code>${refused}</code>
  </p>`
}

customElements.define('verifier-data', VerifierDataPanel)

declare global {
  interface HTMLElementTagNameMap {
    'verifier-data': VerifierDataPanel
  }
}
