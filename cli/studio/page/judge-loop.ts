/** Asks for judgements while somebody types: after a pause, one at a time, and only the newest counts. */

/** What a loop stands on. */
export interface JudgeLoopOptions<Question, Answer> {
  readonly judge: (question: Question, signal: AbortSignal) => Promise<Answer>
  /** Hears of answers to the question that was asked last, and of no other. */
  readonly onAnswer: (answer: Answer) => void
  readonly onFault: (error: unknown) => void
  readonly pauseMs: number
}

/** Judges questions. */
export class JudgeLoop<Question, Answer> {
  readonly #options: JudgeLoopOptions<Question, Answer>
  #next: { readonly question: Question } | undefined
  #running: AbortController | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: JudgeLoopOptions<Question, Answer>) {
    this.#options = options
  }

  /** Asks, after the pause; what was asked before is of no interest any more. */
  ask(question: Question, isUrgent = false): void {
    this.#next = { question }
    this.#running?.abort()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined
        void this.#run()
      },
      isUrgent ? 0 : this.#options.pauseMs,
    )
  }

  /** Ends it. */
  stop(): void {
    this.#next = undefined
    clearTimeout(this.#timer)
    this.#running?.abort()
  }

  async #run(): Promise<void> {
    const { judge, onAnswer, onFault } = this.#options
    // The one that runs was told to stop; when it has, this is called again.
    if (this.#running !== undefined || this.#next === undefined) return
    const { question } = this.#next
    const running = new AbortController()
    this.#running = running
    this.#next = undefined
    try {
      const answer = await judge(question, running.signal)
      if (!running.signal.aborted) onAnswer(answer)
    } catch (error) {
      if (!running.signal.aborted) onFault(error)
    } finally {
      this.#running = undefined
      if (this.#timer === undefined) void this.#run()
    }
  }
}
