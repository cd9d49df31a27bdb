/** `<explanation-tree>`: a tree of rules, conditions and facts that the keys of a tree walk through. */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { TreeNode } from '../../../verifier-web/elements/explained-rule.ts'
import { valueMark } from '../../../verifier-web/elements/value-mark.ts'
import type { Language } from '../studio-api.ts'
import { openAtFirst } from './explained-tree.ts'
import { explanationWords as words } from './explanation-words.ts'
import { outcomeMark } from './marks.ts'
import { panelStyles } from './panel-styles.ts'
import { moveOf, seenNodes, type SeenNode } from './tree-node.ts'

/**
 * A tree.
 *
 * @fires show-rule - The person wants to see a part of a rule in the editor; `detail` is the node's `rule`.
 */
export class ExplanationTree extends LitElement {
  static override properties = {
    nodes: { attribute: false },
    language: { type: String },
    label: { type: String },
    subject: { type: String },
    open: { state: true },
    at: { state: true },
  }
  static override styles = [
    ...panelStyles,
    css`
      [role='tree'] {
        border-top: 1px solid var(--greengate-line);
      }
      [role='treeitem'] {
        display: flex;
        gap: 0.4rem;
        align-items: baseline;
        padding: 0.28rem 0.4rem;
        border-bottom: 1px solid var(--greengate-line);
        cursor: default;
        line-height: 1.45;
      }
      [role='treeitem']:hover {
        background: var(--greengate-sunken);
      }
      [role='treeitem']:focus-visible {
        outline-offset: -2px;
      }
      .decisive {
        background: var(--greengate-chosen);
      }
      .twist {
        flex: none;
        width: 0.8rem;
        color: var(--greengate-quiet);
        cursor: pointer;
        text-align: center;
      }
      .words {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      [aria-level='1'] .name {
        font-weight: 600;
      }
      .found {
        color: var(--greengate-quiet);
        font-variant-numeric: tabular-nums;
      }
      .note {
        display: block;
        color: var(--greengate-quiet);
      }
      .show {
        visibility: hidden;
        flex: none;
      }
      [role='treeitem']:hover .show,
      [role='treeitem']:focus .show {
        visibility: visible;
      }
      [aria-level='2'] {
        padding-inline-start: 1.4rem;
      }
      [aria-level='3'] {
        padding-inline-start: 2.4rem;
      }
      [aria-level='4'] {
        padding-inline-start: 3.4rem;
      }
      [aria-level='5'] {
        padding-inline-start: 4.4rem;
      }
      .deep {
        padding-inline-start: 5.4rem;
      }
    `,
  ]

  declare nodes: readonly TreeNode[]
  declare language: Language
  declare label: string
  /** Whose tree it is: another one begins with nothing open but what decided. */
  declare subject: string
  declare private open: ReadonlySet<string>
  declare private at: string

  constructor() {
    super()
    this.nodes = []
    this.language = 'zh'
    this.label = ''
    this.subject = ''
    this.open = new Set()
    this.at = ''
  }

  /** Opens everything, or shuts it. */
  openAll(isOpen: boolean): void {
    const all = (nodes: readonly TreeNode[]): readonly string[] =>
      nodes.flatMap(({ key, children }) => [key, ...all(children)])
    this.open = new Set(isOpen ? all(this.nodes) : [])
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('subject') || this.open.size === 0) {
      if (changed.has('nodes') || changed.has('subject')) this.open = openAtFirst(this.nodes)
    }
    const seen = seenNodes(this.nodes, this.open)
    if (!seen.some(({ node }) => node.key === this.at)) this.at = seen[0]?.node.key ?? ''
  }

  protected override render(): TemplateResult {
    return html`<div role="tree" aria-label=${this.label} @keydown=${this.#onKey}>
      ${seenNodes(this.nodes, this.open).map((seen) => this.#row(seen))}
    </div>`
  }

  #row({ node, level, place, siblings }: SeenNode): TemplateResult {
    const { language } = this
    const { key, text, value, found, note, isDecisive = false, outcome, rule, children } = node
    const isOpen = this.open.has(key)
    const isBranch = children.length > 0
    return html`<div
      role="treeitem"
      class="${isDecisive ? 'decisive' : ''} ${level > 5 ? 'deep' : ''}"
      aria-level=${level}
      aria-posinset=${place}
      aria-setsize=${siblings}
      aria-expanded=${isBranch ? String(isOpen) : nothing}
      aria-selected=${String(key === this.at)}
      tabindex=${key === this.at ? 0 : -1}
      data-key=${key}
      @click=${() => {
        this.at = key
        if (isBranch) this.#toggle(key)
      }}
    >
      <span class="twist" aria-hidden="true">${isBranch ? (isOpen ? '▾' : '▸') : ''}</span>
      <span class="words"
        ><span class="name">${text}</span>
        ${outcome === undefined ? nothing : outcomeMark(outcome, language)}
        ${found === undefined ? nothing : html`<span class="found">${found}</span>`}
        ${note === undefined ? nothing : html`<span class="note">${note}</span>`}</span
      >
      ${isDecisive ? html`<span class="decided">← ${words.decided[language]}</span>` : nothing}
      ${value === undefined ? nothing : valueMark(value, language)}
      ${rule === undefined ? nothing : this.#showButton(rule)}
    </div>`
  }

  /** For the mouse; the keyboard has Enter. */
  #showButton(rule: NonNullable<TreeNode['rule']>): TemplateResult {
    return html`<button
      type="button"
      class="link show"
      tabindex="-1"
      title=${words.show[this.language]}
      aria-label=${words.show[this.language]}
      @click=${(event: Event) => {
        event.stopPropagation()
        this.#show(rule)
      }}
    >
      ↗
    </button>`
  }

  #show(rule: NonNullable<TreeNode['rule']>): void {
    this.dispatchEvent(new CustomEvent('show-rule', { detail: rule }))
  }

  #toggle(key: string): void {
    const open = new Set(this.open)
    if (!open.delete(key)) open.add(key)
    this.open = open
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'Enter') {
      const here = seenNodes(this.nodes, this.open).find(({ node }) => node.key === this.at)?.node
      if (here?.rule === undefined) return
      event.preventDefault()
      this.#show(here.rule)
      return
    }
    const move = moveOf(event.key, this.at, this.nodes, this.open)
    if (move === undefined) return
    event.preventDefault()
    if ('toggle' in move) this.#toggle(move.toggle)
    else this.at = move.to
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')?.focus()
    })
  }
}

customElements.define('explanation-tree', ExplanationTree)

declare global {
  interface HTMLElementTagNameMap {
    'explanation-tree': ExplanationTree
  }
}
