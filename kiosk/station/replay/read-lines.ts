/** Takes whole lines off a stream, and gives a sender up whose line does not end. */
import type { Duplex } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/**
 * Calls back for each line that comes; a longer one ends the stream.
 *
 * @param onLine - Gives false for a line that ends the stream.
 */
export function readLines(
  stream: Duplex,
  longest: number,
  onLine: (line: string) => boolean,
): void {
  const decoder = new StringDecoder('utf8')
  let parts: string[] = []
  let length = 0
  stream.on('data', (bytes: Buffer) => {
    const [rest = '', ...lines] = decoder.write(bytes).split('\n').reverse()
    for (const line of lines.reverse()) {
      const whole = parts.join('') + line
      parts = []
      length = 0
      if (stream.destroyed) return
      if (whole.length > longest || !onLine(whole)) {
        stream.destroy()
        return
      }
    }
    parts.push(rest)
    length += rest.length
    if (length > longest) stream.destroy()
  })
}
