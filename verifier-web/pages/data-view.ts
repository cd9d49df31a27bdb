/** The data, folded up: one line says whether they are good, and the panel is fetched when it is opened. */
import { html, type TemplateResult } from 'lit'
import { dataStatus } from './data-status.ts'
import type { VerifierData } from './take-data.ts'
import type { DataEvents } from './verifier-data.ts'

/** What is shown of the data. */
export interface DataState {
  readonly data: VerifierData | undefined
  readonly now: Date
  readonly ruleSet: string | undefined
  readonly isOpen: boolean
}

/** What becomes of what a person does with them. */
export interface DataHandlers {
  readonly onToggle: (event: Event) => void
  readonly onFile: (event: DataEvents['verifier-file']) => void
  readonly onRoot: (event: DataEvents['verifier-root']) => Promise<void>
  readonly onRuleSet: (event: DataEvents['verifier-rule-set']) => void
}

/** Draws it. */
export function dataView(state: DataState, on: DataHandlers): TemplateResult {
  const { data, now, ruleSet, isOpen } = state
  return html`<details class="data" .open=${isOpen} @toggle=${on.onToggle}>
    <summary>${dataStatus(data, now, ruleSet)}</summary>
    <verifier-data
      .data=${data}
      .now=${now}
      .ruleSet=${ruleSet}
      @verifier-file=${on.onFile}
      @verifier-root=${on.onRoot}
      @verifier-rule-set=${on.onRuleSet}
    ></verifier-data>
  </details>`
}
