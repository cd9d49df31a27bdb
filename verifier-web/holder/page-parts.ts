/** The frame of the holder's page: its navigation, whose turn it is, and what must be said before anything else. */
import { msg, str } from '@lit/localize'
import { html, nothing, type TemplateResult } from 'lit'
import { spanWords } from '../elements/time-words.ts'
import { languageOf } from '../words/localize.ts'
import type { HolderWorld } from './holder-world.ts'
import { secondsBehind } from './holder-world.ts'
import { parts, type Part } from './parts.ts'

function partName(part: Part): string {
  switch (part) {
    case 'code':
      return msg('出示', { id: 'holder-show' })
    case 'add':
      return msg('添加', { id: 'holder-add-title' })
    case 'ahead':
      return msg('预演', { id: 'holder-ahead' })
    case 'people':
      return msg('家人', { id: 'holder-people' })
    case 'device':
      return msg('本机', { id: 'holder-device' })
  }
}

/** Links to the parts. */
export function partLinks(current: Part): TemplateResult {
  return html`<nav aria-label=${msg('各部分', { id: 'holder-parts' })}>
    ${parts.map(
      (part) =>
        html`<a href=${`#${part}`} aria-current=${part === current ? 'page' : nothing}
          >${partName(part)}</a
        >`,
    )}
  </nav>`
}

/** Whose codes are shown: one tap, or an arrow key. */
export function peopleChoice(
  { holdings, person }: HolderWorld,
  choose: (id: string) => void,
): TemplateResult | typeof nothing {
  const { people } = holdings
  if (people.length < 2) return nothing
  return html`<fieldset class="people">
    <legend class="hidden">${msg('谁的码', { id: 'holder-whose' })}</legend>
    ${people.map(
      ({ id, name }) =>
        html`<label
          ><input
            type="radio"
            name="person"
            .checked=${id === person?.id}
            @change=${() => {
              choose(id)
            }}
          /><span>${name}</span></label
        >`,
    )}
  </fieldset>`
}

/** That the clock is wrong, or that nothing lasts here. */
export function warnings({ bundle, now, holder }: HolderWorld): TemplateResult {
  const behind = secondsBehind(bundle, now)
  return html`${
    behind === 0
      ? nothing
      : html`<p class="alert" role="alert" data-warning="clock">
          <strong
            >${msg(str`本机时钟至少慢了${spanWords(behind, languageOf())}`, {
              id: 'holder-clock',
            })}</strong
          >
          ${msg('请设为自动校准：时钟不准，检票口会拒绝动态码。', { id: 'holder-clock-help' })}
        </p>`
  }
  ${
    holder.lasts
      ? nothing
      : html`<p class="alert" data-warning="memory">
          ${msg('此浏览器不保存任何内容（例如无痕窗口）：关闭本页后全部消失。', {
            id: 'holder-storage-none',
          })}
        </p>`
  }`
}
