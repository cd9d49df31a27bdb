/** Where the parts of rules stand in the text of an editor, also while the text does not parse. */
import { LanguageError } from '../../language/language-error.ts'
import { parseRuleSetYaml, placeAt } from '../../language/parse-rule-set-yaml.ts'
import type { TextPlace } from '../studio-api.ts'

/** Finds places in one text. */
export interface Places {
  /** Of a part of a rule, by its path within the rule; of the rule itself without. Undefined: not in this text. */
  ofRule(no: number, at?: string): TextPlace | undefined
  /** By a path within the set, such as `waivers[0]`. */
  of(path: string): TextPlace
}

/** Reads a text for its places. */
export function placesIn(text: string): Places {
  const written = read(text)
  const rules = rulesOf(written?.set)
  const of = (path: string): TextPlace => {
    const { line, column, length } = placeAt(written?.places ?? new Map(), path)
    return { line, column, length }
  }
  return {
    of,
    ofRule(no, at) {
      if (written === undefined) return byNumber(text, no)
      const place = rules.findIndex((rule) => rule?.['no'] === no)
      if (place < 0) return undefined
      const path = `rules[${String(place)}]`
      if (at !== undefined && at !== '') return of(`${path}.${at}`)
      return written.places.has(`${path}.id`) ? of(`${path}.id`) : of(path)
    },
  }
}

function read(text: string): ReturnType<typeof parseRuleSetYaml> | undefined {
  try {
    return parseRuleSetYaml(text)
  } catch (error) {
    if (error instanceof LanguageError) return undefined
    throw error
  }
}

type Members = Readonly<Record<string, unknown>>

function rulesOf(set: unknown): readonly (Members | null)[] {
  const rules = (set as Members | null | undefined)?.['rules']
  if (!Array.isArray(rules)) return []
  return rules.map((rule) => (typeof rule === 'object' ? (rule as Members | null) : null))
}

/** The line that gives a rule its number. */
function byNumber(text: string, no: number): TextPlace | undefined {
  const found = new RegExp(
    `^([ \\t]*(?:-[ \\t]+)?\\{?[ \\t]*)no:[ \\t]*${String(no)}\\b`,
    'm',
  ).exec(text)
  if (found === null) return undefined
  const [whole, indent = ''] = found
  const line = text.slice(0, found.index).split('\n').length
  return { line, column: indent.length + 1, length: whole.length - indent.length }
}
