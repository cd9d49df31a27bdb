/** Says of a world that is not production that nothing decided in it counts. */
import { html, nothing, type TemplateResult } from 'lit'
import type { World } from 'greengate'
import type { Language } from '../elements/language.ts'
import { worldNotice } from './messages.ts'

/** What stands above anything that is decided in such a world. */
export function worldNote(
  world: World | undefined,
  language: Language,
): TemplateResult | typeof nothing {
  if (world === undefined || world === 'production') return nothing
  return html`<p class="unreal" role="note">${worldNotice[world][language]}</p>`
}
