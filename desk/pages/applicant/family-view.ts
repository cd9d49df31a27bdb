/** `<family-view>`: whom the account acts for, and the form by which one applies. */
import { html, type TemplateResult } from 'lit'
import { deskWords, idTypeWords } from '../elements/desk-words.ts'
import { DeskView, submitted, textOf } from '../elements/desk-view.ts'
import { outcomeTag } from '../elements/outcome-tag.ts'
import type { BodyOf } from '../../shared/routes.ts'
import { words } from './applicant-words.ts'
import type { Person } from './kept.ts'
import './account-view.ts'

type Application = BodyOf<'POST /people'>
const relations = ['self', 'child', 'parent', 'ward'] as const

/**
 * Give it the `people`, and how many others an account acts for at `most`.
 *
 * @fires desk-changed - Somebody came or went.
 * @fires person-chosen - Whose code is to be shown: the id is its `detail`.
 */
export class FamilyView extends DeskView {
  static override properties = {
    people: { attribute: false },
    most: { type: Number },
    leaving: { state: true },
  }

  declare people: readonly Person[]
  declare most: number
  declare private leaving: string | undefined

  protected override render(): TemplateResult {
    const { people } = this
    return html`<h2 id="title" tabindex="-1">${this.say(words.family)}</h2>
      ${this.notices()}
      ${
        people.length === 0
          ? html`<p>${this.say(words.applyFirst)}</p>`
          : html`<section class="card">
              <ul class="plain">
                ${people.map((person) => this.#person(person))}
              </ul>
            </section>`
      }
      ${this.#form()}
      <account-view .client=${this.client} .language=${this.language}></account-view>`
  }

  #person(person: Person): TemplateResult {
    const { id, name = '', lastFour, relation = 'self', outcome } = person
    const ask = (leaving: string | undefined) => () => {
      this.leaving = leaving
    }
    return html`<li data-person=${id}>
      <div class="row between">
        <span
          ><strong>${name}</strong> <span class="number">****${lastFour}</span> ·
          ${this.say(words[relation])}</span
        >
        ${
          outcome === undefined
            ? html`<span class="quiet">${this.say(words.beingAssessed)}</span>`
            : outcomeTag(outcome, this.language)
        }
      </div>
      ${
        this.leaving === id
          ? html`<p>${this.say(words.leaveSure)}</p>
              <div class="row">
                <button type="button" @click=${this.#leave}>${this.say(words.leave)}</button>
                <button type="button" class="primary" @click=${ask(undefined)}>
                  ${this.say(deskWords.cancel)}
                </button>
              </div>`
          : html`<div class="row">
              <button
                type="button"
                class="primary"
                aria-label=${`${this.say(words.showCode)}: ${name} ${lastFour}`}
                @click=${() => {
                  this.dispatchEvent(new CustomEvent('person-chosen', { detail: id }))
                }}
              >
                ${this.say(words.showCode)}
              </button>
              <button
                type="button"
                aria-label=${`${this.say(words.leave)}: ${name} ${lastFour}`}
                @click=${ask(id)}
              >
                ${this.say(words.leave)}
              </button>
            </div>`
      }
    </li>`
  }

  readonly #leave = (): void => {
    const { leaving } = this
    if (leaving === undefined) return
    void this.act(async () => {
      await this.client('POST /people/:id/leave', { params: { id: leaving } })
      this.leaving = undefined
      this.tell('desk-changed')
    })
  }

  #form(): TemplateResult {
    const hasSelf = this.people.some(({ relation }) => relation === 'self')
    const others = this.people.filter(({ relation }) => relation !== 'self').length
    const offered = relations.filter((of) => (of === 'self' ? !hasSelf : others < this.most))
    if (offered.length === 0)
      return html`<p class="card" data-full>${this.say(words.familyFull)}</p>`
    return html`<section class="card" aria-labelledby="apply">
      <h3 id="apply">${this.say(words.apply)}</h3>
      <form @submit=${submitted(this.#apply)}>
        <label class="field"
          ><span>${this.say(words.relation)}</span>
          <select name="relation" required>
            ${offered.map(
              (relation) => html`<option value=${relation}>${this.say(words[relation])}</option>`,
            )}
          </select>
        </label>
        <label class="field"
          ><span>${this.say(words.name)}</span>
          <input name="name" required maxlength="100" autocomplete=${hasSelf ? 'off' : 'name'} />
        </label>
        <label class="field"
          ><span>${this.say(deskWords.idType)}</span>
          <select name="idType" required>
            ${Object.entries(idTypeWords).map(
              ([type, word]) => html`<option value=${type}>${this.say(word)}</option>`,
            )}
          </select>
        </label>
        <label class="field"
          ><span>${this.say(deskWords.idNumber)}</span>
          <input name="number" required minlength="4" maxlength="40" autocomplete="off" />
        </label>
        <label class="field"
          ><span>${this.say(words.birthDate)} (${this.say(deskWords.optional)})</span>
          <input name="birthDate" type="date" autocomplete=${hasSelf ? 'off' : 'bday'} />
        </label>
        <button class="primary" aria-disabled=${String(this.isBusy)}>
          ${this.say(words.apply)}
        </button>
      </form>
    </section>`
  }

  readonly #apply = (data: FormData, form: HTMLFormElement): void => {
    void this.act(async () => {
      const birthDate = textOf(data, 'birthDate')
      const body: Application = {
        relation: textOf(data, 'relation') as Application['relation'],
        name: textOf(data, 'name'),
        idType: textOf(data, 'idType') as Application['idType'],
        number: textOf(data, 'number'),
        ...(birthDate === '' ? {} : { birthDate }),
      }
      await this.client('POST /people', { body })
      form.reset()
      this.tell('desk-changed')
    }, words.applied)
  }
}

customElements.define('family-view', FamilyView)

declare global {
  interface HTMLElementTagNameMap {
    'family-view': FamilyView
  }
}
