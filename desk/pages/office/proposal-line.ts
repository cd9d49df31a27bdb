/** A proposal on one line. */
import type { Language } from '../../../verifier-web/elements/language.ts'
import type { BodyOf } from '../../shared/routes.ts'
import { factLine, kindWord } from '../elements/fact-words.ts'
import { proposalWords } from './office-words.ts'

/** What is to be done, once two agree. */
export type Proposal = Extract<
  BodyOf<'POST /office/matters/:id/acts'>,
  { readonly what: 'proposed' }
>['proposal']

/** Says it. */
export function proposalLine(proposal: Proposal, language: Language): string {
  const what = proposalWords[proposal.do][language]
  if ('fact' in proposal) {
    const { source, id } = proposal.fact
    const to = 'person' in proposal ? ` → ${proposal.person}` : ''
    return `${what}: ${source} ${id}${to}`
  }
  if (!('added' in proposal) || proposal.added === undefined) return what
  const { kind, fields, basis, document } = proposal.added
  const said = `${kindWord(kind, language)} (${factLine(fields, language)})`
  return `${what}: ${said}; ${basis}; ${document}`
}
