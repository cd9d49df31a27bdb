/** A row of tabs: arrow keys, Home and End go from one to the next and show it at once. */
import { html, nothing, type TemplateResult } from 'lit'

/** One tab. */
export interface Tab<Id extends string> {
  readonly id: Id
  readonly label: string
  /** A few characters behind it, such as a count. */
  readonly badge?: string | undefined
  readonly tone?: 'bad' | 'good' | 'quiet' | undefined
}

/** What a row of tabs is. */
export interface TabList<Id extends string> {
  readonly label: string
  readonly tabs: readonly Tab<Id>[]
  readonly selected: Id
  readonly onSelect: (id: Id) => void
}

/** Draws it. The panel of a tab `x` has the id `panel-x` in the same root. */
export function tabList<Id extends string>(list: TabList<Id>): TemplateResult {
  const { label, tabs, selected, onSelect } = list
  const onKey = (event: KeyboardEvent): void => {
    const place = tabs.findIndex(({ id }) => id === selected)
    const next = placeAfter(event.key, place, tabs.length)
    const tab = next === undefined ? undefined : tabs[next]
    if (tab === undefined) return
    event.preventDefault()
    onSelect(tab.id)
    const row = event.currentTarget as HTMLElement
    row.querySelector<HTMLElement>(`#tab-${tab.id}`)?.focus()
  }
  return html`<div role="tablist" aria-label=${label} @keydown=${onKey}>
    ${tabs.map(
      ({ id, label: name, badge, tone = 'quiet' }) =>
        html`<button
          type="button"
          role="tab"
          id="tab-${id}"
          aria-controls=${id === selected ? `panel-${id}` : nothing}
          aria-selected=${String(id === selected)}
          tabindex=${id === selected ? 0 : -1}
          @click=${() => {
            onSelect(id)
          }}
        >
          ${name}${badge === undefined ? nothing : html`<span class="badge ${tone}">${badge}</span>`}
        </button>`,
    )}
  </div>`
}

/** Where a key leads from a place; undefined: nowhere. */
function placeAfter(key: string, place: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (place + 1) % count
    case 'ArrowLeft':
      return (place + count - 1) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
