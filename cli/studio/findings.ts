/** What was found in the text of a rule set and in that of its cases, with where it stands. */
import type { Finding, Vocabulary } from 'greengate/rules'
import { takeCases, type CasesFile } from '../rules/cases-file.ts'
import type { TextPlace as Found } from '../rules/json-places.ts'
import { sentence, toldOf } from '../rules/lint/finding-lines.ts'
import type { RuleSetFile } from '../rules/rule-set-file.ts'
import { notesOn } from '../rules/test/notes.ts'
import type { Language, StudioFinding, TextPlace } from './studio-api.ts'

/** Faults of a text, and what the checker says of it. */
export function findingsIn(
  file: RuleSetFile,
  findings: readonly Finding[],
  language: Language,
): readonly StudioFinding[] {
  return toldOf(file, findings).map(
    ({ code, severity, at, no, words, advice, example, place }) => ({
      severity,
      code,
      message: sentence(at, words, language),
      ...(advice === null ? {} : { suggestion: advice[language] }),
      ...(no === undefined ? {} : { no }),
      ...(code === 'syntax' ? {} : { at }),
      ...placed(place),
      ...(example === undefined ? {} : { example: example.said[language] }),
    }),
  )
}

/** Cases as far as they can be read, and what is wrong with the rest. */
export interface TakenCases {
  readonly cases: CasesFile['cases']
  readonly findings: readonly StudioFinding[]
}

/**
 * Reads the text of cases.
 *
 * @param set - The set beside them as JSON.
 * @param vocabulary - What they may speak of; undefined while that is not known.
 */
export function casesIn(
  file: RuleSetFile,
  set: unknown,
  vocabulary: Vocabulary | undefined,
  language: Language,
): TakenCases {
  if (file.faults.length > 0) return { cases: [], findings: findingsIn(file, [], language) }
  const { bad, ...taken } = takeCases(file)
  const { cases } = taken
  const atOf = new Map(cases.map(({ id, at }) => [id, at]))
  const notes = vocabulary === undefined ? [] : notesOn(taken, set, vocabulary)
  return {
    cases,
    findings: [
      ...bad.map(({ at, message }): StudioFinding => ({
        severity: 'error',
        code: 'malformed',
        message,
        at,
        ...placed(file.placeOf(at)),
      })),
      ...notes.map(({ case: id, ...words }): StudioFinding => {
        const at = id === undefined ? 'ruleSet' : (atOf.get(id) ?? 'cases')
        const message = words[language]
        return { severity: 'warning', code: 'note', message, at, ...placed(file.placeOf(at)) }
      }),
    ],
  }
}

/** A place as the page knows it. */
export function placed(place: Found | undefined): { readonly place?: TextPlace } {
  if (place === undefined) return {}
  const { line, column, length } = place
  return { place: { line, column, length } }
}
