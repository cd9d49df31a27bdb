/** Colours the conditions within the YAML, by the tokens of the language itself. */
import { Prec, RangeSetBuilder, type Extension } from '@codemirror/state'
import {
  Decoration,
  EditorView,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view'
import { partsOf, type Role } from './token-roles.ts'
import { conditionsOf } from './yaml-place.ts'
import { outlineOf } from './yaml-outline.ts'

/** A stretch of the text and what it is. */
export interface Coloured {
  readonly from: number
  readonly to: number
  readonly role: Role
}

/** What there is to colour in a text, in order. */
export function colouredIn(text: string): readonly Coloured[] {
  return conditionsOf(text, outlineOf(text))
    .flatMap(({ text: condition, offsetAt }) =>
      partsOf(condition).map(({ start, end, role }) => ({
        from: offsetAt(start),
        to: offsetAt(end),
        role,
      })),
    )
    .toSorted((a, b) => a.from - b.from)
}

const colours: Readonly<Record<Role, string>> = {
  function: 'function',
  word: 'word',
  kind: 'kind',
  field: 'name',
  set: 'kind',
  measurement: 'name',
  parameter: 'parameter',
  unit: 'unit',
  text: 'text',
  number: 'number',
  sign: 'quiet',
  comment: 'comment',
  wrong: 'error',
}

const marks = Object.fromEntries(
  Object.keys(colours).map((role) => [role, Decoration.mark({ class: `cm-condition-${role}` })]),
) as Readonly<Record<Role, Decoration>>

function decorate(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  const { from: first, to: last } = view.viewport
  for (const { from, to, role } of colouredIn(view.state.doc.toString())) {
    if (to > first && from < last && to > from) builder.add(from, to, marks[role])
  }
  return builder.finish()
}

const plugin = ViewPlugin.define(
  (view) => ({
    marks: decorate(view),
    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged) this.marks = decorate(update.view)
    },
  }),
  { decorations: (value) => value.marks },
)

const theme = EditorView.theme({
  ...Object.fromEntries(
    Object.entries(colours).map(([role, colour]) => [
      `.cm-condition-${role}`,
      { color: `var(--editor-${colour})` },
    ]),
  ),
  '.cm-condition-kind': { color: 'var(--editor-kind)', fontWeight: '600' },
  '.cm-condition-comment': { color: 'var(--editor-comment)', fontStyle: 'italic' },
  '.cm-condition-wrong': { color: 'var(--editor-error)', textDecoration: 'underline' },
})

/** Within what YAML colours, and so before it. */
export const conditionColours: Extension = [Prec.highest(plugin), theme]
