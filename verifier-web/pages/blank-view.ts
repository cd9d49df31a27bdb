/** What stands where a decision would stand: what to do first, or why there is none. */
import { msg } from '@lit/localize'
import { html, nothing, type TemplateResult } from 'lit'
import { noticeWords, type Notice } from './messages.ts'
import { finder } from './page-pictures.ts'

/** Draws it; it stays in the page while a decision is shown, so that it is told as it comes back. */
export function blankView(
  notice: Notice | undefined,
  isHidden: boolean,
  isAnother: boolean,
): TemplateResult {
  const words =
    notice === undefined
      ? {
          title: msg('请出示健康码', { id: 'page-idle' }),
          help: msg('对准摄像头，或选择、拖入、粘贴图片或文本。', { id: 'page-idle-how' }),
        }
      : noticeWords(notice)
  return html`<div
    role="status"
    class="blank ${notice === undefined ? '' : 'notice'}"
    data-notice=${notice ?? nothing}
    ?hidden=${isHidden}
  >
    ${notice === undefined ? finder : nothing}
    <p class="headline">${words.title}</p>
    <p>${words.help}</p>
    ${isAnother && notice !== 'another' ? html`<p>${noticeWords('another').help}</p>` : nothing}
  </div>`
}

/** Says that what is dragged over the page may be let go. */
export function dropView(isDropping: boolean): TemplateResult | typeof nothing {
  if (!isDropping) return nothing
  return html`<div class="drop" aria-hidden="true">
    ${msg('松开即可核验', { id: 'page-drop-here' })}
  </div>`
}
