/** `<studio-notices>`: what the person should know now: no server, no token, a change on the disk, an error in words. */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { noticeStyles } from './bar-styles.ts'
import type { OpenFile } from './open-file.ts'
import { panelStyles } from './panel-styles.ts'
import { shellWords as words } from './shell-words.ts'
import type { StudioState } from './studio-session.ts'

/**
 * The notices.
 *
 * @fires compare - The two texts of a conflict are to be shown.
 * @fires dismiss - The passing notice was read.
 */
export class StudioNotices extends LitElement {
  static override properties = { state: { attribute: false }, conflict: { attribute: false } }
  static override styles = [...panelStyles, noticeStyles]

  declare state: StudioState | undefined
  declare conflict: OpenFile | undefined

  protected override render(): TemplateResult {
    const { state, conflict } = this
    const language = state?.language ?? 'zh'
    return html`<div class="notices" role="status">
      ${state?.isLocked === true ? html`<div class="notice" data-notice="locked">${words.locked[language]}</div>` : nothing}
      ${state?.isReached === false ? html`<div class="notice" data-notice="gone">${words.gone[language]}</div>` : nothing}
      ${
        conflict === undefined
          ? nothing
          : html`<div class="notice" data-notice="conflict">
              ${words.changedOnDisk[language](conflict.path)}
              <button
                type="button"
                class="button"
                @click=${() => {
                  this.#tell('compare')
                }}
              >
                ${words.compare[language]}
              </button>
            </div>`
      }
      ${this.#passing()}
    </div>`
  }

  #passing(): TemplateResult | typeof nothing {
    const { notice, language = 'zh' } = this.state ?? {}
    if (notice === undefined) return nothing
    const text = notice.is === 'refused' ? notice.words : words.reread[language](notice.path)
    return html`<div
      class="notice ${notice.is === 'refused' ? '' : 'quiet'}"
      data-notice=${notice.is}
    >
      ${text}
      <button
        type="button"
        class="link"
        @click=${() => {
          this.#tell('dismiss')
        }}
      >
        ${words.dismiss[language]}
      </button>
    </div>`
  }

  #tell(name: 'compare' | 'dismiss'): void {
    this.dispatchEvent(new CustomEvent(name))
  }
}

customElements.define('studio-notices', StudioNotices)

declare global {
  interface HTMLElementTagNameMap {
    'studio-notices': StudioNotices
  }
}
