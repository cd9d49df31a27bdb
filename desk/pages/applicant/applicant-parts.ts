/** The parts of the applicant's page, each for one person, and the field that says for whom. */
import { html, type TemplateResult } from 'lit'
import type { Language } from '../../../verifier-web/elements/language.ts'
import type { DeskClient } from '../../shared/desk-client.ts'
import type { Kind } from '../elements/fact-words.ts'
import { words } from './applicant-words.ts'
import type { CodeKeeper } from './code-keeper.ts'
import './declare-view.ts'
import type { Person } from './kept.ts'
import './matters-view.ts'
import './my-code.ts'
import './record-view.ts'

/** Their names, as they stand in the address. */
export const parts = ['code', 'declare', 'record', 'matters', 'family'] as const
/** One of them. */
export type Part = (typeof parts)[number]

/** Which part an address names. */
export function partOf(hash: string): Part {
  return parts.find((part) => `#${part}` === hash) ?? 'code'
}

/** What a part is drawn with. */
export interface PartOf {
  readonly client: DeskClient
  readonly language: Language
  readonly person: Person
  readonly keeper: CodeKeeper
  /** What people declare themselves. */
  readonly kinds: readonly Kind[]
}

/** Draws a part that is about one person. */
export function partView(
  part: Exclude<Part, 'family'>,
  { client, language, person, keeper, kinds }: PartOf,
): TemplateResult {
  switch (part) {
    case 'code':
      return html`<my-code
        .client=${client}
        .language=${language}
        .person=${person}
        .keeper=${keeper}
      ></my-code>`
    case 'declare':
      return html`<declare-view
        .client=${client}
        .language=${language}
        .person=${person.id}
        .kinds=${kinds}
      ></declare-view>`
    case 'record':
      return html`<record-view
        .client=${client}
        .language=${language}
        .person=${person.id}
      ></record-view>`
    case 'matters':
      return html`<matters-view
        .client=${client}
        .language=${language}
        .person=${person.id}
      ></matters-view>`
  }
}

/** Draws the field that says for whom things are done. */
export function whoseField(
  people: readonly Person[],
  chosen: string | undefined,
  language: Language,
  choose: (id: string) => void,
): TemplateResult {
  return html`<label class="field card"
    ><span>${words.whose[language]}</span>
    <select
      name="whose"
      @change=${(event: Event) => {
        choose((event.target as HTMLSelectElement).value)
      }}
    >
      ${people.map(
        ({ id, name = '', lastFour, relation = 'self' }) =>
          html`<option value=${id} ?selected=${id === chosen}>
            ${name} ****${lastFour} · ${words[relation][language]}
          </option>`,
      )}
    </select>
  </label>`
}
