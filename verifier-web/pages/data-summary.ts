/** The data panel's inside: which data, under which root, which rules, and how old each part is. */
import { msg, str } from '@lit/localize'
import { html, nothing, type TemplateResult } from 'lit'
import type { BundleSummary, RuleSetSummary } from 'greengate'
import { instantWords, spanWords } from '../elements/time-words.ts'
import { languageOf } from '../words/localize.ts'
import { roleWords, worldWords } from './data-words.ts'

/** What the summary is drawn of. */
export interface SummaryOptions {
  readonly now: Date
  /** The id of the rule set that is applied. */
  readonly ruleSet: string | undefined
  readonly onRuleSet: (event: Event) => void
}

/** Draws it. */
export function summaryView(summary: BundleSummary, options: SummaryOptions): TemplateResult {
  const version = summary.snapshotVersion
  return html`
    <p class="purpose">${summary.purpose[languageOf()]}</p>
    ${
      version === null
        ? html`<p class="empty">
            <strong>${msg('已有根，尚无数据', { id: 'data-root-only' })}</strong>
            ${msg('请选择由该根签发的数据文件（bundle.ggb）。此前任何码都只能得到“人工核验”。', {
              id: 'data-root-only-help',
            })}
          </p>`
        : nothing
    }
    <dl>
      <div>
        <dt>${msg('数据版本', { id: 'data-version' })}</dt>
        <dd>
          ${version ?? '–'}
          <span class="world">${worldWords(summary.world)}</span>
        </dd>
      </div>
      <div>
        <dt>${msg('根指纹', { id: 'data-root' })}</dt>
        <dd>
          <code>${inFours(summary.rootDigest.slice(0, 12))} …</code>
        </dd>
      </div>
      ${summary.ruleSets.length === 0 ? nothing : ruleSetsView(summary.ruleSets, options)}
    </dl>
    ${version === null ? nothing : agesView(summary)}
  `
}

/** Groups of four, for eyes that compare. */
export function inFours(digest: string): string {
  return digest.replace(/(.{4})(?=.)/g, '$1 ')
}

function ruleSetsView(sets: readonly RuleSetSummary[], options: SummaryOptions): TemplateResult {
  const ids = [...new Set(sets.map((set) => set.id))]
  const title = (id: string) => {
    const versions = sets.filter((set) => set.id === id)
    const named = versions.find((set) => set.inForce) ?? versions[0]
    return named?.title?.[languageOf()] ?? id
  }
  const choice = ids.map(
    (id) => html`<option value=${id} ?selected=${id === options.ruleSet}>${title(id)}</option>`,
  )
  return html`<div>
    <dt><label for="rule-set">${msg('适用规则', { id: 'data-rule-set' })}</label></dt>
    <dd>
      ${
        ids.length > 1
          ? html`<select id="rule-set" @change=${options.onRuleSet}>
              ${choice}
            </select>`
          : html`<span id="rule-set">${ids.map(title)}</span>`
      }
      ${versionsView(
        sets.filter((set) => set.id === options.ruleSet),
        options.now,
      )}
    </dd>
  </div>`
}

function versionsView(versions: readonly RuleSetSummary[], now: Date): TemplateResult {
  const when = (instant: string | null) =>
    instant === null ? '–' : instantWords(instant, languageOf())
  const inForce = versions.find((set) => set.inForce)
  const next = versions.find(({ from }) => from !== null && Date.parse(from) > now.getTime())
  return html`<span class="quiet">
      ${
        inForce === undefined
          ? msg('目前没有现行版本', { id: 'data-not-in-force' })
          : msg(str`${`${inForce.id} v${inForce.version}`} · 现行，有效至 ${when(inForce.until)}`, {
              id: 'data-in-force',
            })
      }
    </span>
    ${
      next === undefined
        ? nothing
        : html`<span class="quiet">
            ${msg(str`下一版 v${next.version} · 生效时间 ${when(next.from)}`, { id: 'data-next' })}
          </span>`
    }`
}

function agesView({ roles, rootDigest }: BundleSummary): TemplateResult {
  const stale = html`<strong class="stale">${msg('已过时', { id: 'data-stale' })}</strong>`
  const span = (seconds: number) => spanWords(seconds, languageOf())
  const rows = roles.map(
    (role) =>
      html`<li>
        <span>${roleWords(role.role)} v${role.version}</span>
        <span class="quiet">
          ${msg(str`${span(role.ageSeconds)}前签署`, { id: 'data-signed' })}${
            role.limitSeconds === null
              ? nothing
              : msg(str`，上限 ${span(role.limitSeconds)}`, { id: 'data-limit' })
          }
        </span>
        ${role.stale ? stale : nothing}
      </li>`,
  )
  return html`<details>
    <summary>
      ${msg('各部分的时效与根指纹全文', { id: 'data-ages' })}
      ${roles.some((role) => role.stale) ? stale : nothing}
    </summary>
    <ul class="ages">
      ${rows}
    </ul>
    <p>${msg('根指纹', { id: 'data-root' })} <code>${inFours(rootDigest)}</code></p>
  </details>`
}
