/** The driver of SDT readers of resident identity cards: finds the reader, keeps looking for cards, says how it is. */
import { queue } from '../../../shared/queue.ts'
import type { CardHappening, CardReader, Surroundings } from '../device.ts'
import { keepHealth } from '../kept-health.ts'
import type { OpenLine } from '../line/line.ts'
import { followCards, type Look } from './card-presence.ts'
import { formatSamId } from './sam-id.ts'
import { openExchange } from './sdt-exchange.ts'
import { bauds, command, setBaud, setRfBytes, type Baud, type Command } from './sdt-frame.ts'

/** As the configuration has it. */
export interface SdtReaderOptions {
  readonly name: string
  readonly path: string
  /** The rate to work at: a reader that speaks at another is found, and told to change. */
  readonly baud: number
  /** For lines that disturb: each card is read a second time, and counts only where both are alike. */
  readonly readsTwice?: boolean
  /** The most bytes that the reader sends a card at once; unstated: as the reader is set. */
  readonly rfBytes?: number
}

/** How long things take, in milliseconds. */
export interface SdtTimes {
  /** Between two looks for a card; readers want more than 300. */
  readonly poll: number
  readonly answer: number
  readonly read: number
  /** Nothing may come for so long before a line counts as quiet. */
  readonly quiet: number
  /** Between two attempts to find a reader that does not answer. */
  readonly again: number
}

const usual: SdtTimes = { poll: 310, answer: 1_500, read: 3_000, quiet: 60, again: 2_000 }

/** So many disturbed looks in a row are no accident. */
const mostDisturbed = 3
/** An answer may get lost once. */
const mostSilent = 2

/** Opens a reader; it is looked for until it is stopped. */
export function openSdtReader(
  { name, path, baud, readsTwice = false, rfBytes }: SdtReaderOptions,
  { now, monotonicMs, log, openLine }: Surroundings & { readonly openLine: OpenLine },
  times: SdtTimes = usual,
): CardReader {
  const wanted = bauds.find((one) => one === baud)
  if (wanted === undefined) throw new TypeError(`baud: one of ${bauds.join(', ')}`)
  const health = keepHealth(name, 'card-reader', now)
  const listeners = new Set<(happening: CardHappening) => void>()
  const exchange = openExchange(path, wanted, openLine, times.quiet)
  const ask = (asked: Command) =>
    exchange.ask(asked, asked.name === 'read-base' ? times.read : times.answer)
  const cards = followCards({
    ask: (asked) => ask(command(asked)),
    tell: (happening) => {
      for (const listener of [...listeners]) listener(happening)
    },
    monotonicMs,
    readsTwice,
  })

  let isStopped = false
  const wakes = new Set<() => void>()
  let detail: string | undefined
  /** Whether a reader was found at the other end. */
  let isFound = false
  let disturbed = 0
  let silent = 0

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer)
        wakes.delete(end)
        resolve()
      }
      const timer = setTimeout(end, ms)
      wakes.add(end)
    })
  const wake = () => {
    for (const end of [...wakes]) end()
  }
  exchange.onLine(wake)

  /** One thing at a time goes over the line. */
  const inTurn = queue()

  const lost = (state: Parameters<typeof health.become>[0]) => {
    isFound = false
    disturbed = silent = 0
    cards.forget()
    health.become(state)
  }

  /** Tries all rates, the wanted one first; true: a reader that works answers. */
  const find = async (): Promise<boolean> => {
    for (const rate of [wanted, ...bauds.filter((one) => one !== wanted)]) {
      if (rate !== wanted) await exchange.speakAt(rate)
      if (!(await isLineReady())) return false
      const answer = await ask(command('sam-status'))
      if (answer.means === 'broken') {
        lost('failing')
        await ask(command('reset-sam'))
        return false
      }
      if (answer.means === 'done') return greet(rate)
      if (answer.means === 'gone') return false
      await exchange.settle()
    }
    lost('silent')
    await exchange.speakAt(wanted)
    return false
  }

  /** A line that was just opened is not ready at once. */
  const isLineReady = async (): Promise<boolean> => {
    if (exchange.line() === 'starting') await pause(times.answer)
    return exchange.line() === 'ready'
  }

  const greet = async (rate: Baud): Promise<boolean> => {
    if (rate !== wanted && (await ask(setBaud(wanted))).means === 'done') {
      log(`${name}: was at ${rate} baud, works at ${wanted} now`)
      await exchange.speakAt(wanted)
      if (!(await isLineReady())) return false
    }
    if (rfBytes !== undefined) await ask(setRfBytes(rfBytes))
    const id = await ask(command('sam-id'))
    detail = id.means === 'done' ? `SAM ${formatSamId(id.data)}` : undefined
    return true
  }

  const heed = async (look: Look): Promise<void> => {
    switch (look) {
      case 'well':
        disturbed = silent = 0
        health.become('ready', detail)
        return
      case 'damaged':
        silent = 0
        if (++disturbed >= mostDisturbed) health.become('failing', detail)
        await exchange.settle()
        return
      case 'silent':
        if (++silent >= mostSilent) lost('silent')
        await exchange.settle()
        return
      case 'broken':
        lost('failing')
        return
      case 'gone':
        lost('missing')
        return
    }
  }

  /** @returns How long to wait before the next. */
  const round = async (): Promise<number> => {
    const line = exchange.line()
    if (line !== 'ready') {
      lost(line)
      return times.again
    }
    if (!isFound) isFound = await find()
    if (!isFound) return times.again
    await heed(await cards.look())
    return times.poll
  }
  const run = async () => {
    while (!isStopped) await pause(await inTurn(round))
  }
  const running = run()

  return {
    name,
    kind: 'card-reader',
    health: health.now,
    watch: health.watch,
    listen(onCard) {
      listeners.add(onCard)
      return () => {
        listeners.delete(onCard)
      }
    },
    async test() {
      await inTurn(async () => {
        if (isFound) await heed(lookOfStatus((await ask(command('sam-status'))).means))
        else await round()
      })
      return health.now()
    },
    async stop() {
      isStopped = true
      wake()
      await exchange.close()
      wake()
      await running
    },
  }
}

function lookOfStatus(means: string): Look {
  if (means === 'done') return 'well'
  return means === 'silent' || means === 'broken' || means === 'gone' ? means : 'damaged'
}
