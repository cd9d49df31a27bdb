/** Reads a stream of bytes as lines of JSON, each as soon as it is whole. */

/**
 * The values, in order. Empty lines are passed over; what comes behind the last line's end is a line too.
 *
 * @throws SyntaxError for a line that is no JSON
 */
export async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true })
      const lines = rest.split('\n')
      rest = done ? '' : (lines.pop() ?? '')
      for (const line of lines) if (line.trim() !== '') yield JSON.parse(line) as unknown
      if (done) return
    }
  } finally {
    // Whoever stops listening lets the sender know.
    await reader.cancel().catch(() => undefined)
  }
}
