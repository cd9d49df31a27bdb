/** A gate controller that is told by HTTP: holds every order against its signature, its limit and its id. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isSigned, type GateAnswer, type GateOrder } from './webhook-protocol.ts'

/** The controller. */
export interface SimulatedController {
  readonly url: string
  readonly orders: readonly GateOrder[]
  isOpen(): boolean
  /** How the next requests are met: well; lost after they were carried out; refused; or answered by nonsense. */
  behave(how: 'well' | 'lose-answer' | 'refuse' | 'nonsense' | 'hang'): void
  close(): Promise<void>
}

/** Starts one on this machine. */
export async function startController(secret: string): Promise<SimulatedController> {
  const orders: GateOrder[] = []
  const done = new Map<string, GateAnswer>()
  let isOpen = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let how: Parameters<SimulatedController['behave']>[0] = 'well'
  const carryOut = (order: GateOrder): GateAnswer => {
    const before = done.get(order.id)
    if (before !== undefined) return before
    orders.push(order)
    if (order.order !== 'status') {
      clearTimeout(timer)
      isOpen = order.order !== 'shut'
    }
    if (order.order === 'open') {
      timer = setTimeout(() => {
        isOpen = false
      }, order.seconds * 1_000)
    }
    const answer: GateAnswer = {
      format: 'greengate-gate-1',
      id: order.id,
      gate: isOpen ? 'open' : 'shut',
    }
    done.set(order.id, answer)
    return answer
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString()
      const answer = (status: number, text: string) => response.writeHead(status).end(text)
      const signature = String(request.headers['x-greengate-signature'])
      const isOurs =
        isSigned(body, secret, signature) || request.headers.authorization === `Bearer ${secret}`
      if (!isOurs) {
        answer(401, '')
        return
      }
      const order = JSON.parse(body) as GateOrder
      if (how === 'hang') return
      if (how === 'refuse') answer(503, '')
      else if (how === 'nonsense') answer(200, '<html>ok</html>')
      else if (Date.parse(order.until) < Date.now()) answer(410, '')
      else {
        const said = JSON.stringify(carryOut(order))
        if (how === 'lose-answer') {
          how = 'well'
          response.destroy()
        } else answer(200, said)
      }
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/gate`,
    orders,
    isOpen: () => isOpen,
    behave(next) {
      how = next
    },
    close: () =>
      new Promise<void>((closed) => {
        clearTimeout(timer)
        server.close(() => {
          closed()
        })
        server.closeAllConnections()
      }),
  }
}
