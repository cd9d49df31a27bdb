/** Shows what a word is while somebody points at it, or asks for it by key. */
import type { Extension } from '@codemirror/state'
import {
  activateHover,
  closeHoverTooltips,
  EditorView,
  hasHoverTooltips,
  hoverTooltip,
  keymap,
} from '@codemirror/view'
import { describeAt } from './describe-at.ts'
import type { Known } from './known.ts'

/** The words beside the pointer, or by Shift-F1 at the cursor; Escape takes them away. What is known is asked each time. */
export function hover(known: () => Known): Extension {
  const tooltip = hoverTooltip((view, position) => {
    const found = describeAt(view.state.doc.toString(), position, known())
    if (found === undefined) return null
    const { from, to, text } = found
    return { pos: from, end: to, above: true, create: () => ({ dom: wordsOf(text) }) }
  })
  return [
    tooltip,
    keymap.of([
      { key: 'Shift-F1', run: (view) => show(view, known()), preventDefault: true },
      { key: 'Escape', run: hide },
    ]),
  ]

  function show(view: EditorView, now: Known): boolean {
    const { state } = view
    const { head } = state.selection.main
    const found = describeAt(state.doc.toString(), head, now)
    if (found === undefined) return true
    activateHover(view, head, 1, {
      tooltip,
      until: ({ docChanged, selection }) => docChanged || selection !== undefined,
    })
    // A screen reader hears what others see.
    view.dispatch({ effects: EditorView.announce.of(found.text) })
    return true
  }
}

function hide(view: EditorView): boolean {
  if (!hasHoverTooltips(view.state)) return false
  view.dispatch({ effects: closeHoverTooltips })
  return true
}

function wordsOf(text: string): HTMLElement {
  const dom = document.createElement('div')
  dom.className = 'cm-hover-words'
  dom.textContent = text
  return dom
}
