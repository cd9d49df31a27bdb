/** `<code-view>`: the codes of one person: the chosen one to be shown, what it says, and what may be done with it. */
import { msg, str } from '@lit/localize'
import { html, nothing, type TemplateResult } from 'lit'
import { languageOf } from '../words/localize.ts'
import { codePng, fitsPicture, openingFile, save } from './code-file.ts'
import {
  assessedWords,
  bindingWords,
  formatWords,
  genuineWords,
  ruleWords,
  untilWords,
  whoWords,
} from './code-words.ts'
import { dayWords } from './day-words.ts'
import { HolderView } from './holder-view.ts'
import { ownCodes, shownCode, timeOf } from './holder-world.ts'
import type { KeptCode } from './holdings.ts'
import './live-code.ts'
import type { CodeLook } from './look-at-code.ts'
import type { Opening } from './opening.ts'

/**
 * The codes of `world.person`.
 *
 * @fires code-chosen - Which one is to be shown; `detail` is its id.
 */
export class CodeView extends HolderView {
  static override properties = {
    ...HolderView.properties,
    isLeaving: { state: true },
  }

  declare private isLeaving: boolean

  constructor() {
    super()
    this.isLeaving = false
  }

  protected override render(): TemplateResult {
    const codes = ownCodes(this.world)
    const code = shownCode(this.world)
    return html`<h2 id="title" tabindex="-1">${msg('出示', { id: 'holder-show' })}</h2>
      ${code === undefined ? this.#none() : html`${this.#choice(codes, code)} ${this.#code(code)}`}`
  }

  #none(): TemplateResult {
    const { person } = this.world
    return html`<section class="card" data-none>
      <p>
        ${
          person === undefined
            ? msg('本机还没有健康码。', { id: 'holder-nothing-yet' })
            : msg(str`本机还没有${person.name}的码。`, { id: 'holder-no-code-yet' })
        }
      </p>
      <p>
        <a class="button" href="#add">${msg('添加健康码', { id: 'holder-add' })}</a>
      </p>
    </section>`
  }

  #choice(codes: readonly KeptCode[], chosen: KeptCode): TemplateResult | typeof nothing {
    if (codes.length < 2) return nothing
    return html`<fieldset class="card">
      <legend class="legend">${msg('哪一个码', { id: 'holder-which-code' })}</legend>
      ${codes.map((code) => {
        const look = this.world.looks.get(code.id)
        return html`<label class="choice"
          ><input
            type="radio"
            name="code"
            .checked=${code.id === chosen.id}
            @change=${() => {
              this.dispatchEvent(new CustomEvent('code-chosen', { detail: code.id }))
              this.isLeaving = false
            }}
          />
          <span
            >${look === undefined ? '…' : html`${formatWords(look)} · ${untilWords(look, this.world.now)}`}</span
          >
        </label>`
      })}
    </fieldset>`
  }

  #code(code: KeptCode): TemplateResult {
    const { world } = this
    const look = world.looks.get(code.id)
    if (look === undefined) {
      return html`<p class="alert">${msg('无法读取此码。', { id: 'holder-unreadable' })}</p>`
    }
    const time = timeOf(look, world.now)
    return html`<section class="card" data-code=${code.id} data-binding=${look.binding}>
      ${
        time === 'not-yet-valid'
          ? html`<p class="alert">${untilWords(look, world.now)}</p>`
          : nothing
      }
      <live-code
        .world=${world}
        .code=${code}
        .look=${look}
        .holderKey=${code.key === undefined ? undefined : world.keys.get(code.key)}
      ></live-code>
      ${this.#facts(look)} ${code.opening === undefined ? nothing : this.#opening(code.opening)}
      ${this.refusal()} ${this.isLeaving ? this.#sure(code) : this.#actions(code, look)}
    </section>`
  }

  #facts(look: CodeLook): TemplateResult {
    const { now } = this.world
    return html`<dl>
      <dt>${msg('码中所写', { id: 'holder-who' })}</dt>
      <dd><strong>${whoWords(look)}</strong></dd>
      <dt>${msg('有效至', { id: 'holder-until' })}</dt>
      <dd><strong>${untilWords(look, now)}</strong></dd>
      <dt>${msg('种类', { id: 'holder-kind' })}</dt>
      <dd>${formatWords(look)}${look.issuer === undefined ? nothing : html` · ${look.issuer}`}</dd>
      ${this.#assessed(look)}
      <dt>${msg('真伪', { id: 'holder-authentic' })}</dt>
      <dd>${genuineWords(look)}</dd>
      <dt>${msg('出示方式', { id: 'holder-how-shown' })}</dt>
      <dd>${bindingWords(look)}</dd>
    </dl>`
  }

  /** What its issuer made of it: in words, for a colour here would be taken for a gate's. */
  #assessed({ assessment, issuer = '' }: CodeLook): TemplateResult | typeof nothing {
    if (assessment === undefined) return nothing
    const { ruleSet = issuer, version, rule } = assessment
    return html`<dt>${msg('发码时评定', { id: 'holder-assessed' })}</dt>
      <dd data-assessed=${assessment.outcome}>
        ${assessedWords(assessment)}
        <span class="quiet">${ruleWords({ set: ruleSet, version, no: rule })}</span>
      </dd>`
  }

  #opening(opening: Opening): TemplateResult {
    const language = languageOf()
    const labels = this.world.bundle?.facts?.types
    return html`<details>
      <summary>${msg('此码依据的信息（只有您有）', { id: 'holder-opening' })}</summary>
      <ul>
        ${opening.facts.map(
          ({ kind, source, recordedAt }) =>
            html`<li>
              ${labels?.get(kind)?.labels[language] ?? kind} · ${source} ·
              ${dayWords(recordedAt, this.world.now, language)}
            </li>`,
        )}
      </ul>
      <p>
        ${msg('申诉或复核时可凭它证明此码由哪些信息、按哪条规则得出。', {
          id: 'holder-opening-use',
        })}
      </p>
      <p>
        <button
          type="button"
          @click=${() => {
            save(openingFile(opening), 'opening.json')
          }}
        >
          ${msg('保存为文件', { id: 'holder-save-opening' })}
        </button>
      </p>
    </details>`
  }

  #actions(code: KeptCode, look: CodeLook): TemplateResult {
    const [text] = code.texts
    const canSave = look.binding === 'none' && text !== undefined && fitsPicture(text)
    return html`<p class="row">
      <a class="button" href="#ahead">${msg('预演目的地规则', { id: 'holder-go-ahead' })}</a>
      ${
        canSave
          ? html`<button
              type="button"
              data-save
              @click=${async () => {
                save(await codePng(text), 'code.png')
              }}
            >
              ${msg('保存为图片', { id: 'holder-save-picture' })}
            </button>`
          : nothing
      }
      <button type="button" data-remove @click=${this.#askToRemove}>
        ${msg('删除此码', { id: 'holder-remove-code' })}
      </button>
    </p>`
  }

  #sure(code: KeptCode): TemplateResult {
    return html`<p>
        ${
          code.key === undefined
            ? msg('确定从本机删除此码？', { id: 'holder-remove-sure' })
            : msg('确定删除此码？其密钥一并删除，无法恢复，只能重新申领。', {
                id: 'holder-remove-key-sure',
              })
        }
      </p>
      <p class="row">
        <button
          type="button"
          data-sure
          @click=${() => {
            this.isLeaving = false
            this.focusWhenShown('#title')
            void this.keep(() => this.world.holder.removeCode(code))
          }}
        >
          ${msg('删除', { id: 'holder-remove' })}
        </button>
        <button
          type="button"
          class="primary"
          data-keep
          @click=${() => {
            this.isLeaving = false
            void this.focusOn('[data-remove]')
          }}
        >
          ${msg('保留', { id: 'holder-keep' })}
        </button>
      </p>`
  }

  readonly #askToRemove = (): void => {
    this.isLeaving = true
    void this.focusOn('[data-keep]')
  }
}

customElements.define('code-view', CodeView)

declare global {
  interface HTMLElementTagNameMap {
    'code-view': CodeView
  }
}
