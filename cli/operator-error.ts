/** The command's own error: what is wrong and what to do, in one line. It ends the command with exit code 2. */

/**
 * A mistake of whoever typed the command, or of the files it was given.
 *
 * The message is printed as it is, so it never holds a claim, the text of a code or a part of a key.
 */
export class OperatorError extends Error {
  override name = 'OperatorError'
}

/** The three exit codes of every command. */
export const exitCodes = { done: 0, otherOutcome: 1, operatorError: 2 } as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
