/** What a decision rests on: the rule set and its window, how fresh each input is, and the versions; fetched after the verdict. */
import { css, html, nothing, type TemplateResult } from 'lit'
import {
  bundleSummary,
  type Bundle,
  type BundleSummary,
  type Decision,
  type RoleSummary,
} from 'greengate'
import { factRow } from './decision-facts.ts'
import { versionWords } from './decision-words.ts'
import type { Language } from './language.ts'
import { inputWords, moreWords as words, stateWords, windowWords } from './more-words.ts'
import { instantWords, spanWords } from './time-words.ts'

/** Draws it. */
export function decisionMore(
  decision: Decision,
  bundle: Bundle | undefined,
  language: Language,
): TemplateResult {
  const { basis } = decision
  // Counted to the instant of the decision: what was good then made it.
  const summary = bundle && bundleSummary(bundle, new Date(basis.now))
  return html`<dl class="facts">${ruleSetRows(decision, bundle, summary, language)}</dl>
    ${freshness(decision, summary, language)} ${basisOf(decision, language)}`
}

function ruleSetRows(
  { basis: { ruleSet }, reasons }: Decision,
  bundle: Bundle | undefined,
  summary: BundleSummary | undefined,
  language: Language,
): TemplateResult {
  const instant = (at: string | null): string | null =>
    at === null ? null : instantWords(at, language)
  const held = summary?.ruleSets.find(
    ({ id, version }) => id === ruleSet?.id && version === ruleSet.version,
  )
  const title = held?.title?.[language]
  const isEmergency = reasons.some(
    (reason) => 'rule' in reason && bundle?.emergencies.has(reason.rule.set) === true,
  )
  return html`${
    ruleSet === null
      ? factRow(words.ruleSet[language], words.noRules[language])
      : factRow(
          words.ruleSet[language],
          html`${title === undefined ? nothing : html`${title} · `}${ruleSet.id},
          ${versionWords(ruleSet.version)[language]}`,
        )
  }
  ${
    held === undefined
      ? nothing
      : factRow(
          words.window[language],
          windowWords(instant(held.from), instant(held.until))[language],
        )
  }
  ${
    ruleSet?.correction === true
      ? factRow(words.correction[language], words.correctionSays[language], 'correction')
      : nothing
  }
  ${isEmergency ? factRow(words.emergency[language], words.emergencySays[language], 'emergency') : nothing}`
}

const gravity: readonly RoleSummary['state'][] = ['stale', 'late', 'fresh']

function freshness(
  { basis }: Decision,
  summary: BundleSummary | undefined,
  language: Language,
): TemplateResult {
  // Another bundle's ages say nothing of this decision.
  const isSame = (summary?.snapshotVersion ?? 0) === basis.bundle?.version
  const roles = isSame ? (summary?.roles ?? []) : []
  const sorted = [...roles].sort(
    (one, other) =>
      gravity.indexOf(one.state) - gravity.indexOf(other.state) ||
      Number(isUsed(basis, other.role)) - Number(isUsed(basis, one.role)),
  )
  const worst = sorted[0]?.state
  const word =
    worst === undefined ? words.none : worst === 'fresh' ? words.allFresh : stateWords[worst]
  return html`<details
    part="freshness"
    class="freshness"
    ?open=${worst !== undefined && worst !== 'fresh'}
  >
    <summary>
      ${words.freshness[language]}
      <span class="state ${worst ?? 'none'}">${word[language]}</span>
    </summary>
    ${
      sorted.length > 0
        ? html`<ul class="inputs">
            ${sorted.map((role) => inputLine(role, isUsed(basis, role.role), language))}
          </ul>`
        : html`<p class="quiet">
            ${(basis.bundle === null ? words.noBundle : words.changed)[language]}
          </p>`
    }
  </details>`
}

/** Whether the decision looked into it. */
function isUsed(basis: Decision['basis'], role: RoleSummary['role']): boolean {
  if (role === 'timestamp') return basis.bundle !== null
  if (role === 'covered' || role === 'notGreen') return basis.population?.[role] != null
  return basis[role] !== null
}

function inputLine(
  { role, version, signedAt, ageSeconds, limitSeconds, state }: RoleSummary,
  used: boolean,
  language: Language,
): TemplateResult {
  const age = spanWords(ageSeconds, language)
  const limit =
    limitSeconds === null
      ? words.noLimit[language]
      : `${words.limit[language]} ${spanWords(limitSeconds, language)}`
  return html`<li data-role=${role} data-state=${state}>
    <span class="state ${state}">${stateWords[state][language]}</span>
    <span>
      ${inputWords[role][language]}, ${versionWords(version)[language]}
      <span class="quiet">
        ${language === 'zh' ? `${words.old.zh}${age}` : `${age} ${words.old.en}`}, ${limit} ·
        <time datetime=${signedAt}>${instantWords(signedAt, language)}</time>
        ${used ? html`· ${words.used[language]}` : nothing}
      </span>
    </span>
  </li>`
}

function basisOf({ basis }: Decision, language: Language): TemplateResult {
  const { bundle, context, engine, now } = basis
  return html`<details part="basis" class="basis">
    <summary>${words.basis[language]}</summary>
    <dl>
      ${factRow(words.at[language], instantWords(now, language))}
      ${context.station === null ? nothing : factRow(words.station[language], context.station)}
      ${factRow(
        words.bundle[language],
        bundle === null ? words.none[language] : versionWords(bundle.version)[language],
      )}
      ${bundle === null ? nothing : factRow(words.digest[language], html`<code>${bundle.sha256}</code>`)}
      ${factRow(words.engine[language], engine)}
    </dl>
  </details>`
}

/** How it looks; taken up by the element when it draws it. */
export const moreStyles = css`
  .inputs {
    list-style: none;
    display: grid;
    gap: 0.6rem;
    padding: 0.35rem 0 0.6rem;
  }
  .inputs li {
    display: grid;
    grid-template-columns: minmax(6rem, auto) 1fr;
    gap: 0.25rem 0.9rem;
    align-items: baseline;
    line-height: 1.4;
  }
  .inputs .quiet {
    display: block;
    font-size: 0.9em;
  }
  .state {
    font-weight: 600;
    color: var(--greengate-ink);
    white-space: nowrap;
  }
  /* By a mark as well as by its word. */
  .state::before {
    content: '✓ ' / '';
  }
  .state.late::before {
    content: '◷ ' / '';
  }
  .state.stale::before {
    content: '✕ ' / '';
  }
  .state.none::before {
    content: '– ' / '';
  }
  .state.stale {
    background: var(--greengate-stop);
    color: var(--greengate-on-stop);
    padding: 0.05rem 0.45rem;
    border-radius: 0.3rem;
    justify-self: start;
  }
  .state.late {
    background: var(--greengate-check);
    color: var(--greengate-on-check);
    padding: 0.05rem 0.45rem;
    border-radius: 0.3rem;
    justify-self: start;
  }
  @media (max-width: 30rem) {
    .inputs li {
      grid-template-columns: 1fr;
    }
  }
`
