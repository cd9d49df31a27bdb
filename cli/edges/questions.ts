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
  readonly read: (text: string, before: Partial<A>) => unknown
}

/** What flags say, by the names of the answers. */
export type Given<A> = Readonly<Partial<Record<keyof A, string>>>

/** Whom to ask, and when and in which language. */
export interface Asking {
  /** Undefined: nobody is asked, the defaults hold. */
  readonly terminal: Terminal | undefined
  readonly now: Date
  readonly language: Language
}

/**
 * Takes every answer from a flag, or from the person, or its default.
 *
 * @throws {@link OperatorError} for a flag that cannot be right
 */
export async function answersOf<A>(
  questions: readonly Question<A>[],
  given: Given<A>,
  { terminal, now, language }: Asking,
): Promise<A> {
  const answers: Partial<Record<keyof A, unknown>> = {}
  for (const question of questions) {
    const before = answers as Partial<A>
    const known = given[question.name]
    const fallback = question.fallback(before, now)
    answers[question.name] =
      known !== undefined || terminal === undefined
        ? readGiven(question, known ?? fallback, before)
        : await ask(terminal, question, fallback, before, language)
  }
  return answers as A
}

function readGiven<A>(question: Question<A>, text: string, before: Partial<A>): unknown {
  try {
    return question.read(text, before)
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    const flag = question.flag.split(' ')[0] ?? ''
    throw new OperatorError(`${flag}: ${error.message}; give another`)
  }
}

async function ask<A>(
  terminal: Terminal,
  question: Question<A>,
  fallback: string,
  before: Partial<A>,
  language: Language,
): Promise<unknown> {
  for (;;) {
    const line = await terminal.ask(`${question.ask[language]} [${fallback}] `)
    try {
      return question.read(line === '' ? fallback : line, before)
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error
      terminal.say(`  ${error.message}`)
    }
  }
}
