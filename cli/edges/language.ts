/** Which of the two languages the command speaks to people. JSON and errors have one form. */
import { OperatorError } from '../operator-error.ts'

/** The languages that rule sets and reasons are written in. */
export type Language = 'zh' | 'en'

/**
 * Takes --lang, else the language of the environment.
 *
 * @throws {@link OperatorError} for another language
 */
export function languageOf(
  option: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  if (option === 'zh' || option === 'en') return option
  if (option !== undefined)
    throw new OperatorError("--lang: must be zh or en; leave it out for the system's")
  const { LC_ALL, LC_MESSAGES, LANG } = environment
  // POSIX: the first that is set and not empty counts.
  const set = [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== '')
  return set?.toLowerCase().startsWith('zh') === true ? 'zh' : 'en'
}
