/** The gate as a process that `greengate conformance` tries: a line of JSON in, a line of JSON out (docs/embedding.md). */
import { createInterface } from 'node:readline'
import { GreengateError, type Card, type Context, type GroupKey, type PinOptions } from 'greengate'
import { openGate } from './gate.ts'

interface Line {
  readonly type: string
  readonly id: string
  readonly now: string
  readonly root: string
  readonly bundle: string | null
  readonly worlds: PinOptions['worlds']
  readonly class: PinOptions['class']
  readonly groupKey?: GroupKey
  readonly texts?: readonly string[]
  readonly card?: Card
  readonly context: Omit<Context, 'startedAt'> & { readonly startedAt?: string }
}

type Gate = Awaited<ReturnType<typeof openGate>>
const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))
let gate: Gate | undefined

/** Sets up a new gate (`hello`), or offers more to the one that is there (`update`). */
const setUp = async (line: Line): Promise<boolean> => {
  try {
    if (line.type === 'hello') {
      gate = undefined
      const { worlds, class: age } = line
      const options = { ...(worlds && { worlds }), ...(age && { class: age }) }
      const next = await openGate(bytesOf(line.root), options, line.groupKey)
      if (line.bundle !== null) await next.take(bytesOf(line.bundle), new Date(line.now))
      gate = next
    } else if (line.bundle !== null) await gate?.take(bytesOf(line.bundle), new Date(line.now))
    return gate !== undefined
  } catch (error) {
    // What the operator supplied is refused: the gate goes on with what it has, and that may be nothing.
    if (!(error instanceof GreengateError)) throw error
    return false
  }
}

const answer = async (line: Line): Promise<object> => {
  const { id, type } = line
  if (type !== 'case') return { id, ready: await setUp(line) }
  const { startedAt, ...rest } = line.context
  const context = { ...rest, ...(startedAt !== undefined && { startedAt: new Date(startedAt) }) }
  const decision = await gate?.decide(line.card ?? line.texts ?? [], new Date(line.now), context)
  const outcome = decision?.outcome
  return { id, opens: outcome === 'pass', outcome }
}

for await (const text of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await answer(JSON.parse(text) as Line)))
}
