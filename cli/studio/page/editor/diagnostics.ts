/** Findings of the judge as CodeMirror wants them: by offsets, within the text. */
import type { Diagnostic } from '@codemirror/lint'
import type { Text } from '@codemirror/state'
import type { Language, StudioFinding, TextPlace } from '../../studio-api.ts'
import { words } from './words.ts'

const severities = { error: 'error', 'cannot-prove': 'warning', warning: 'info' } as const

/** A stretch of the text. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** Where a place is; what the text is too short for ends with the text. */
export function stretchOf(text: Text, place: TextPlace): Stretch {
  if (place.line > text.lines) return { from: text.length, to: text.length }
  const line = text.line(Math.max(1, place.line))
  const from = Math.min(line.from + Math.max(0, place.column - 1), line.to)
  return { from, to: Math.min(from + Math.max(0, place.length), text.length) }
}

/** What is shown for findings; one that has no place is about the first line. */
export function diagnosticsOf(
  text: Text,
  findings: readonly StudioFinding[],
  language: Language,
): readonly Diagnostic[] {
  return findings.map(({ severity, code, message, place, example }) => ({
    ...(place === undefined ? firstLine(text) : stretchOf(text, place)),
    severity: severities[severity],
    source: `${words[severity][language]} · ${code}`,
    message: example === undefined ? message : `${message}\n${words.example[language]}${example}`,
  }))
}

function firstLine(text: Text): Stretch {
  const { from, to } = text.line(1)
  return { from, to }
}
