/** `<ahead-result>`: what a destination's rules would say, told as a preview: no shape, no colour, nothing that a gate would show. */
import { msg, str } from '@lit/localize'
import { css, html, nothing, type TemplateResult } from 'lit'
import { kindWords } from '../elements/kind-words.ts'
import { reasonWords } from '../elements/reason-words.ts'
import { findRuleWords } from '../elements/rule-words.ts'
import { roleWords } from '../pages/data-words.ts'
import { languageOf } from '../words/localize.ts'
import { aheadAdvice, standsWords } from './ahead-words.ts'
import type { Ahead } from './check-ahead.ts'
import { destinationTitle } from './destinations.ts'
import { foretoldWords, ruleWords } from './code-words.ts'
import { dayWords } from './day-words.ts'
import { HolderView } from './holder-view.ts'

/** What was asked. */
export interface Asked {
  readonly ahead: Ahead
  /** The destination. */
  readonly ruleSet: string
  /** Whose code it was. */
  readonly who: string
  readonly now: Date
  readonly then: Date
}

/** Give it what was `asked`. */
export class AheadResult extends HolderView {
  static override styles = [
    HolderView.styles,
    css`
      section {
        margin: 1rem 0;
        padding: 0 1rem 1rem;
        border: 3px dashed var(--greengate-ink);
        background: var(--greengate-paper);
      }
      .preview {
        margin: 0 -1rem 1rem;
        padding: 0.5rem 1rem;
        max-width: none;
        border-bottom: 3px dashed var(--greengate-ink);
        font-weight: 700;
      }
      .foretold {
        font-size: 1.15rem;
      }
    `,
  ]
  static override properties = { ...HolderView.properties, asked: { attribute: false } }

  declare asked: Asked

  protected override render(): TemplateResult {
    const { ahead, ruleSet, who, now, then } = this.asked
    const { decision, outcome, nextVersion } = ahead
    const language = languageOf()
    const when =
      then.getTime() === now.getTime()
        ? msg('现在', { id: 'holder-now' })
        : dayWords(then.toISOString(), now, language)
    return html`<section aria-labelledby="ahead" data-foretold=${outcome}>
      <p class="preview">
        ${msg('预演 · 不是通行凭证，不能向检票口出示', { id: 'holder-preview' })}
      </p>
      <h3 id="ahead" tabindex="-1">
        ${destinationTitle(this.world.bundle, ruleSet, now)} · ${when}
      </h3>
      <p class="foretold">${who} · ${foretoldWords(outcome)}</p>
      <dl>
        <dt>${msg('原因', { id: 'holder-why' })}</dt>
        <dd>
          ${decision.reasons.map((reason) => {
            const said = reasonWords(reason)[language]
            const rule = 'rule' in reason ? this.#rule(reason.rule) : nothing
            const kinds =
              'kinds' in reason
                ? html` ${kindWords(this.world.bundle, reason.kinds, language)}`
                : nothing
            return html`<p data-reason=${reason.code}>${said}${kinds}${rule}</p>`
          })}
        </dd>
        ${this.#until(ahead)}
        ${
          nextVersion === undefined
            ? nothing
            : html`<dt>${msg('新规则', { id: 'holder-next-rules' })}</dt>
                <dd data-version=${nextVersion.version}>
                  ${msg(str`届时已换用第${nextVersion.version}版`, { id: 'holder-next-version' })}
                </dd>`
        }
      </dl>
      ${this.#stale()} ${aheadAdvice(decision).map((words) => html`<p>${words}</p>`)}
      <p class="quiet">
        ${msg(
          '只按本机数据和时间推算：检票口还会核对证件、体温、是否重复使用，并以当时的数据为准。',
          { id: 'holder-preview-limits' },
        )}
      </p>
    </section>`
  }

  /** A code that is invalid stays so, but for one that is not valid yet. */
  #until({ decision, outcome, until, after }: Ahead): TemplateResult | typeof nothing {
    const isComing = decision.reasons.some(({ code }) => code === 'not-yet-valid')
    if ((outcome === 'invalid' || outcome === 'unreadable') && !isComing) return nothing
    const { now } = this.asked
    const language = languageOf()
    return html`<dt>${msg('不变', { id: 'holder-stands' })}</dt>
      <dd data-holds=${until ?? 'always'}>
        ${standsWords(until === null ? undefined : dayWords(until, now, language))}
        ${
          after === undefined
            ? nothing
            : html`<br /><span class="quiet" data-after=${after.outcome}
                  >${msg('之后：', { id: 'holder-after' })}${foretoldWords(after.outcome)}
                  (${after.decision.reasons
                    .filter(({ code }) => code !== 'bundle-stale')
                    .map((reason) => reasonWords(reason)[language])
                    .join(language === 'zh' ? '；' : '; ')})</span
                >`
        }
      </dd>`
  }

  #rule(rule: { readonly set: string; readonly version: number; readonly no: number }) {
    const language = languageOf()
    const says = findRuleWords(this.world.bundle, rule)?.[language]
    const named = ruleWords(rule)
    return html`<br /><span class="quiet"
        >${named}${says === undefined ? nothing : html`: ${says}`}</span
      >`
  }

  /** Which of the data would be too old, and what that means. */
  #stale(): TemplateResult {
    const { staleNow, staleByThen } = this.asked.ahead
    const list = (roles: Ahead['staleNow']) =>
      roles.map(roleWords).join(languageOf() === 'zh' ? '、' : ', ')
    return html`${
      staleNow.length === 0
        ? nothing
        : html`<p class="alert" data-stale-now=${staleNow.join(' ')}>
            ${msg(str`本机数据现已过时：${list(staleNow)}。请联网更新后再看。`, {
              id: 'holder-stale-now',
            })}
          </p>`
    }
    ${
      staleByThen.length === 0
        ? nothing
        : html`<p class="alert" data-stale-then=${staleByThen.join(' ')}>
            ${msg(
              str`届时本机的这些数据已过时：${list(staleByThen)}。以上按它们不变推算；临行前请再看一次。`,
              { id: 'holder-stale-then' },
            )}
          </p>`
    }`
  }
}

customElements.define('ahead-result', AheadResult)

declare global {
  interface HTMLElementTagNameMap {
    'ahead-result': AheadResult
  }
}
