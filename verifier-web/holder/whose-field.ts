/** The field that says for whom something is added: somebody who is there, or somebody new. */
import { msg } from '@lit/localize'
import { html, nothing, type TemplateResult } from 'lit'
import type { HolderWorld } from './holder-world.ts'
import { fieldOf } from './holder-view.ts'
import type { Person } from './holdings.ts'

const someoneNew = 'new'

/** Draws it; `chosen` is the id of who is meant, unless another is. */
export function whoseField(
  { holdings, person }: HolderWorld,
  chosen: string | undefined,
  choose: (id: string) => void,
): TemplateResult {
  const { people } = holdings
  const selected = people.length === 0 ? someoneNew : (chosen ?? person?.id ?? someoneNew)
  return html`${
    people.length === 0
      ? nothing
      : html`<label class="field"
          ><span>${msg('给谁', { id: 'holder-for-whom' })}</span>
          <select
            name="person"
            @change=${(event: Event) => {
              choose((event.target as HTMLSelectElement).value)
            }}
          >
            ${people.map(
              ({ id, name }) =>
                html`<option value=${id} ?selected=${id === selected}>${name}</option>`,
            )}
            <option value=${someoneNew} ?selected=${selected === someoneNew}>
              ${msg('另一位', { id: 'holder-somebody-else' })}
            </option>
          </select>
        </label>`
  }
  ${
    selected === someoneNew
      ? html`<label class="field"
          ><span>${msg('称呼（只存在本机）', { id: 'holder-name' })}</span>
          <input
            name="name"
            required
            maxlength="40"
            autocomplete="off"
            value=${people.length === 0 ? msg('本人', { id: 'holder-myself' }) : ''}
          />
        </label>`
      : nothing
  }`
}

/** Who is meant; somebody new is there from now on. */
export async function whoseOf(
  form: HTMLFormElement,
  { holder, holdings }: HolderWorld,
): Promise<Person> {
  const chosen = fieldOf(form, 'person')
  return (
    holdings.people.find(({ id }) => id === chosen) ??
    (await holder.addPerson(fieldOf(form, 'name')))
  )
}
