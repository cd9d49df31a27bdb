/** Says in words what a rule set is, or what it changes of the version before. */
import {
  compileRuleSet,
  GreengateError,
  parseFactTypes,
  type Bases,
  type CompiledRuleSet,
} from 'greengate/rules'
import type { Language } from '../../edges/language.ts'
import { instantText } from '../../edges/instant.ts'
import { asObject } from '../../edges/json-file.ts'
import { OperatorError } from '../../operator-error.ts'
import { changesBetween } from '../../rules/diff/changes.ts'
import { diffLines } from '../../rules/diff/present.ts'
import { localText, ruleText } from '../../rules/set-words.ts'
import { digest, type Document } from '../document.ts'
import { windowOf } from '../rails.ts'
import { newest, type Shelf } from '../shelf.ts'
import { listLines, minus, plus } from './changed.ts'

/** The lines. */
export function ruleLines(
  shelf: Shelf,
  document: Document,
  older: Document | undefined,
  language: Language,
): readonly string[] {
  if (isCountryRules(document)) return countryLines(document, older, language)
  const is = compileIn(shelf, document)
  const { set } = is
  const from = localText(set.effective.from, set.zone)
  const until = localText(set.effective.until, set.zone)
  const window =
    language === 'zh' ? `生效 ${from}，至 ${until}` : `in force from ${from} until ${until}`
  if (older === undefined) {
    const record = `${set.change.type}: ${set.change.how} (${set.change.basis.join('; ')})`
    const rules = set.rules.map(
      (rule) =>
        `${ruleText(rule.no, rule.id, language)} (${rule.outcome}): ${rule.reason[language]}`,
    )
    return [window, record, ...rules]
  }
  const was = compileIn(shelf, older)
  return [window, ...diffLines({ a: was, b: is, changes: changesBetween(was, is) }, language)]
}

/** Whether a set holds a country's rules for its own certificates, which another engine runs. */
export function isCountryRules({ value }: Document): boolean {
  return value['engine'] === 'certlogic-1'
}

/** Of country rules: the window, and which rules come, go and change, by number. */
function countryLines(
  document: Document,
  older: Document | undefined,
  language: Language,
): readonly string[] {
  const rules = (each: Document | undefined): readonly NumberedRule[] =>
    (each?.value['rules'] ?? []) as readonly NumberedRule[]
  const name = ({ no, rule }: NumberedRule): string =>
    ruleText(no, `${rule.Identifier} ${rule.Version}`, language)
  const { from, until } = windowOf(document)
  const [start, end] = [from, until].map((each) => instantText(new Date(each * 1000)))
  return [
    language === 'zh'
      ? `生效 ${start ?? ''}，至 ${end ?? ''}`
      : `in force from ${start ?? ''} until ${end ?? ''}`,
    ...listLines(rules(older), rules(document), {
      nameOf: ({ no, rule }) => `${no} ${rule.Version}`,
      added: name,
      removed: name,
      changed: (old, next) => [minus(name(old)), plus(name(next))],
    }),
  ]
}

interface NumberedRule {
  readonly no: number
  readonly rule: { readonly Identifier: string; readonly Version: string }
}

/**
 * Compiles a set with the fact types and bases that lie in the folder.
 *
 * @throws {@link OperatorError} for a set that verifiers could not run
 */
export function compileIn(shelf: Shelf, document: Document): CompiledRuleSet {
  const all = [...shelf.signed, ...shelf.drafts]
  const facts = newest(all, 'facts')
  if (facts === undefined) {
    throw new OperatorError(
      `${document.place}.json: there are no fact types to read it by; add facts first`,
    )
  }
  const bases: Bases = (id, version) => {
    const found = all.find(({ place }) => place === `rules/${id}/${String(version)}`)
    return found === undefined ? undefined : { value: found.value, sha256: digest(found.payload) }
  }
  try {
    return compileRuleSet(document.value, parseFactTypes(facts.value), bases)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    const at = asObject(error)?.['at']
    const where = typeof at === 'string' && at !== '' ? ` at ${at}` : ''
    throw new OperatorError(
      `${document.place}.json: verifiers could not run it${where}: ${error.message} (${error.code}); see greengate rules lint`,
    )
  }
}
