/** Where the command's words go: results to stdout, errors to stderr, one line each. */
import { styleText } from 'node:util'

/** The styles of `styleText` that the command uses. */
export type Style = 'green' | 'yellow' | 'red' | 'blue' | 'bold' | 'dim'

/** Prints to stdout as it is, without adding a line break. */
export function print(content: string | Uint8Array): void {
  process.stdout.write(content)
}

/** Prints one line to stdout. */
export function printLine(line = ''): void {
  process.stdout.write(`${line}\n`)
}

/** Prints a value as one line of JSON. */
export function printJson(value: unknown): void {
  printLine(JSON.stringify(value))
}

/** Prints an error: one line, whatever is in it. */
export function printError(message: string): void {
  // A line break or an escape sequence in a file's name must not make two lines, nor speak to the terminal.
  process.stderr.write(`greengate: ${message.replace(/\p{Cc}+/gu, ' ')}\n`)
}

/** Colours a text where stdout is a terminal that wants colour (NO_COLOR and FORCE_COLOR are heeded). */
export function styled(style: Style | readonly Style[], text: string): string {
  return styleText(typeof style === 'string' ? style : [...style], text, { stream: process.stdout })
}
