/** `<studio-files>`: the rule sets on the desk, and which of them have texts that are not saved. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import type { Desk, Language } from '../studio-api.ts'
import { isUnsaved } from './open-file.ts'
import { panelStyles } from './panel-styles.ts'
import { shellWords as words } from './shell-words.ts'
import { tell } from './studio-events.ts'
import type { StudioState } from './studio-session.ts'

/** The list. */
export class StudioFiles extends LitElement {
  static override properties = {
    desk: { attribute: false },
    files: { attribute: false },
    path: { type: String },
    language: { type: String },
  }
  static override styles = [
    ...panelStyles,
    css`
      h2 {
        font-size: 0.85rem;
        color: var(--greengate-quiet);
        padding: 0 0.5rem 0.4rem;
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      button {
        all: unset;
        box-sizing: border-box;
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0 0.4rem;
        width: 100%;
        padding: 0.4rem 0.5rem;
        border-radius: 0.4rem;
        cursor: pointer;
      }
      button:hover {
        background: var(--greengate-sunken);
      }
      button[aria-current] {
        background: var(--greengate-chosen);
      }
      button:focus-visible {
        outline: 2px solid var(--greengate-accent);
      }
      .id {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .path {
        grid-column: 1 / -1;
        font-size: 0.8rem;
        color: var(--greengate-quiet);
        overflow-wrap: anywhere;
      }
      .unsaved {
        color: var(--greengate-doubt);
        font-size: 0.8rem;
        white-space: nowrap;
      }
    `,
  ]

  declare desk: Desk | undefined
  declare files: StudioState['files']
  declare path: string | undefined
  declare language: Language

  constructor() {
    super()
    this.files = new Map()
    this.language = 'zh'
  }

  override focus(): void {
    const current = this.renderRoot.querySelector<HTMLElement>('[aria-current]')
    ;(current ?? this.renderRoot.querySelector<HTMLElement>('button'))?.focus()
  }

  protected override render(): TemplateResult {
    const { desk, language } = this
    return html`<h2>${words.files[language]}</h2>
      ${
        desk?.sets.length === 0
          ? html`<p class="quiet">${words.noSets[language]}</p>`
          : html`<ul>
              ${(desk?.sets ?? []).map((set) => html`<li>${this.#set(set)}</li>`)}
            </ul>`
      }`
  }

  #set({ path, id, version, isWritable, cases }: Desk['sets'][number]): TemplateResult {
    const { language, files } = this
    const hasUnsaved = [path, cases].some((each) => {
      const file = files.get(each)
      return file !== undefined && isUnsaved(file)
    })
    return html`<button
      type="button"
      aria-current=${path === this.path ? 'true' : nothing}
      @click=${() => {
        tell(this, 'studio-open', { path })
      }}
    >
      <span class="id">${id ?? words.unnamed[language]}</span>
      ${hasUnsaved ? html`<span class="unsaved">● ${words.unsaved[language]}</span>` : html`<span></span>`}
      <span class="path"
        >${version === null ? nothing : html`${words.version[language](version)} · `}${path}${isWritable ? nothing : html` · ${words.viewOnly[language]}`}</span
      >
    </button>`
  }
}

customElements.define('studio-files', StudioFiles)

declare global {
  interface HTMLElementTagNameMap {
    'studio-files': StudioFiles
  }
}
