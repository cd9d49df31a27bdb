/** A slip printer that speaks ESC/POS over a serial line. Nobody waits for it: what it cannot print is said, and lost. */
import { DeviceError, type Printer, type Surroundings } from '../device.ts'
import { keepHealth } from '../kept-health.ts'
import { asDeviceError, whenStarted } from '../gate/relay-board.ts'
import type { OpenLine } from '../line/line.ts'
import { escpos, partsBytes, type Paper } from './escpos-bytes.ts'
import { slipParts, type SlipPart } from './slip-lines.ts'

/** As the configuration has it. */
export interface EscposPrinterOptions extends Partial<Paper> {
  readonly name: string
  readonly path: string
  readonly baud?: number
  /** Between two questions how it is. */
  readonly beatMs?: number
}

/** For so long an answer to a question is waited for. */
const answerMs = 500
/** So many slips wait for their turn; whoever comes then keeps the number on the screen. */
const mostWaiting = 3

/** What a printer that answers can be short of; the words are for staff. */
type Trouble = 'paper-out' | 'cover-open' | 'offline'

/** Opens it. */
export function openEscposPrinter(
  {
    name,
    path,
    baud = 9_600,
    columns = 32,
    encoding = 'gb18030',
    offsetMinutes = 480,
    beatMs = 5_000,
  }: EscposPrinterOptions,
  { now, openLine }: Surroundings & { readonly openLine: OpenLine },
): Printer {
  const line = openLine({ path, baudRate: baud })
  const kept = keepHealth(name, 'printer', now)
  let answer: ((byte: number) => void) | undefined
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let isStopped = false
  const unlistenBytes = line.onBytes((bytes) => {
    // Bits 1 and 4 of every status are set, 0 and 7 are not: anything else is noise.
    for (const byte of bytes) if ((byte & 0x93) === 0x12) answer?.(byte)
  })
  const ask = async (kind: 1 | 2 | 4): Promise<number> => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const answered = new Promise<number>((resolve, reject) => {
      answer = resolve
      timer = setTimeout(() => {
        reject(new DeviceError('ERR_DEVICE_SILENT', `${name} does not answer`))
      }, answerMs)
    })
    try {
      const [byte] = await Promise.all([answered, line.write(Uint8Array.from(escpos.status(kind)))])
      return byte
    } finally {
      clearTimeout(timer)
      answer = undefined
    }
  }
  const troubleOf = async (): Promise<Trouble | undefined> => {
    if (((await ask(4)) & 0x60) !== 0) return 'paper-out'
    const cause = await ask(2)
    if ((cause & 0x04) !== 0) return 'cover-open'
    if ((cause & 0x20) !== 0) return 'paper-out'
    return ((await ask(1)) & 0x08) === 0 ? undefined : 'offline'
  }
  /** Asks how it is, and keeps the answer; throws where it cannot print. */
  const look = async () => {
    await whenStarted(line)
    if (line.state() !== 'ready') {
      kept.become(line.state())
      throw new DeviceError('ERR_DEVICE_MISSING', `${name} is not there`)
    }
    try {
      const trouble = await troubleOf()
      if (trouble === undefined) {
        kept.become('ready')
        return
      }
      kept.become('failing', trouble)
      throw new DeviceError('ERR_DEVICE_REFUSED', `${name}: ${trouble}`)
    } catch (error) {
      const failed = asDeviceError(error)
      if (failed.code !== 'ERR_DEVICE_REFUSED') {
        kept.become(line.state() === 'ready' ? 'silent' : line.state())
      }
      throw failed
    }
  }
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work)
    last = mine.then(
      () => undefined,
      () => undefined,
    )
    return mine
  }
  const unlistenState = line.onState((state) => {
    kept.become(state === 'ready' ? 'starting' : state)
    if (state === 'ready') beatSoon(0)
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const beatSoon = (ms: number) => {
    clearTimeout(timer)
    if (isStopped) return
    timer = setTimeout(() => {
      void inTurn(look)
        .catch(asDeviceError)
        .then(() => {
          beatSoon(beatMs)
        })
    }, ms)
  }
  beatSoon(0)

  const printParts = async (parts: readonly SlipPart[]) => {
    if (isStopped) throw new DeviceError('ERR_DEVICE_MISSING', `${name} is not in use`)
    if (waiting >= mostWaiting) throw new DeviceError('ERR_DEVICE_REFUSED', `${name} is busy`)
    waiting++
    try {
      await inTurn(async () => {
        await look()
        await line.write(partsBytes(parts, { columns, encoding }))
        // It answers only once it has taken the slip in: paper that ended meanwhile is known.
        await look()
      })
    } finally {
      waiting--
    }
  }

  return {
    name,
    kind: 'printer',
    health: kept.now,
    watch: kept.watch,
    columns,
    print: (slip) => printParts(slipParts(slip, offsetMinutes)),
    printParts,
    async test() {
      await inTurn(look).catch(asDeviceError)
      return kept.now()
    },
    async stop() {
      if (isStopped) return
      isStopped = true
      clearTimeout(timer)
      unlistenBytes()
      unlistenState()
      await line.close()
    },
  }
}
