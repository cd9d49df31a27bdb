/** Server-sent events as an answer: sent until whoever listens goes away, or the desk stops. */

/** A connection over which nothing goes is taken for dead by some. */
const heartbeatMs = 20_000

/** Sends what it is told. Each event is JSON on one line. */
export function streamEvents(
  listen: (send: (event: object) => void) => () => void,
  stop: AbortSignal,
): Response {
  const encoder = new TextEncoder()
  let end = (): void => undefined
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string): void => {
        controller.enqueue(encoder.encode(text))
      }
      const close = (): void => {
        end()
        controller.close()
      }
      write(': here\n\n')
      const forget = listen((event) => {
        write(`data: ${JSON.stringify(event)}\n\n`)
      })
      const heartbeat = setInterval(() => {
        write(': still here\n\n')
      }, heartbeatMs)
      end = () => {
        clearInterval(heartbeat)
        forget()
        stop.removeEventListener('abort', close)
      }
      stop.addEventListener('abort', close, { once: true })
    },
    cancel() {
      end()
    },
  })
  return new Response(stream, {
    headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}
