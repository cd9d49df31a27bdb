/** What happened at the gate just now: an outcome, the other half that is awaited, a card, a passage. */
import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit'
import type { Bilingual, ShownDecision } from '../shared/kiosk-api.ts'
import { callButton } from './help-buttons.ts'
import { decisionView, failedView, type OutcomeFrame } from './outcome-view.ts'
import { pair } from './pair.ts'
import { barrier, cardOnReader, member, people, phoneBeforeScanner, tick } from './pictures.ts'
import { placeLine } from './place-line.ts'
import type { View } from './screen-facts.ts'
import {
  cardWords,
  documentWords,
  nextCodeWords,
  passageWords,
  readWords,
  secondsWords,
} from './words.ts'
import type { Accepts } from './accepts.ts'

/** Chooses what a notice looks like; `msLeft` is how long it still stays. */
export function noticeView(
  { notice, accepts }: Extract<View, { readonly kind: 'notice' }>,
  msLeft: number,
  frame: OutcomeFrame,
): TemplateResult {
  switch (notice.kind) {
    case 'failed':
      return failedView(frame)
    case 'decision': {
      const { awaits } = notice.decision
      return awaits === null
        ? decisionView(notice.decision, frame)
        : awaitsView(awaits, msLeft, accepts, frame)
    }
    case 'card': {
      const { advice } = notice
      const isForStaff = advice === 'not-authentic'
      const picture = isForStaff
        ? member
        : advice === 'wrong-kind'
          ? phoneBeforeScanner
          : cardOnReader
      return plain({ kind: 'card', name: advice, picture, ...cardWords[advice] }, frame)
    }
    case 'passage': {
      const { passage } = notice
      const picture = passage === 'forced' ? people : barrier
      return plain({ kind: 'passage', name: passage, picture, ...passageWords[passage] }, frame)
    }
  }
}

/** The other half is awaited: what is done, what comes now, and how long there is. */
function awaitsView(
  { what, ms }: NonNullable<ShownDecision['awaits']>,
  msLeft: number,
  accepts: Accepts,
  { status, language, hands }: OutcomeFrame,
): TemplateResult {
  const { next, how } = what === 'code' ? nextCodeWords : documentWords[accepts.card ?? 'either']
  const seconds = secondsWords(Math.ceil(msLeft / 1_000))
  const place = what === 'code' && accepts.code === 'camera'
  return html`<section class="idle awaits" data-view="awaits" data-awaits=${what}>
    ${placeLine(status, language, hands)}
    <div class="advice">
      <div class="figure">
        ${
          place
            ? html`<div class="eye-place"></div>`
            : what === 'card'
              ? cardOnReader
              : phoneBeforeScanner
        }
      </div>
      <div class="says" role="alert">
        <div class="done">${tick}${pair(readWords[what], language, 'small')}</div>
        ${pair(next, language, 'word')} ${pair(how, language, 'reason')}
      </div>
    </div>
    <footer class="clock">
      <progress max=${ms} value=${Math.max(0, msLeft)} aria-label=${next[language]}></progress>
      ${pair(seconds, language, 'small')}
    </footer>
  </section>`
}

interface Plain {
  readonly kind: 'card' | 'passage'
  readonly name: string
  readonly picture: SVGTemplateResult
  readonly word: Bilingual
  readonly how: Bilingual
}

/** No outcome: only what to do. */
function plain(
  { kind, name, picture, word, how }: Plain,
  { status, language, call, hands }: OutcomeFrame,
): TemplateResult {
  const isSerious = name === 'not-authentic' || name === 'forced'
  return html`<section
    class="idle plain"
    data-view=${kind}
    data-card=${kind === 'card' ? name : nothing}
    data-passage=${kind === 'passage' ? name : nothing}
    ?data-serious=${isSerious}
  >
    ${placeLine(status, language, hands)}
    <div class="advice">
      <div class="figure">${picture}</div>
      <div class="says" role="alert">
        ${pair(word, language, 'word')} ${pair(how, language, 'reason')}
      </div>
    </div>
    <footer>${callButton(call, language, hands)}</footer>
  </section>`
}
