/** A world that is not production is said before anything that is decided in it. */
import { html, nothing, type TemplateResult } from 'lit'
import type { World } from 'greengate'
import { worldNotice } from './messages.ts'

/** Draws the notice; nothing in production, and before there is a bundle. */
export function worldView(world: World | undefined): TemplateResult | typeof nothing {
  if (world === undefined || world === 'production') return nothing
  return html`<aside class="unreal">${worldNotice(world)}</aside>`
}
