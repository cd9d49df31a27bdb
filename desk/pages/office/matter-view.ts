/** `<matter-view>`: one matter: what is asked, the facts, what was done, the proposal that waits, and what can be done. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { instantWords } from '../../../verifier-web/elements/time-words.ts'
import type { AnswerOf, BodyOf } from '../../shared/routes.ts'
import { deskWords, matterKindWords, matterStateWords, wishWords } from '../elements/desk-words.ts'
import { DeskView, submitted, textOf } from '../elements/desk-view.ts'
import type { Kind, StatedFact } from '../elements/fact-words.ts'
import { outcomeTag, ruleLine } from '../elements/outcome-tag.ts'
import { factList } from './fact-list.ts'
import { heldLines } from './held-lines.ts'
import { actWords, words } from './office-words.ts'
import './proposal-form.ts'
import './preview-view.ts'
import { proposalLine, type Proposal } from './proposal-line.ts'

type MatterFile = AnswerOf<'GET /office/matters/:id'>
type PersonFile = AnswerOf<'GET /office/people/:id'>
type Act = BodyOf<'POST /office/matters/:id/acts'>

const assessedMs = 1500

/** Give it the `matter`'s id, the `officer`'s id, and the ids of the matters of the list that it is from. */
export class MatterView extends DeskView {
  static override properties = {
    matter: { type: String },
    officer: { type: String },
    list: { attribute: false },
    kinds: { state: true },
    file: { state: true },
    person: { state: true },
  }

  declare matter: string
  declare officer: string
  declare list: readonly string[]
  declare private kinds: readonly Kind[] | undefined
  declare private file: MatterFile | undefined
  declare private person: PersonFile | undefined

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('matter')) return
    // What was shown is of another.
    this.file = undefined
    this.person = undefined
    this.said = undefined
    void this.read(async (client) => {
      this.kinds ??= (await client('GET /office/kinds', {})).kinds
      await this.#take(
        await client('GET /office/matters/:id', { params: { id: this.matter } }),
        client,
      )
    })
  }

  async #take(file: MatterFile, client = this.client): Promise<void> {
    this.file = file
    if (file.person === undefined) return
    this.person = await client('GET /office/people/:id', { params: { id: file.person.id } })
  }

  readonly #act = (body: Act): void => {
    void this.act(async () => {
      const params = { id: this.matter }
      await this.#take(await this.client('POST /office/matters/:id/acts', { params, body }))
      if (body.what === 'agreed') void this.#follow(this.matter)
    }, words.acted)
  }

  /** Whoever a decision turns is assessed in a moment. */
  async #follow(matter: string): Promise<void> {
    await new Promise((done) => setTimeout(done, assessedMs))
    const { file } = this
    if (this.isConnected && file?.id === matter) await this.load(() => this.#take(file))
  }

  protected override render(): TemplateResult {
    const { file, list } = this
    const place = list.indexOf(this.matter)
    const next = list[place + 1]
    return html`<p class="row between">
        <a href="#work">← ${this.say(words.back)}</a>
        ${
          place < 0
            ? nothing
            : html`<span class="row"
                ><span class="quiet number">${place + 1} / ${list.length}</span> ${
                  next === undefined
                    ? nothing
                    : html`<a href="#work/${next}">${this.say(words.next)} →</a>`
                }</span
              >`
        }
      </p>
      <h2 id="title" tabindex="-1">
        ${this.say(file !== undefined ? matterKindWords[file.kind] : this.refusal === undefined ? deskWords.loading : words.work)}
      </h2>
      ${this.notices()} ${file === undefined ? nothing : this.#file(file)}`
  }

  #file(file: MatterFile): TemplateResult {
    return html`${this.#asked(file)}
    ${
      file.facts.length === 0
        ? nothing
        : html`<section class="card" aria-labelledby="about">
            <h3 id="about">${this.say(words.factsAbout)}</h3>
            ${factList(file.facts, this.language)}
          </section>`
    }
    ${file.state === 'proposed' ? this.#waiting(file) : nothing}
    ${
      file.state === 'open'
        ? html`<proposal-form
            .client=${this.client}
            .language=${this.language}
            .matter=${file}
            .facts=${file.person === undefined ? file.facts : (this.person?.facts ?? [])}
            .kinds=${this.kinds ?? []}
            .onPropose=${this.#act}
          ></proposal-form>`
        : nothing
    }
    ${this.#person()} ${this.#acts(file)}`
  }

  #asked({ state, openedAt, dueAt, person, text, wish, told, held }: MatterFile): TemplateResult {
    const { language } = this
    return html`<section class="card" data-state=${state}>
      <div class="row between">
        <strong
          >${
            person === undefined
              ? this.say(words.nobody)
              : `${person.name ?? ''} ****${person.lastFour}`
          }</strong
        >
        <span class="tag">${this.say(matterStateWords[state])}</span>
      </div>
      ${held === undefined ? nothing : heldLines(held, language)}
      <dl>
        ${
          wish === undefined
            ? nothing
            : html`<dt>${this.say(words.wish)}</dt>
                <dd>${this.say(wishWords[wish])}</dd>`
        }
        ${
          told === undefined
            ? nothing
            : html`<dt>${this.say(words.told)}</dt>
                <dd>
                  ${told.outcome === undefined ? nothing : outcomeTag(told.outcome, language)}
                  ${
                    told.version === undefined
                      ? nothing
                      : ruleLine({ ...told, version: told.version }, language)
                  }
                </dd>`
        }
        ${
          told?.receipt === undefined
            ? nothing
            : html`<dt>${this.say(words.receipt)}</dt>
                <dd class="number">${told.receipt}</dd>`
        }
        ${
          text === undefined
            ? nothing
            : html`<dt>${this.say(words.wrote)}</dt>
                <dd>${text}</dd>`
        }
        <dt>${this.say(words.opened)}</dt>
        <dd>${instantWords(openedAt, language)}</dd>
        <dt>${this.say(words.due)}</dt>
        <dd>${instantWords(dueAt, language)}</dd>
      </dl>
    </section>`
  }

  #known(): readonly StatedFact[] {
    return [...(this.file?.facts ?? []), ...(this.person?.facts ?? [])]
  }

  #waiting({ acts }: MatterFile): TemplateResult | typeof nothing {
    const last = acts.findLast(({ what }) => what === 'proposed')
    if (last?.proposal === undefined) return nothing
    const isTheirs = last.officer?.id === this.officer
    const decide = (data: FormData, _form: HTMLFormElement, event: SubmitEvent): void => {
      const isAgreed = (event.submitter as HTMLButtonElement | null)?.value === 'agreed'
      const what = isAgreed ? 'agreed' : 'disagreed'
      this.#act({ what, proposal: last.seq, text: textOf(data, 'text') })
    }
    return html`<section class="card" aria-labelledby="waits">
      <h3 id="waits">${this.say(words.proposal)}</h3>
      <p>
        <strong>${proposalLine(last.proposal, this.#known(), this.language, last.to)}</strong
        ><br />${last.text ?? ''}<br />
        <span class="quiet">${last.officer?.name ?? ''}</span>
      </p>
      ${isTheirs ? html`<p>${this.say(words.yours)}</p>` : nothing}
      ${
        isWhole(last.proposal)
          ? html`<preview-view
              .client=${this.client}
              .language=${this.language}
              .matter=${this.matter}
              .proposal=${last.proposal}
            ></preview-view>`
          : nothing
      }
      <form @submit=${submitted(decide)}>
        <label class="field"
          ><span>${this.say(words.ground)}</span>
          <textarea name="text" required maxlength="2000"></textarea>
        </label>
        <div class="row">
          ${
            isTheirs
              ? nothing
              : html`<button class="primary" value="agreed">${this.say(words.agree)}</button>`
          }
          <button value="disagreed">${this.say(isTheirs ? words.takeBack : words.disagree)}</button>
        </div>
      </form>
    </section>`
  }

  #person(): TemplateResult | typeof nothing {
    const { person, language } = this
    if (person === undefined) return nothing
    const { standing, facts } = person
    return html`<section class="card" aria-labelledby="person">
      <h3 id="person">${this.say(words.factsOf)}</h3>
      ${
        standing === undefined
          ? nothing
          : html`<p data-standing=${standing.outcome}>
              ${this.say(words.now)}: ${outcomeTag(standing.outcome, language)}
              ${ruleLine(standing, language)} ${this.say(standing.reason)}
            </p>`
      }
      ${factList(facts, language)}
    </section>`
  }

  #acts({ acts }: MatterFile): TemplateResult {
    const { language } = this
    const note = (data: FormData, form: HTMLFormElement): void => {
      this.#act({ what: 'noted', text: textOf(data, 'text') })
      form.reset()
    }
    return html`<section class="card" aria-labelledby="acts">
      <h3 id="acts">${this.say(words.acts)}</h3>
      ${acts.length === 0 ? html`<p class="quiet">${this.say(words.noActs)}</p>` : nothing}
      <ol class="plain">
        ${acts.map(
          ({ what, officer, at, text, proposal, to }) =>
            html`<li data-act=${what}>
              <strong>${officer?.name ?? ''}</strong> ${this.say(actWords[what])}
              ${proposal === undefined ? nothing : proposalLine(proposal, this.#known(), language, to)}
              <div>${text ?? ''}</div>
              <div class="quiet">${instantWords(at, language)}</div>
            </li>`,
        )}
      </ol>
      <form @submit=${submitted(note)}>
        <label class="field"
          ><span>${this.say(words.note)}</span>
          <textarea name="text" required maxlength="2000"></textarea>
        </label>
        <button>${this.say(words.note)}</button>
      </form>
    </section>`
  }
}

/** Of what would be added nothing may be left: retention took it. */
function isWhole(proposal: Proposal | { readonly do: 'add' }): proposal is Proposal {
  return proposal.do !== 'add' || 'added' in proposal
}

customElements.define('matter-view', MatterView)

declare global {
  interface HTMLElementTagNameMap {
    'matter-view': MatterView
  }
}
