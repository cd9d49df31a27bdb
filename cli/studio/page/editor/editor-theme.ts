/** How CodeMirror looks here: its parts in the editor's colours, and nothing fetched, not even from `data:`. */
import { HighlightStyle, syntaxHighlighting, type TagStyle } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const colour = (name: string): string => `var(--editor-${name})`
const mono =
  "ui-monospace, 'SF Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', 'Microsoft YaHei Mono', monospace"

/** YAML; the tokens of conditions have classes of their own. */
const yaml: readonly TagStyle[] = [
  { tag: tags.definition(tags.propertyName), color: colour('key'), fontWeight: '600' },
  { tag: [tags.string, tags.content], color: colour('ink') },
  { tag: tags.lineComment, color: colour('comment'), fontStyle: 'italic' },
  {
    tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace],
    color: colour('quiet'),
  },
  { tag: [tags.keyword, tags.meta, tags.typeName, tags.labelName], color: colour('error') },
]

const mark = (name: string, form: string): Record<string, string> => ({
  backgroundImage: 'none',
  textDecoration: `underline ${form} ${colour(name)}`,
  textDecorationSkipInk: 'none',
  textUnderlineOffset: '3px',
})
/** A shape for each severity, not a colour alone. */
const gutterMark = (name: string, sign: string): Record<string, string> => ({
  content: `"${sign}"`,
  color: colour(name),
  fontWeight: '700',
})
const edge = (name: string): Record<string, string> => ({ borderLeftColor: colour(name) })

const look = EditorView.theme({
  '&': { color: colour('ink'), backgroundColor: colour('paper'), height: '100%' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: mono, lineHeight: '1.55', overflow: 'auto' },
  '.cm-content': { caretColor: colour('ink') },
  '.cm-cursor, .cm-dropCursor': { borderLeft: `2px solid ${colour('ink')}` },
  '& > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
    { background: colour('selection') },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLineGutter, .cm-activeLineGutter': {
    backgroundColor: colour('active'),
    color: colour('ink'),
  },
  '.cm-gutters, .cm-gutters.cm-gutters-before': {
    backgroundColor: colour('raised'),
    color: colour('quiet'),
    borderColor: colour('line'),
  },
  '.cm-foldPlaceholder': {
    backgroundColor: colour('raised'),
    color: colour('ink'),
    border: `1px solid ${colour('quiet')}`,
  },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: colour('bracket'),
    outline: `1px solid ${colour('quiet')}`,
  },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: colour('removed') },
  '.cm-searchMatch, .cm-selectionMatch': { backgroundColor: colour('match') },
  '.cm-searchMatch-selected, .cm-snippetField': { backgroundColor: colour('match-current') },
  '.cm-specialChar': { color: colour('error') },
  '.cm-placeholder': { color: colour('quiet') },
})

const panels = EditorView.theme({
  '.cm-panels, .cm-panels-top, .cm-panels-bottom': {
    backgroundColor: colour('raised'),
    color: colour('ink'),
    borderColor: colour('line'),
  },
  '.cm-panel.cm-search, .cm-dialog': { padding: '0.4rem 2.2rem 0.4rem 0.5rem' },
  '.cm-panel.cm-search label, .cm-dialog label': { fontSize: '0.9rem' },
  '.cm-textfield': {
    backgroundColor: colour('paper'),
    color: colour('ink'),
    border: `1px solid ${colour('quiet')}`,
    borderRadius: '0.3rem',
    font: 'inherit',
    padding: '0.2rem 0.4rem',
  },
  '.cm-textfield::placeholder': { color: colour('quiet'), opacity: '1' },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: colour('paper'),
    color: colour('ink'),
    border: `1px solid ${colour('quiet')}`,
    borderRadius: '0.3rem',
    font: 'inherit',
    padding: '0.2rem 0.6rem',
    '&:active': { backgroundImage: 'none', backgroundColor: colour('active') },
  },
  '.cm-panel [name=close], .cm-dialog-close': {
    color: colour('ink'),
    minWidth: '24px',
    minHeight: '24px',
    cursor: 'pointer',
  },
  '.cm-panels :focus-visible': { outline: `3px solid ${colour('accent')}`, outlineOffset: '1px' },
  '.cm-tooltip': {
    backgroundColor: colour('raised'),
    color: colour('ink'),
    border: `1px solid ${colour('quiet')}`,
    borderRadius: '0.3rem',
    maxWidth: 'min(34rem, 90vw)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: mono, maxHeight: '16em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    padding: '0.15rem 0.4rem',
    lineHeight: '1.45',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    background: colour('accent'),
    color: colour('on-accent'),
  },
  '.cm-tooltip.cm-completionInfo, .cm-hover-words': {
    padding: '0.35rem 0.6rem',
    lineHeight: '1.5',
    whiteSpace: 'pre-line',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionDetail': { fontStyle: 'normal', marginLeft: '1em', opacity: '1' },
})

const findings = EditorView.theme({
  '.cm-lintRange-error': mark('error', 'wavy'),
  '.cm-lintRange-warning': mark('doubt', 'wavy'),
  '.cm-lintRange-info': mark('notice', 'dotted'),
  '.cm-lintPoint:after': { borderBottomColor: colour('error') },
  '.cm-lintPoint-warning:after': { borderBottomColor: colour('doubt') },
  '.cm-lintPoint-info:after': { borderBottomColor: colour('notice') },
  '.cm-lintRange-active': { backgroundColor: colour('match') },
  '.cm-lint-marker': { content: 'normal', textAlign: 'center', lineHeight: '1.2' },
  '.cm-lint-marker-error': { content: 'normal', '&:before': gutterMark('error', '✕') },
  '.cm-lint-marker-warning': { content: 'normal', '&:before': gutterMark('doubt', '?') },
  '.cm-lint-marker-info': { content: 'normal', '&:before': gutterMark('notice', 'i') },
  '.cm-diagnostic': { padding: '0.35rem 0.6rem' },
  '.cm-diagnostic-error': edge('error'),
  '.cm-diagnostic-warning': edge('doubt'),
  '.cm-diagnostic-info': edge('notice'),
  '.cm-diagnosticSource': { fontSize: '0.85em', opacity: '1', color: colour('quiet') },
  '.cm-panel.cm-panel-lint ul [aria-selected]': {
    backgroundColor: colour('active'),
    color: colour('ink'),
  },
})

const comparison = EditorView.theme({
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { backgroundColor: colour('removed') },
  '&.cm-merge-b .cm-changedLine, .cm-inlineChangedLine': { backgroundColor: colour('added') },
  '&.cm-merge-a .cm-changedText, & .cm-deletedChunk .cm-deletedText': {
    background: colour('removed-part'),
  },
  '&.cm-merge-b .cm-changedText': { background: colour('added-part') },
  '&.cm-merge-a .cm-changedLineGutter, .cm-deletedLineGutter': { background: colour('error') },
  '&.cm-merge-b .cm-changedLineGutter': { background: colour('accent') },
  '.cm-collapsedLines': { background: colour('raised'), color: colour('quiet') },
})

/** Every part's look. */
export const editorTheme: Extension = [
  look,
  panels,
  findings,
  comparison,
  syntaxHighlighting(HighlightStyle.define(yaml)),
]
