/** The codes of the person at hand: one, or several where another was asked for; held only while their answer is shown. */

/** Starts with nobody. */
export class ShownCodes {
  #texts: readonly string[] = []
  #isAwaiting = false

  get texts(): readonly string[] {
    return this.#texts
  }

  /** Whether the next text is of the same person. */
  get isAwaiting(): boolean {
    return this.#isAwaiting
  }

  /** The next text is of the same person. */
  awaitAnother(): void {
    this.#isAwaiting = this.#texts.length > 0
  }

  /** Takes a text, and gives all that its person has shown. */
  take(text: string): readonly string[] {
    this.#texts = this.#isAwaiting ? [...new Set([...this.#texts, text])] : [text]
    this.#isAwaiting = false
    return this.#texts
  }

  /** The person has gone. */
  clear(): void {
    this.#texts = []
    this.#isAwaiting = false
  }
}
