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
import { outlineOf, type Outline } from './yaml-outline.ts'

/** A stretch of the text and what it is. */
export interface Coloured {
  readonly from: number
  readonly to: number
  readonly role: Role
}

/** What there is to colour in a text, in order; with a window, in the conditions that reach into it. */
export function colouredIn(
  text: string,
  outline: Outline = outlineOf(text),
  window: { readonly from: number; readonly to: number } = { from: 0, to: text.length },
): readonly Coloured[] {
  return conditionsOf(text, outline, window)
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

function decorate(outline: Outline, { state, viewport }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  for (const { from, to, role } of colouredIn(state.doc.toString(), outline, viewport)) {
    if (to > from) builder.add(from, to, marks[role])
  }
  return builder.finish()
}

const plugin = ViewPlugin.define(
  (view) => {
    let outline = outlineOf(view.state.doc.toString())
    return {
      marks: decorate(outline, view),
      update({ docChanged, viewportChanged, view: now }: ViewUpdate) {
        if (docChanged) outline = outlineOf(now.state.doc.toString())
        if (docChanged || viewportChanged) this.marks = decorate(outline, now)
      },
    }
  },
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
