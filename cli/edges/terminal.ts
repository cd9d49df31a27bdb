/** A conversation on the terminal: questions to stderr, so that stdout holds the result alone. */
import { createInterface } from 'node:readline/promises'
import { OperatorError } from '../operator-error.ts'

/** Somebody who is asked. */
export interface Terminal {
  /** @throws {@link OperatorError} when the answers end before the questions */
  ask(prompt: string): Promise<string>
  say(line: string): void
  close(): void
}

/**
 * Opens the terminal, or takes a line per answer from a pipe.
 *
 * @param instead - What to do where nobody answers: `give --yes for the defaults`.
 */
export function openTerminal(instead: string): Terminal {
  const { stdin: input, stderr: output } = process
  const reader = createInterface({ input, output, terminal: input.isTTY })
  // Ctrl-c ends the answers; without this it would only stop listening.
  reader.on('SIGINT', () => {
    reader.close()
  })
  let isOpen = true
  reader.on('close', () => {
    isOpen = false
  })
  // Not `question`: it loses lines that were typed ahead, or piped in.
  const lines = reader[Symbol.asyncIterator]()
  return {
    async ask(prompt) {
      // A pipe may have ended before its lines are asked for; they are kept all the same.
      if (isOpen) {
        reader.setPrompt(prompt)
        reader.prompt()
      } else output.write(prompt)
      const line = await lines.next()
      if (line.done !== true) return line.value.trim()
      throw new OperatorError(`the answers ended before the questions; ${instead}`)
    },
    say(line) {
      output.write(`${line}\n`)
    },
    close() {
      reader.close()
    },
  }
}
