/** Asks the questions that no flag has answered, with a default for each. */
import type { Language } from '../../edges/language.ts'
import { openTerminal, type Terminal } from '../../edges/terminal.ts'
import { OperatorError } from '../../operator-error.ts'
import type { Answers, Question } from './answers.ts'

/** What flags say, by the names of the answers. */
export type Given = Readonly<Partial<Record<keyof Answers, string>>>

/**
 * Takes every answer from a flag, or from the person, or its default.
 *
 * @param isAsking - Whether the person is asked at all.
 * @throws {@link OperatorError} for a flag that cannot be right
 */
export async function answersOf(
  questions: readonly Question[],
  given: Given,
  isAsking: boolean,
  now: Date,
  language: Language,
): Promise<Answers> {
  const terminal = isAsking ? openTerminal('give --yes for the defaults') : undefined
  const answers: Record<string, unknown> = {}
  try {
    for (const question of questions) {
      const known = given[question.name]
      const fallback = question.fallback(answers, now)
      if (known !== undefined || terminal === undefined) {
        answers[question.name] = readGiven(question, known ?? fallback, answers)
        continue
      }
      answers[question.name] = await ask(terminal, question, fallback, answers, language)
    }
  } finally {
    terminal?.close()
  }
  return answers as unknown as Answers
}

function readGiven(question: Question, text: string, before: Partial<Answers>): unknown {
  try {
    return question.read(text, before)
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    const flag = question.flag.split(' ')[0] ?? ''
    throw new OperatorError(`${flag}: ${error.message}; give another`)
  }
}

async function ask(
  terminal: Terminal,
  question: Question,
  fallback: string,
  before: Partial<Answers>,
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
