/** What every editor of the studio can do: YAML, history, search, folding, brackets, findings, and its keys. */
import {
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import {
  bracketMatching,
  codeFolding,
  foldGutter,
  foldKeymap,
  indentOnInput,
  indentUnit,
} from '@codemirror/language'
import { lintGutter, lintKeymap, nextDiagnostic, previousDiagnostic } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, Prec, type Extension } from '@codemirror/state'
import {
  drawSelection,
  type EditorView,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
  tooltips,
  type Command,
} from '@codemirror/view'
import { conditionColours } from './condition-colours.ts'
import { chinesePhrases } from './phrases.ts'
import { editorTheme } from './editor-theme.ts'
import type { Language } from '../../studio-api.ts'

/** What to look at only, as the before-view does too. */
export const reading: Extension = [
  lineNumbers(),
  highlightSpecialChars(),
  codeFolding(),
  drawSelection(),
  yaml(),
  conditionColours,
  editorTheme,
]

/** What to write with, apart from what the element itself adds. */
export const writing: Extension = [
  reading,
  lintGutter(),
  foldGutter({ openText: '▾', closedText: '▸' }),
  highlightActiveLineGutter(),
  history(),
  indentUnit.of('  '),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  rectangularSelection(),
  highlightSelectionMatches(),
  search({ top: true }),
  // Outside of what scrolls, so that nothing is cut off; within the element, so that its styles hold.
  tooltips({ position: 'fixed' }),
]

/** Everything that a key does before CodeMirror's own; Tab is not among it, so it leaves the editor. */
export function keys(save: Command, format: Command): Extension {
  return [
    Prec.high(
      keymap.of([
        { key: 'Mod-s', run: save, preventDefault: true },
        { key: 'Alt-Shift-f', run: format, preventDefault: true },
        { key: 'Tab', run: leave, shift: leave },
        { key: 'F8', run: nextDiagnostic, shift: previousDiagnostic, preventDefault: true },
      ]),
    ),
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...completionKeymap,
      ...lintKeymap,
    ]),
  ]
}

/** The list goes first: it would be the next thing to come to, and vanish under the focus. */
function leave(view: EditorView): boolean {
  closeCompletion(view)
  return false
}

/** The words of CodeMirror's own parts. */
export function phrases(language: Language): Extension {
  return language === 'zh' ? EditorState.phrases.of(chinesePhrases) : []
}
