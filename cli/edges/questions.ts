/** Asks the questions that no flag has answered, with a default for each. */
import { OperatorError } from '../operator-error.ts'
import type { Language } from './language.ts'
import type { Terminal } from './terminal.ts'

/** One question, whose answer is one member of `A`. */
export interface Question<A> {
  readonly name: keyof A & string
  /** How it is given without being asked: `--test-hours <number>`. */
  readonly flag: string
  readonly ask: Readonly<Record<Language, string>>
  readonly fallback: (before: Partial<A>, now: Date) => string
  /** @throws OperatorError that says what would be right */
  readonly read: (text: string, before: Partial<A>, now: Date) => unknown
  /** Whether it makes sense after the answers before it; default: always. Else its fallback holds. */
  readonly isAsked?: (before: Partial<A>) => boolean
}

/** What flags say, by the names of the answers. */
export type Given<A> = Readonly<Partial<Record<keyof A, string>>>

/** Whom to ask, and when and in which language. */
export interface Asking {
  /** Undefined: nobody is asked, the defaults hold. */
  readonly terminal: Terminal | undefined
  readonly now: Date
  readonly language: Language
  /** Asked at the end, with all answers shown: none goes on before somebody has said yes. */
  readonly review?: Readonly<Record<Language, string>>
}

/**
 * Takes every answer from a flag, or from the person, or its default.
 *
 * @throws {@link OperatorError} for a flag that cannot be right
 */
export async function answersOf<A>(
  questions: readonly Question<A>[],
  given: Given<A>,
  asking: Asking,
): Promise<A> {
  const sheet = new Sheet(questions, asking)
  for (const question of questions) {
    const known = given[question.name]
    if (known === undefined) await sheet.answer(question)
    else sheet.take(question, known)
  }
  if (asking.review !== undefined) await sheet.review(asking.review)
  return sheet.answers as A
}

const yes = /^(yes|y|是|好|对)$/i
const no = /^(no|n|否|不)$/i

/** Reads a yes or a no, in either language; undefined: neither. */
export function readYes(text: string): boolean | undefined {
  return yes.test(text) ? true : no.test(text) ? false : undefined
}

/** The answers so far, and how they were written. */
class Sheet<A> {
  readonly answers: Partial<Record<keyof A, unknown>> = {}
  readonly #texts = new Map<string, string>()
  readonly #questions: readonly Question<A>[]
  readonly #asking: Asking

  constructor(questions: readonly Question<A>[], asking: Asking) {
    this.#questions = questions
    this.#asking = asking
  }

  /** @throws OperatorError for a flag that cannot be right */
  take(question: Question<A>, text: string): void {
    try {
      this.#put(question, text)
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error
      const flag = question.flag.split(' ')[0] ?? ''
      throw new OperatorError(`${flag}: ${error.message}; give another`)
    }
  }

  /** Asks, until the answer can be read; what stood there before is offered again. */
  async answer(question: Question<A>): Promise<void> {
    const { terminal, now, language } = this.#asking
    const before = this.answers as Partial<A>
    const isAsked = question.isAsked?.(before) !== false
    const usual = question.fallback(before, now)
    const fallback = isAsked ? (this.#texts.get(question.name) ?? usual) : usual
    if (terminal === undefined || !isAsked) {
      this.take(question, fallback)
      return
    }
    for (;;) {
      const shown = fallback === '' ? '' : ` [${fallback}]`
      const line = await terminal.ask(`${question.ask[language]}${shown} `)
      try {
        this.#put(question, line === '' ? fallback : line)
        return
      } catch (error) {
        if (!(error instanceof OperatorError)) throw error
        terminal.say(`  ${error.message}`)
      }
    }
  }

  /** Shows all answers, and lets any be given again, until somebody says yes. */
  async review(words: Readonly<Record<Language, string>>): Promise<void> {
    const { terminal, language } = this.#asking
    if (terminal === undefined) return
    const how =
      language === 'zh' ? '是 / 否 / 要改的序号' : 'yes, no, or a number to answer it again'
    for (;;) {
      for (const [at, { name, ask }] of this.#questions.entries()) {
        terminal.say(`  ${String(at + 1).padStart(2)}  ${ask[language]}: ${this.#texts.get(name)}`)
      }
      const line = await terminal.ask(`${words[language]} (${how}) `)
      const isYes = readYes(line)
      if (isYes === true) return
      if (isYes === false) throw new OperatorError('stopped before anything was made; begin again')
      const at = /^\d{1,2}$/.test(line) ? Number(line) - 1 : -1
      if (this.#questions[at] !== undefined) await this.#again(at)
    }
  }

  /** Later answers stay where they still can be read. */
  async #again(at: number): Promise<void> {
    const [question, ...later] = this.#questions.slice(at)
    if (question !== undefined) await this.answer(question)
    for (const next of later) {
      if (next.isAsked?.(this.answers as Partial<A>) === false) {
        await this.answer(next)
        continue
      }
      try {
        this.#put(next, this.#texts.get(next.name) ?? '')
      } catch (error) {
        if (!(error instanceof OperatorError)) throw error
        this.#texts.delete(next.name)
        await this.answer(next)
      }
    }
  }

  #put(question: Question<A>, text: string): void {
    const { now } = this.#asking
    this.answers[question.name] = question.read(text, this.answers as Partial<A>, now)
    this.#texts.set(question.name, text)
  }
}
