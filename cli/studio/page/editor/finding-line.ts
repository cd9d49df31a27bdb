/** The line below the text: what was found where the cursor is, or how much was found. */
import { forEachDiagnostic } from '@codemirror/lint'
import type { EditorState } from '@codemirror/state'
import type { Language, StudioFinding } from '../../studio-api.ts'
import { countOf, words } from './words.ts'

/** For eyes and for screen readers alike. */
export function findingLine(
  state: EditorState,
  findings: readonly StudioFinding[],
  language: Language,
): string {
  const { from, to } = state.selection.main
  const here: string[] = []
  forEachDiagnostic(state, ({ message, source = '' }, start, end) => {
    if (start <= to && end >= from) here.push(`${source}: ${message}`)
  })
  if (here.length > 0) return here.join('\n')
  const counts = (['error', 'cannot-prove', 'warning'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length
    return count === 0 ? [] : [countOf(count, severity, language)]
  })
  return counts.length === 0 ? words.none[language] : [...counts, words.next[language]].join(' · ')
}
