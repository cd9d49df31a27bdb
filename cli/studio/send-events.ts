/** Tells the page what changes on the disk, by server-sent events. */
import type { DeskWatch } from './desk-watch.ts'
import type { Asked } from './routes.ts'

/** A connection over which nothing goes is taken for dead by some. */
const heartbeatMs = 20_000

/** Sends events until the page goes away. */
export function sendEvents({ response }: Asked, watch: DeskWatch): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' })
  // Whoever hears this misses nothing from now on.
  response.write(': here\n\n')
  const end = watch.listen((event) => {
    response.write(`data: ${JSON.stringify(event)}\n\n`)
  })
  const heartbeat = setInterval(() => {
    response.write(': still here\n\n')
  }, heartbeatMs)
  return new Promise((resolve) => {
    response.on('close', () => {
      clearInterval(heartbeat)
      end()
      resolve()
    })
  })
}
