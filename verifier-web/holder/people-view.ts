/** `<people-view>`: who has codes on this device: added, named, put in order, removed; nobody else learns of them. */
import { msg, str } from '@lit/localize'
import { html, nothing, type TemplateResult } from 'lit'
import { fieldOf, HolderView } from './holder-view.ts'
import type { Person } from './holdings.ts'

/** Everybody. */
export class PeopleView extends HolderView {
  static override properties = {
    ...HolderView.properties,
    leaving: { state: true },
    naming: { state: true },
  }

  /** Who is about to be removed. */
  declare private leaving: string | undefined
  /** Who is about to be called otherwise. */
  declare private naming: string | undefined

  protected override render(): TemplateResult {
    const { people } = this.world.holdings
    return html`<h2 id="title" tabindex="-1">${msg('家人', { id: 'holder-people' })}</h2>
      <p>
        ${msg('称呼由您起，只存在本机；在页面上方点选，或用方向键切换。', {
          id: 'holder-people-help',
        })}
      </p>
      ${
        people.length === 0
          ? nothing
          : html`<section class="card">
              <ul class="plain">
                ${people.map((person, at) => this.#person(person, at, people.length))}
              </ul>
            </section>`
      }
      ${this.refusal()}
      <form class="card" @submit=${this.#add}>
        <label class="field"
          ><span>${msg('称呼（只存在本机）', { id: 'holder-name' })}</span>
          <input name="name" required maxlength="40" autocomplete="off" />
        </label>
        <button class="primary">${msg('添加一位', { id: 'holder-add-person' })}</button>
      </form>`
  }

  #person(person: Person, at: number, many: number): TemplateResult {
    const { id, name } = person
    const codes = this.world.holdings.codes.filter((code) => code.person === id).length
    return html`<li data-person=${id}>
      <p><strong>${name}</strong> · ${msg(str`${codes}个码`, { id: 'holder-count' })}</p>
      ${
        this.leaving === id
          ? this.#sure(person)
          : this.naming === id
            ? this.#rename(person)
            : this.#actions(person, at, many)
      }
    </li>`
  }

  #actions(person: Person, at: number, many: number): TemplateResult {
    const { name } = person
    const button = (what: string, words: string, press: () => void) =>
      html`<button type="button" data-do=${what} aria-label=${`${words}: ${name}`} @click=${press}>
        ${words}
      </button>`
    return html`<div class="row">
      ${button('rename', msg('改称呼', { id: 'holder-rename' }), () => {
        this.naming = person.id
        void this.focusOn('[name="rename"]')
      })}
      ${
        at === 0
          ? nothing
          : button('up', msg('上移', { id: 'holder-up' }), () => {
              this.#move(person, -1)
            })
      }
      ${
        at === many - 1
          ? nothing
          : button('down', msg('下移', { id: 'holder-down' }), () => {
              this.#move(person, 1)
            })
      }
      ${button('remove', msg('移除', { id: 'holder-remove-person' }), () => {
        this.leaving = person.id
        void this.focusOn('[data-do="keep"]')
      })}
    </div>`
  }

  #sure(person: Person): TemplateResult {
    return html`<p>
        ${msg(str`确定移除${person.name}？其所有码和密钥都从本机删除，无法恢复。`, {
          id: 'holder-remove-person-sure',
        })}
      </p>
      <div class="row">
        <button
          type="button"
          data-do="sure"
          @click=${() => {
            this.leaving = undefined
            this.focusWhenShown('#title')
            void this.keep(() => this.world.holder.removePerson(person))
          }}
        >
          ${msg('移除', { id: 'holder-remove-person' })}
        </button>
        <button
          type="button"
          class="primary"
          data-do="keep"
          @click=${() => {
            this.leaving = undefined
            void this.focusOn('#title')
          }}
        >
          ${msg('保留', { id: 'holder-keep' })}
        </button>
      </div>`
  }

  #rename(person: Person): TemplateResult {
    return html`<form
      @submit=${(event: SubmitEvent) => {
        event.preventDefault()
        const name = fieldOf(event.currentTarget as HTMLFormElement, 'rename')
        if (name === '') return
        this.naming = undefined
        this.focusWhenShown(`[data-person="${person.id}"] button`)
        void this.keep(() => this.world.holder.renamePerson(person, name))
      }}
    >
      <label class="field"
        ><span>${msg('新称呼', { id: 'holder-new-name' })}</span>
        <input name="rename" required maxlength="40" autocomplete="off" value=${person.name} />
      </label>
      <button class="primary">${msg('确定', { id: 'holder-ok' })}</button>
    </form>`
  }

  #move(person: Person, by: -1 | 1): void {
    // The button goes along with its person, or goes.
    const row = `[data-person="${person.id}"]`
    this.focusWhenShown(`${row} [data-do="${by === 1 ? 'down' : 'up'}"]`, `${row} button`)
    void this.keep(() => this.world.holder.movePerson(person, by))
  }

  readonly #add = (event: SubmitEvent): void => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const name = fieldOf(form, 'name')
    form.reset()
    if (name === '') return
    void this.keep(async () => {
      await this.world.holder.addPerson(name)
    })
  }
}

customElements.define('people-view', PeopleView)

declare global {
  interface HTMLElementTagNameMap {
    'people-view': PeopleView
  }
}
