/** `<greengate-decision>`: shows one decision: shape, word and colour, why, what to do next, and what it rests on. */
import {
  LitElement,
  adoptStyles,
  html,
  nothing,
  type PropertyValues,
  type TemplateResult,
} from 'lit'
import { keyed } from 'lit/directives/keyed.js'
import type { Bundle, Decision, Explanation } from 'greengate'
import { decisionFacts, type DecisionIssuer } from './decision-facts.ts'
import type * as DecisionMore from './decision-more.ts'
import { decisionStyles } from './decision-styles.ts'
import { decisionVerdict } from './decision-verdict.ts'
import { decisionWords as words } from './decision-words.ts'
import { HoldsWatch } from './holds-watch.ts'
import { languageTag, otherLanguage, type Language } from './language.ts'
import { outcomeColours } from './outcome-colours.ts'
import { surfaceColours } from './surface-colours.ts'

/**
 * Shows a decision. Give it the `decision`, and the `bundle` it was made under to show a rule's own words and how
 * fresh the data are. Without a decision it is empty; keep it in the page, so that a screen reader hears each new one.
 * It takes no focus, and it prints; what explains a decision is never printed.
 *
 * @slot actions - The page's buttons, below the verdict.
 * @fires greengate-decision-expired - The decision's `holdsUntil` passed while it was shown: it is no longer shown.
 * @csspart verdict - The coloured card with shape, word and reasons.
 * @csspart word - The word of the outcome.
 * @csspart reasons - The list of reasons, in their order.
 * @csspart next - The next step for staff, and for the holder.
 * @csspart facts - With whom it lies, until when it holds, the issuer, the rule.
 * @csspart freshness - How fresh the data are that it rests on.
 * @csspart explanation - The disclosure with every rule and what it made of the facts.
 * @csspart basis - The versions that it rests on.
 * @cssproperty --greengate-pass - Ground of a pass; with `-check`, `-stop`, `-invalid` and `-unreadable` for the others.
 * @cssproperty --greengate-on-pass - Ink on that ground; with `-check`, `-stop`, `-invalid` and `-unreadable`.
 * @cssproperty --greengate-ink - Ink of everything else.
 * @cssproperty --greengate-quiet - Ink of labels.
 * @cssproperty --greengate-raised - Ground of what stands out from the page.
 * @cssproperty --greengate-line - Lines.
 * @cssproperty --greengate-accent - Focus and links.
 */
export class GreengateDecision extends LitElement {
  /** How it looks. */
  static override styles = [surfaceColours, outcomeColours, decisionStyles]
  static override properties = {
    decision: { attribute: false },
    bundle: { attribute: false },
    language: { type: String },
    issuer: { attribute: false },
    explain: { attribute: false },
    more: { state: true },
    opened: { state: true },
  }

  /** The decision to show; undefined: nothing. */
  declare decision: Decision | undefined
  /** The bundle that the decision was made under. */
  declare bundle: Bundle | undefined
  /** The language that stands first; the other one stands below it in small. */
  declare language: Language
  /** Who signed the code, where the page knows; of the format of another country's code too. */
  declare issuer: DecisionIssuer | undefined
  /** Explains the decision when somebody opens "how it was decided": `explain` of `greengate`, on the same texts. */
  declare explain: (() => Promise<Explanation>) | undefined
  /** What draws data and basis, fetched when there is a decision to draw it for. */
  declare private more: typeof DecisionMore | 'unloaded' | undefined
  /** Whether the explanation is open, or could not be fetched. */
  declare private opened: 'open' | 'unloaded' | undefined
  readonly #watch: HoldsWatch

  constructor() {
    super()
    this.language = 'zh'
    this.#watch = new HoldsWatch(this, () => {
      this.dispatchEvent(new Event('greengate-decision-expired', { bubbles: true, composed: true }))
    })
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('decision')) return
    this.opened = undefined
    this.#watch.watch(this.decision?.holdsUntil)
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('decision') && this.decision !== undefined) void this.#loadMore()
  }

  protected override render(): TemplateResult {
    const shown = this.#watch.ranOut ? undefined : this.decision
    // Said once for each decision, and said again when the next one has the same words.
    return html`
      <div role="status" aria-live="polite" aria-atomic="true">
        ${this.#watch.ranOut ? this.#ranOut() : nothing}
        ${shown === undefined ? nothing : keyed(shown, decisionVerdict(shown, this.language))}
      </div>
      <slot name="actions"></slot>
      ${shown === undefined ? nothing : keyed(shown, this.#rest(shown))}
    `
  }

  #rest(decision: Decision): TemplateResult {
    const { language, bundle, issuer, more } = this
    const { now } = this.#watch
    return html`${decisionFacts({ decision, bundle, issuer, language, now })}
      <div class="more" aria-busy=${String(more === undefined)}>
        ${
          more === undefined
            ? nothing
            : more === 'unloaded'
              ? html`<p class="quiet">${words.unloaded[language]}</p>`
              : more.decisionMore(decision, bundle, language)
        }
      </div>
      ${
        // Where no rule was reached there is none to explain.
        this.explain === undefined || decision.basis.ruleSet === null
          ? nothing
          : this.#explanation(decision)
      }`
  }

  #explanation(decision: Decision): TemplateResult {
    const { language } = this
    return html`<details part="explanation" class="explanation" @toggle=${this.#onExplain}>
      <summary>
        ${words.explain[language]}
        <span class="note">(${words.explainNote[language]})</span>
      </summary>
      ${
        this.opened === undefined
          ? nothing
          : this.opened === 'unloaded'
            ? html`<p class="quiet">${words.unloaded[language]}</p>`
            : html`<greengate-explanation
                .language=${language}
                .decision=${decision}
                .bundle=${this.bundle}
                .explain=${this.explain}
                >${words.loading[language]}</greengate-explanation
              >`
      }
    </details>`
  }

  #ranOut(): TemplateResult {
    const { language } = this
    const other = otherLanguage(language)
    return html`<section class="ran-out">
      <h2 lang=${languageTag[language]}>${words.ranOut[language]}</h2>
      <p>${words.ranOutHelp[language]}</p>
      <p class="second" lang=${languageTag[other]} aria-hidden="true">
        ${words.ranOut[other]} ${words.ranOutHelp[other]}
      </p>
    </section>`
  }

  async #loadMore(): Promise<void> {
    if (typeof this.more === 'object') return
    try {
      const more = await import('./decision-more.ts')
      const { elementStyles } = this.constructor as typeof GreengateDecision
      adoptStyles(this.renderRoot as ShadowRoot, [...elementStyles, more.moreStyles])
      this.more = more
    } catch {
      // The page was taken away under an open tab, say: the verdict stands without it.
      this.more = 'unloaded'
    }
  }

  readonly #onExplain = async (event: Event): Promise<void> => {
    if (event.target !== event.currentTarget) return
    // What is shut is gone: facts about health stand nowhere unseen.
    this.opened = (event.target as HTMLDetailsElement).open ? 'open' : undefined
    if (this.opened === undefined) return
    try {
      await import('./greengate-explanation.ts')
    } catch {
      this.opened = 'unloaded'
    }
  }
}

// A second copy of this on a page leaves the first in place.
if (customElements.get('greengate-decision') === undefined)
  customElements.define('greengate-decision', GreengateDecision)

declare global {
  interface HTMLElementTagNameMap {
    'greengate-decision': GreengateDecision
  }
  interface HTMLElementEventMap {
    'greengate-decision-expired': Event
  }
}
