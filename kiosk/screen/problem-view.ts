/** The problem: what is wrong, what the traveller does, what staff do. */
import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit'
import type { StationStatus } from '../shared/kiosk-api.ts'
import { callButton } from './help-buttons.ts'
import { pair } from './pair.ts'
import { arrow, barrier, exitFree, member, noCamera, noEntry } from './pictures.ts'
import { placeLine } from './place-line.ts'
import { problemWords } from './problem-words.ts'
import type { Call, Language, Problem } from './screen-facts.ts'
import type { ScreenHands } from './screen-hands.ts'

const cameraProblems: readonly Problem[] = [
  'missing',
  'denied',
  'busy',
  'insecure',
  'lost',
  'no-decoder',
]

/** What the screen knows besides the problem. */
export interface ProblemFacts {
  readonly status: StationStatus | undefined
  readonly language: Language
  readonly call: Call
}

/** Shows why nothing can be shown here now. */
export function problemView(
  problem: Problem,
  { status, language, call }: ProblemFacts,
  hands: ScreenHands,
  updateButton: TemplateResult | typeof nothing,
): TemplateResult {
  const { what, traveller, staff } = problemWords[problem]
  const isOfCamera = cameraProblems.includes(problem)
  // A dead line carries no call.
  const canCall = status !== undefined && problem !== 'out-of-service'
  return html`<section class="problem" data-problem=${problem}>
    ${status === undefined ? nothing : placeLine(status, language, hands)}
    <div class="verdict" role="alert">
      <div class="shape">${pictureOf(problem, isOfCamera)}</div>
      <div class="says">
        ${pair(what, language, 'word')}
        <div class="next">
          ${problem === 'held' || problem === 'emergency' ? nothing : arrow}
          ${pair(traveller, language, 'reason')}
        </div>
      </div>
    </div>
    <footer>
      ${pair(staff, language, 'small')}
      <div class="buttons">
        ${isOfCamera ? updateButton : nothing}
        ${canCall ? callButton(call, language, hands) : nothing}
      </div>
    </footer>
  </section>`
}

function pictureOf(
  problem: Problem,
  isOfCamera: boolean,
): SVGTemplateResult | readonly SVGTemplateResult[] {
  if (isOfCamera) return noCamera
  if (problem === 'held') return member
  return problem === 'emergency' ? [exitFree, noEntry] : barrier
}
