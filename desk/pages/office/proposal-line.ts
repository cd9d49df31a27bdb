/** A proposal on one line. */
import type { Language } from '../../../verifier-web/elements/language.ts'
import type { BodyOf } from '../../shared/routes.ts'
import { factLine, kindWord, type StatedFact } from '../elements/fact-words.ts'
import { proposalWords } from './office-words.ts'

/** What is to be done, once two agree. */
export type Proposal = Extract<
  BodyOf<'POST /office/matters/:id/acts'>,
  { readonly what: 'proposed' }
>['proposal']

/** Says it; a record that is among the facts, in words. */
export function proposalLine(
  proposal: Proposal,
  facts: readonly StatedFact[],
  language: Language,
  to?: { readonly name?: string; readonly lastFour: string },
): string {
  const what = proposalWords[proposal.do][language]
  if ('fact' in proposal) {
    const { source, id } = proposal.fact
    const known = facts.find((fact) => fact.source === source && fact.id === id)
    const name =
      known === undefined
        ? `${source} ${id}`
        : `${kindWord(known.kind, language)} (${factLine(known.fields, language)})`
    return `${what}: ${name}${to === undefined ? '' : ` → ${to.name ?? ''} ****${to.lastFour}`}`
  }
  if (!('added' in proposal)) return what
  const { kind, fields, basis, document } = proposal.added
  const said = `${kindWord(kind, language)} (${factLine(fields, language)})`
  return `${what}: ${said}; ${basis}; ${document}`
}
