/** Offers what may be typed, by CodeMirror's list. */
import {
  autocompletion,
  insertBracket,
  pickedCompletion,
  snippet,
  startCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { completionsAt } from './completions-at.ts'
import type { Known } from './known.ts'
import type { Suggestion } from './suggestion.ts'

/** The list; what is known is asked whenever it opens. */
export function completion(known: () => Known): Extension {
  const source = (context: CompletionContext): CompletionResult | null => {
    const { state, pos, explicit } = context
    const found = completionsAt(state.doc.toString(), pos, known())
    if (found === undefined || (!explicit && !found.isEager && found.from === pos)) return null
    const { from, to, options } = found
    const isSigned = /^[^\p{L}\p{N}_]/u.test(state.sliceDoc(from, pos))
    return {
      from,
      to,
      options: options.map(completionOf),
      // While the same word goes on the list is only narrowed.
      validFor: isSigned ? /^["`$.]?[\p{L}\p{N}_-]*$/u : /^[\p{L}\p{N}_-]*$/u,
    }
  }
  return autocompletion({
    override: [source],
    icons: false,
    activateOnTypingDelay: 50,
    // Behind some( the kinds follow, behind outcome: the outcomes.
    activateOnCompletion: ({ apply }) => typeof apply === 'function',
    optionClass: ({ type = '' }) => `cm-option-${type}`,
  })
}

function completionOf(option: Suggestion): Completion {
  const { type, label, detail, info, also, boost } = option
  return {
    type,
    // Found by its other names too; shown by its own.
    label: also === undefined || also === '' ? label : `${label} ${also}`,
    displayLabel: label,
    ...(detail === undefined ? {} : { detail }),
    ...(info === undefined ? {} : { info }),
    ...(boost === undefined ? {} : { boost }),
    ...applied(option),
  }
}

function applied({ label, apply, template }: Suggestion): Pick<Completion, 'apply'> {
  if (template !== undefined) return { apply: snippet(template) }
  if (apply === undefined) return { apply: label }
  if (!/[(.:] ?$/.test(apply)) return { apply }
  return {
    apply(view: EditorView, completed: Completion, from: number, to: number) {
      const isCall = apply.endsWith('(')
      const insert = isCall ? apply.slice(0, -1) : apply
      view.dispatch({
        changes: { from, to, insert },
        selection: { anchor: from + insert.length },
        userEvent: 'input.complete',
        annotations: pickedCompletion.of(completed),
      })
      // As if it was typed, so that typing the closing one steps over it.
      const bracket = isCall && insertBracket(view.state, '(')
      if (bracket !== false && bracket !== null) view.dispatch(bracket)
      else if (isCall) view.dispatch(view.state.replaceSelection('('))
      startCompletion(view)
    },
  }
}
