/** `<studio-panels>`: what is known of the texts, a panel behind each tab. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import type { StudioApi } from '../studio-api.ts'
import './cases-panel.ts'
import './change-panel.ts'
import { lacksOf, readChangeRecord } from './change-record.ts'
import './difference-panel.ts'
import './explanation-panel.ts'
import './findings-panel.ts'
import './impact-panel.ts'
import type { OpenFile } from './open-file.ts'
import { panelStyles } from './panel-styles.ts'
import { shellWords as words } from './shell-words.ts'
import { tell } from './studio-events.ts'
import type { StudioState } from './studio-session.ts'
import { tabList, type Tab } from './tab-list.ts'
import { tabStyles } from './tab-styles.ts'

/** The panels in order. */
export const panels = [
  'cases',
  'explanation',
  'findings',
  'difference',
  'impact',
  'change',
] as const

export type PanelName = (typeof panels)[number]

/** The panels. */
export class StudioPanels extends LitElement {
  static override properties = {
    state: { attribute: false },
    api: { attribute: false },
    rules: { attribute: false },
    cases: { attribute: false },
    panel: { type: String },
  }
  static override styles = [
    ...panelStyles,
    tabStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        min-height: 0;
      }
      [role='tabpanel'] {
        min-height: 0;
        overflow: auto;
        padding: 0.9rem 1rem 2rem;
        background: var(--greengate-raised);
        border: 1px solid var(--greengate-line);
        border-top: 0;
      }
      /* Of an older text: to be seen, not to be believed. A judgement that comes at once does not flicker. */
      .stale {
        opacity: 0.55;
        transition: opacity 0s 0.3s;
      }
    `,
  ]

  declare state: StudioState | undefined
  declare api: StudioApi | undefined
  declare rules: OpenFile | undefined
  declare cases: OpenFile | undefined
  declare panel: PanelName

  constructor() {
    super()
    this.panel = 'cases'
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('[role="tab"][tabindex="0"]')?.focus()
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state } = this
    if (state === undefined) return nothing
    return html`${tabList({
      label: words.panels[state.language],
      tabs: panels.map((id) => this.#tab(id, state)),
      selected: this.panel,
      onSelect: (panel) => {
        tell(this, 'studio-panel', { panel })
      },
    })}
    ${panels.map(
      (id) =>
        html`<div
          role="tabpanel"
          id="panel-${id}"
          aria-labelledby="tab-${id}"
          tabindex="0"
          ?hidden=${id !== this.panel}
        >
          ${id === this.panel || id === 'impact' ? this.#panel(id, state) : nothing}
        </div>`,
    )}`
  }

  #tab(id: PanelName, { judgement, language }: StudioState): Tab<PanelName> {
    const tab = { id, label: words.panel[id][language] }
    if (judgement === undefined) return tab
    if (id === 'cases' && judgement.cases.length > 0) {
      const { length } = judgement.cases
      const right = judgement.cases.filter(({ isRight }) => isRight).length
      return { ...tab, badge: `${right}/${length}`, tone: right === length ? 'good' : 'bad' }
    }
    if (id === 'findings') {
      const all = [...judgement.findings, ...judgement.caseFindings]
      if (all.length === 0) return tab
      const isBad = all.some(({ severity }) => severity !== 'warning')
      return { ...tab, badge: String(all.length), tone: isBad ? 'bad' : 'quiet' }
    }
    return id === 'change' && this.#isRecordOpen() ? { ...tab, badge: '!', tone: 'bad' } : tab
  }

  #isRecordOpen(): boolean {
    const record = readChangeRecord(this.rules?.text ?? '')
    if (record === undefined) return false
    const { empty, isSamePerson, isOutOfOrder } = lacksOf(record)
    return empty.length > 0 || isSamePerson || isOutOfOrder
  }

  #panel(id: PanelName, state: StudioState): TemplateResult {
    const { judgement, language, desk, path, isStale, explain } = state
    const { rules, cases, api } = this
    const text = rules?.text ?? ''
    const isWritable = desk?.sets.find((set) => set.path === path)?.isWritable === true
    const stale = isStale ? 'stale' : ''
    switch (id) {
      case 'cases':
        return html`<cases-panel
          class=${stale}
          .judgement=${judgement}
          .language=${language}
          .rules=${rules}
          .cases=${cases}
          .chosen=${explain}
        ></cases-panel>`
      case 'explanation':
        return html`<explanation-panel
          class=${stale}
          .judgement=${judgement}
          .language=${language}
          .factTypes=${desk?.factTypes}
          .chosen=${explain}
          .text=${text}
        ></explanation-panel>`
      case 'findings':
        return html`<findings-panel
          class=${stale}
          .judgement=${judgement}
          .language=${language}
          .text=${text}
        ></findings-panel>`
      case 'difference':
        return html`<difference-panel
          class=${stale}
          .judgement=${judgement}
          .language=${language}
          .desk=${desk}
          .path=${path}
          .compared=${state.before}
          .text=${text}
        ></difference-panel>`
      case 'impact':
        return html`<impact-panel
          .api=${api}
          .desk=${desk}
          .rules=${rules}
          .language=${language}
          .suggested=${state.before ?? judgement?.diff?.before.path ?? null}
        ></impact-panel>`
      case 'change':
        return html`<change-panel
          .rules=${rules}
          .language=${language}
          .isWritable=${isWritable}
        ></change-panel>`
    }
  }
}

customElements.define('studio-panels', StudioPanels)

declare global {
  interface HTMLElementTagNameMap {
    'studio-panels': StudioPanels
  }
}
