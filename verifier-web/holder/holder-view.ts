/** What every part of the holder's page has: the world that it is drawn from, the looks, and words that follow the language. */
import { updateWhenLocaleChanges } from '@lit/localize'
import { LitElement, type CSSResultGroup, type PropertyDeclarations } from 'lit'
import { buttons, surfaceColours } from '../elements/surface-colours.ts'
import { holderStyles } from './holder-styles.ts'
import type { HolderWorld } from './holder-world.ts'

/** A part. Give it a `world`. */
export abstract class HolderView extends LitElement {
  static override styles: CSSResultGroup = [surfaceColours, buttons, holderStyles]
  static override properties: PropertyDeclarations = { world: { attribute: false } }

  declare world: HolderWorld

  constructor() {
    super()
    updateWhenLocaleChanges(this)
  }

  /** What was pressed may be gone with what it did: whoever has no mouse goes on from what came in its place. */
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus()
  }
}

/** The text of a field of a form; blank where there is none. */
export function fieldOf(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name)
  return typeof value === 'string' ? value.trim() : ''
}
