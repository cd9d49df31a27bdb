/** Puts another text in place of the one that is there, by the changes between the two: the cursor stays where it can. */
import { isolateHistory } from '@codemirror/commands'
import { diff } from '@codemirror/merge'
import { Annotation, type EditorState, type TransactionSpec } from '@codemirror/state'

/** Marks a change that whoever uses the editor made, and so need not be told. */
export const fromOutside = Annotation.define<true>()

/** One step, to be undone as one; undefined where the texts are the same. */
export function replacement(state: EditorState, text: string): TransactionSpec | undefined {
  const wanted = state.toText(text).toString()
  const current = state.doc.toString()
  if (wanted === current) return undefined
  const changes = diff(current, wanted, { scanLimit: 2000 }).map(({ fromA, toA, fromB, toB }) => ({
    from: fromA,
    to: toA,
    insert: wanted.slice(fromB, toB),
  }))
  return {
    changes,
    annotations: [isolateHistory.of('full'), fromOutside.of(true)],
    userEvent: 'input.replace',
  }
}

/** CodeMirror has one kind of line break; a file keeps the kind that it had. */
export function withLineBreaksOf(before: string, text: string): string {
  return before.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text
}
