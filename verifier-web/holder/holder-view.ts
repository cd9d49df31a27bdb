/** What every part of the holder's page has: the world that it is drawn from, the looks, and words that follow the language. */
import { updateWhenLocaleChanges } from '@lit/localize'
import {
  LitElement,
  type CSSResultGroup,
  type PropertyDeclarations,
  type PropertyValues,
} from 'lit'
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

  #next: readonly string[] | undefined

  /** Focuses the first of these that is there once what was done is shown. */
  protected focusWhenShown(...selectors: readonly string[]): void {
    this.#next = selectors
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('world')?.holdings
    if (this.#next === undefined || before === undefined || before === this.world.holdings) return
    const found = this.#next.map((one) => this.renderRoot.querySelector<HTMLElement>(one))
    this.#next = undefined
    found.find((element) => element !== null)?.focus()
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
