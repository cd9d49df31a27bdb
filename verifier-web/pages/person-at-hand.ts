/** The person at hand: the codes that were shown, and the answer or the notice that stands for them. */
import type { Bundle } from 'greengate'
import { codesIn } from '../edges/transfer.ts'
import type { Answer } from './decide-codes.ts'
import { canFetch, fetchDeciding } from './fetch-part.ts'
import type { Notice } from './messages.ts'
import { ShownCodes } from './shown-codes.ts'
import { VisitHistory } from './visit-history.ts'

/** A flicker for each code is of no use to anybody; what takes longer is waited for without an answer. */
const soonMs = 100

/** What codes are decided under. */
export interface Under {
  readonly bundle: Bundle | undefined
  readonly ruleSet: string | undefined
}

/** One at a time: what is still being decided when somebody else comes is never shown. */
export class PersonAtHand {
  answer: Answer | undefined
  notice: Notice | undefined
  readonly history = new VisitHistory()
  readonly #codes = new ShownCodes()
  readonly #onChange: () => void
  readonly #under: () => Promise<Under>
  // Counts what was begun, so that an answer that was overtaken is not shown.
  #turn = 0

  /**
   * @param onChange - Something else stands there.
   * @param under - What there is to decide under, when it is there.
   */
  constructor(onChange: () => void, under: () => Promise<Under>) {
    this.#onChange = onChange
    this.#under = under
  }

  /** Whether the next code is judged with those before. */
  get isAnother(): boolean {
    return this.#codes.isAwaiting
  }

  /** Puts an answer or a notice there, or neither. */
  show(answer: Answer | undefined, notice?: Notice): void {
    this.#turn++
    this.#put(answer, notice)
    if (answer === undefined) {
      // A picture without a code does not make the next code one of another person.
      if (notice === undefined || !this.isAnother) this.#codes.clear()
      return
    }
    this.history.note(answer.decision)
    // The parts of a card are one code.
    if (answer.decision.reasons.some(({ code }) => code === 'parts-missing'))
      this.#codes.awaitAnother()
  }

  /** Asks for one more code of the same person. */
  awaitAnother(): void {
    this.#codes.awaitAnother()
    this.show(undefined, 'another')
  }

  /** Does what ends in an answer or a notice; `isOver` tells it that it was overtaken. */
  async take(work: (isOver: () => boolean) => Promise<void>): Promise<void> {
    const turn = ++this.#turn
    const isOver = () => turn !== this.#turn
    // What stands there is of somebody else, or of other data.
    setTimeout(() => {
      if (!isOver()) this.#put(undefined, 'checking')
    }, soonMs)
    try {
      await work(isOver)
    } catch (error) {
      // A fault of ours: never a pass, and never a silent page.
      const isThere = await canFetch(fetchDeciding)
      if (!isOver()) this.show(undefined, isThere ? 'failed' : 'no-part')
      throw error
    }
  }

  /** Decides a text that was shown. */
  async check(text: string, isOver: () => boolean): Promise<void> {
    const [code = text, ...more] = codesIn(text)
    if (!window.isSecureContext) this.show(undefined, 'insecure')
    else if (more.length > 0) this.show(undefined, 'several')
    else await this.#decide(this.#codes.take(code), isOver)
  }

  /** Decides anew what an answer stands for that was made under other data. */
  async renew(bundle: Bundle | undefined): Promise<void> {
    if (this.answer === undefined || this.answer.bundle === bundle) return
    const { texts } = this.#codes
    await this.take((isOver) => this.#decide(texts, isOver))
  }

  async #decide(texts: readonly string[], isOver: () => boolean): Promise<void> {
    const { decideCodes } = await fetchDeciding()
    for (;;) {
      const { bundle, ruleSet } = await this.#under()
      const answer = await decideCodes(texts, bundle, ruleSet)
      if (isOver()) return
      // Newer data may have come meanwhile.
      if ((await this.#under()).bundle === bundle) {
        if (!isOver()) this.show(answer)
        return
      }
    }
  }

  #put(answer: Answer | undefined, notice: Notice | undefined): void {
    this.answer = answer
    this.notice = notice
    this.#onChange()
  }
}
