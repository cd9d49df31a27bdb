/** `<verifier-data>`: which data the page decides under, how old it is, and how to load other data. */
import { LitElement, html, nothing, type TemplateResult } from 'lit'
import { bundleSummary, type Bundle, type BundleSummary, type RuleSetSummary } from 'greengate'
import { buttons, surfaceColours } from '../elements/surface-colours.ts'
import type { Language } from '../elements/language.ts'
import { refusalWords } from '../elements/refusal-words.ts'
import { instantWords, spanWords } from '../elements/time-words.ts'
import { dataWords, roleWords, worldWords } from './data-words.ts'
import { dataStyles } from './data-styles.ts'
import type { VerifierData } from './take-data.ts'

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
    language: { type: String },
    ruleSet: { attribute: false },
  }

  /** Undefined while it is being read. */
  declare data: VerifierData | undefined
  /** The instant that ages are counted to. */
  declare now: Date
  declare language: Language
  /** The id of the rule set that is applied. */
  declare ruleSet: string | undefined

  override render(): TemplateResult {
    return html`<section aria-labelledby="heading">
      <h2 id="heading">${dataWords.heading[this.language]}</h2>
      ${this.#body()}
    </section>`
  }

  #body(): TemplateResult {
    const { data, language } = this
    if (data === undefined) return html`<p>${dataWords.loading[language]}</p>`
    if (data.proposal !== undefined) return this.#compare(data.proposal)
    return html`
      ${
        data.bundle === undefined
          ? this.#empty(dataWords.none[language], dataWords.noneHelp[language])
          : this.#summary(bundleSummary(data.bundle, this.now))
      }
      ${this.#refusal(data)}
      <label class="button">
        ${(data.bundle === undefined ? dataWords.chooseRoot : dataWords.chooseBundle)[language]}
        <input type="file" accept=".ggb,.gz" class="hidden" @change=${this.#onFile} />
      </label>
    `
  }

  #empty(title: string, help: string): TemplateResult {
    return html`<p class="empty"><strong>${title}</strong> ${help}</p>`
  }

  #refusal({ refused, bundle }: VerifierData): TemplateResult | typeof nothing {
    if (refused === undefined) return nothing
    const { language } = this
    return html`<p class="refused" role="alert" data-code=${refused}>
      <strong>${dataWords.refused[language]}</strong> ${refusalWords(refused)[language]}
      ${bundle === undefined ? nothing : dataWords.kept[language]} <code>${refused}</code>
    </p>`
  }

  #compare(proposal: Bundle): TemplateResult {
    const { language } = this
    return html`<div class="compare" role="alert">
      <h3>${dataWords.compare[language]}</h3>
      <p class="digest">${inFours(bundleSummary(proposal, this.now).rootDigest)}</p>
      <p>${dataWords.compareHelp[language]}</p>
      <p>
        <button type="button" class="primary" @click=${this.#onTrust}>
          ${dataWords.trust[language]}
        </button>
        <button type="button" @click=${this.#onDiscard}>${dataWords.discard[language]}</button>
      </p>
    </div>`
  }

  #summary(summary: BundleSummary): TemplateResult {
    const { language } = this
    const words = dataWords
    const version = summary.snapshotVersion
    return html`
      <p class="purpose">${summary.purpose[language]}</p>
      ${
        version === null
          ? this.#empty(words.rootOnly[language], words.rootOnlyHelp[language])
          : nothing
      }
      <dl>
        <div>
          <dt>${words.version[language]}</dt>
          <dd>
            ${version ?? '–'}
            <span class="world">${worldWords[summary.world]?.[language] ?? summary.world}</span>
          </dd>
        </div>
        <div>
          <dt>${words.root[language]}</dt>
          <dd>
            <code>${inFours(summary.rootDigest.slice(0, 12))} …</code>
          </dd>
        </div>
        ${summary.ruleSets.length === 0 ? nothing : this.#ruleSets(summary.ruleSets)}
      </dl>
      ${version === null ? nothing : this.#ages(summary)}
    `
  }

  #ruleSets(sets: readonly RuleSetSummary[]): TemplateResult {
    const ids = [...new Set(sets.map((set) => set.id))]
    const title = (id: string) => {
      const versions = sets.filter((set) => set.id === id)
      const named = versions.find((set) => set.inForce) ?? versions[0]
      return named?.title?.[this.language] ?? id
    }
    return html`<div>
      <dt><label for="rule-set">${dataWords.ruleSet[this.language]}</label></dt>
      <dd>
        ${
          ids.length > 1
            ? html`<select id="rule-set" @change=${this.#onRuleSet}>
                ${ids.map(
                  (id) =>
                    html`<option value=${id} ?selected=${id === this.ruleSet}>
                      ${title(id)}
                    </option>`,
                )}
              </select>`
            : html`<span id="rule-set">${ids.map(title)}</span>`
        }
        ${this.#versions(sets.filter((set) => set.id === this.ruleSet))}
      </dd>
    </div>`
  }

  #versions(versions: readonly RuleSetSummary[]): TemplateResult {
    const { language } = this
    const words = dataWords
    const when = (instant: string | null) =>
      instant === null ? '–' : instantWords(instant, language)
    const inForce = versions.find((set) => set.inForce)
    const next = versions.find(({ from }) => from !== null && Date.parse(from) > this.now.getTime())
    return html`<span class="quiet">
        ${
          inForce === undefined
            ? words.notInForce[language]
            : html`${inForce.id} v${inForce.version} · ${words.inForce[language]},
              ${words.until[language]} ${when(inForce.until)}`
        }
      </span>
      ${
        next === undefined
          ? nothing
          : html`<span class="quiet">
              ${words.next[language]} v${next.version} · ${words.from[language]} ${when(next.from)}
            </span>`
      }`
  }

  #ages({ roles, rootDigest }: BundleSummary): TemplateResult {
    const { language } = this
    return html`<details>
      <summary>
        ${dataWords.ages[language]}
        ${roles.some((role) => role.stale) ? html`<strong class="stale">${dataWords.stale[language]}</strong>` : nothing}
      </summary>
      <ul class="ages">
        ${roles.map(
          (role) =>
            html`<li>
              <span>${roleWords(role.role)[language]} v${role.version}</span>
              <span class="quiet">
                ${spanWords(role.ageSeconds, language)}${language === 'zh' ? '' : ' '}${dataWords.signed[language]}${
                  role.limitSeconds === null
                    ? nothing
                    : html`, ${dataWords.limit[language]} ${spanWords(role.limitSeconds, language)}`
                }
              </span>
              ${role.stale ? html`<strong class="stale">${dataWords.stale[language]}</strong>` : nothing}
            </li>`,
        )}
      </ul>
      <p>${dataWords.root[language]} <code>${inFours(rootDigest)}</code></p>
    </details>`
  }

  #tell(name: string, detail: object): void {
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

/** Groups of four, for eyes that compare. */
function inFours(digest: string): string {
  return digest.replace(/(.{4})(?=.)/g, '$1 ')
}

customElements.define('verifier-data', VerifierDataPanel)

declare global {
  interface HTMLElementTagNameMap {
    'verifier-data': VerifierDataPanel
  }
}
