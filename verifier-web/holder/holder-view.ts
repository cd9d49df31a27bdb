/** What every part of the holder's page has: the world that it is drawn from, the looks, and words that follow the language. */
import { msg, updateWhenLocaleChanges } from '@lit/localize'
import {
  LitElement,
  html,
  nothing,
  type CSSResultGroup,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit'
import { buttons, surfaceColours } from '../elements/surface-colours.ts'
import { holderStyles } from './holder-styles.ts'
import type { HolderWorld } from './holder-world.ts'

/** A part. Give it a `world`. */
export abstract class HolderView extends LitElement {
  static override styles: CSSResultGroup = [surfaceColours, buttons, holderStyles]
  static override properties: PropertyDeclarations = {
    world: { attribute: false },
    isRefused: { state: true },
  }

  declare world: HolderWorld

  constructor() {
    super()
    updateWhenLocaleChanges(this)
    this.isRefused = false
  }

  /** Whether the browser refused to keep what was last to be kept. */
  declare protected isRefused: boolean
  #isBusy = false

  /** Keeps something, once however often the button is pressed. */
  protected async keep(work: () => Promise<void>): Promise<void> {
    if (this.#isBusy) return
    this.#isBusy = true
    this.isRefused = false
    try {
      await work()
    } catch (error) {
      // There is no room, or the database is gone.
      if (!(error instanceof DOMException)) throw error
      this.isRefused = true
    } finally {
      this.#isBusy = false
    }
  }

  /** That it was refused. */
  protected refusal(): TemplateResult | typeof nothing {
    if (!this.isRefused) return nothing
    return html`<p class="alert" role="alert" data-refused>
      ${msg('浏览器拒绝保存：可能空间不足。请腾出空间后重试。', { id: 'holder-refused' })}
    </p>`
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
