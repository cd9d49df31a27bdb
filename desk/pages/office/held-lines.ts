/** A record that waits for its owner, as officers see it: what, from whom, when, why it waits, and who it may be. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Bilingual, Language } from '../../../verifier-web/elements/language.ts'
import { instantWords } from '../../../verifier-web/elements/time-words.ts'
import type { AnswerOf } from '../../shared/routes.ts'
import { kindWord } from '../elements/fact-words.ts'

type Held = NonNullable<AnswerOf<'GET /office/matters'>['matters'][number]['held']>

const why = {
  'other-name': {
    zh: '姓名与该证件登记的不同',
    en: 'it names another person than the one known by this number',
  },
  'number-unreadable': { zh: '证件号码有误', en: 'nobody can have the number that it gives' },
} as const satisfies Record<NonNullable<Held['why']>, Bilingual>
const names = { zh: '记录所写', en: 'names' } as const
const known = { zh: '此号码登记为', en: 'known by this number' } as const

const personWord = (name: string | undefined, four: string): string =>
  `${name ?? ''} ****${four}`.trim()

/** Draws it. */
export function heldLines(held: Held, language: Language): TemplateResult {
  const { kind, sourceName, id, recordedAt, candidate } = held
  const separator = language === 'zh' ? '，' : ', '
  return html`<div data-held-why=${held.why ?? ''}>
    <div>
      ${kindWord(kind, language)} · ${sourceName[language]} <span class="number">${id}</span> ·
      ${instantWords(recordedAt, language)}
    </div>
    ${held.why === undefined ? nothing : html`<div>${why[held.why][language]}</div>`}
    ${
      held.names === undefined
        ? nothing
        : html`<div>
            ${names[language]}
            ${personWord(held.names.name, held.names.lastFour)}${
              candidate === undefined
                ? nothing
                : html`${separator}${known[language]}
                  ${personWord(candidate.name, candidate.lastFour)}`
            }
          </div>`
    }
  </div>`
}
