/** An SDT reader made of software: answers over any line as the real one does, and misbehaves when it is told to. */
import type { Line } from '../line/line.ts'
import { encodeCard, type SimulatedCard } from './simulated-card.ts'
import { bauds, encodeFrame, type Baud } from './sdt-frame.ts'

/** What kind of reader it is. */
export interface SimulatedSdtOptions {
  /** Whether it finds a card again that lies there and was read; most do not. */
  readonly findsAgain?: boolean
  /** Whether it knows the command that shows whether the card still lies there. */
  readonly tellsLying?: boolean
  readonly baud?: Baud
  /** At what rate the other end speaks; unstated: at the reader's own. A pseudo-terminal has no rate. */
  readonly lineBaud?: () => number
}

/** How its line behaves from now on. */
export interface LineManners {
  /** Bytes that come at once; unstated: all. */
  readonly pieces?: number
  readonly delayMs?: number
  /** Comes before each answer. */
  readonly noise?: Uint8Array
}

/** What it does instead of answering a command. */
export type Fault =
  | { readonly status: number; readonly sw?: readonly [number, number] }
  | 'wrong-check'
  | 'silence'
  /** The first half of the answer, and no more. */
  | 'half'
  /** Whatever else: bytes as they are, instead of the answer. */
  | Uint8Array

/** The reader, from the side of whoever stands before it. */
export interface SimulatedSdt {
  /** @param card - Or the 256 bytes of its text. */
  place(card: SimulatedCard | Uint8Array): void
  lift(): void
  behave(manners: LineManners): void
  /** @param code - Such as 0x3001; the fault is done so many times, then the command works again. */
  fail(code: number, fault: Fault, times?: number): void
  /** Sends bytes without being asked. */
  send(bytes: Uint8Array): Promise<void>
  /** Every command that came, by its code. */
  readonly heard: readonly number[]
  baud(): Baud
  stop(): void
}

const samId = [5, 0, 1, 0, 0xd9, 0xc9, 0x33, 0x01, 0x15, 0xcd, 0x5b, 0x07, 0xb1, 0x68, 0xde, 0x3a]

/** Plugs a reader into a line. */
export function simulateSdtReader(line: Line, options: SimulatedSdtOptions = {}): SimulatedSdt {
  const { findsAgain = false, tellsLying = true, lineBaud } = options
  const heard: number[] = []
  const faults = new Map<number, { readonly fault: Fault; times: number }>()
  let manners: LineManners = {}
  let baud = options.baud ?? 115_200
  let text: Uint8Array | undefined
  /** How far the card is: it must be found before it is selected, and selected before it is read. */
  let card: 'new' | 'found' | 'selected' | 'read' = 'new'
  let inbox: number[] = []
  let sending = Promise.resolve()

  const send = (bytes: Uint8Array) => {
    const { pieces = bytes.length, delayMs = 0 } = manners
    sending = sending.then(async () => {
      if (delayMs > 0) await new Promise((later) => setTimeout(later, delayMs))
      for (let at = 0; at < bytes.length; at += pieces) {
        // A reader does not notice that its cable is pulled out.
        await line.write(bytes.slice(at, at + pieces)).catch(() => undefined)
      }
    })
    return sending
  }

  const answer = (code: number): Uint8Array => {
    switch (code) {
      case 0x10ff:
      case 0x11ff:
      case 0x61ff:
        return success()
      case 0x12ff:
        return success(samId)
      case 0x2001:
        if (text === undefined || (card === 'read' && !findsAgain)) return status(0x80)
        card = 'found'
        return encodeFrame([0, 0, 0x9f, 0, 0, 0, 0])
      case 0x2002:
        if (text === undefined || card !== 'found') return status(0x81)
        card = 'selected'
        return success(new Array<number>(8).fill(0))
      case 0x3001:
        if (text === undefined || (card !== 'selected' && card !== 'read')) return status(0x41)
        card = 'read'
        return success([1, 0, 4, 0, ...text, ...photo(text)])
      case 0x3005:
        if (!tellsLying) return status(0x21)
        return text !== undefined && card === 'read'
          ? success(new Array<number>(28).fill(0x11))
          : status(0x41)
      default:
        if (code >> 8 === 0x60 && (code & 0xff) < bauds.length) return success()
        return status(0x21)
    }
  }

  const hear = (code: number) => {
    heard.push(code)
    const failing = faults.get(code)
    if (failing === undefined || failing.times <= 0) {
      void send(Uint8Array.from([...(manners.noise ?? []), ...answer(code)]))
      if (code >> 8 === 0x60) baud = bauds[code & 0xff] ?? baud
      return
    }
    failing.times--
    const { fault } = failing
    if (fault === 'silence') return
    if (fault instanceof Uint8Array) void send(fault)
    else if (fault === 'half') {
      const whole = answer(code)
      void send(whole.slice(0, whole.length >> 1))
    } else if (fault === 'wrong-check') {
      void send(answer(code).map((byte, i, all) => (i === all.length - 1 ? byte ^ 0x55 : byte)))
    } else void send(encodeFrame([...(fault.sw ?? [0, 0]), fault.status]))
  }

  // Fed by its cable: what it knew of the card is gone with it.
  const unpower = line.onState((state) => {
    if (state === 'ready') return
    card = 'new'
    inbox = []
  })
  const unplug = line.onBytes((bytes) => {
    if (lineBaud !== undefined && lineBaud() !== baud) return
    inbox.push(...bytes)
    for (;;) {
      const at = inbox.findIndex((byte, i) => byte === 0x96 && inbox[i + 1] === 0x69)
      const length = ((inbox[at + 2] ?? 0) << 8) | (inbox[at + 3] ?? 0)
      if (at === -1 || inbox.length < at + 4 || inbox.length < at + 4 + length) return
      const body = inbox.slice(at + 4, at + 4 + length)
      inbox = inbox.slice(at + 4 + length)
      hear(((body[0] ?? 0) << 8) | (body[1] ?? 0))
    }
  })

  return {
    place(placed) {
      text = placed instanceof Uint8Array ? placed : encodeCard(placed)
      card = 'new'
    },
    lift() {
      text = undefined
    },
    behave(next) {
      manners = next
    },
    fail(code, fault, times = Infinity) {
      faults.set(code, { fault, times })
    },
    send,
    heard,
    baud: () => baud,
    stop() {
      unplug()
      unpower()
    },
  }
}

function success(data: readonly number[] = []): Uint8Array {
  return encodeFrame([0, 0, 0x90, ...data])
}

function status(status: number): Uint8Array {
  return encodeFrame([0, 0, status])
}

/** Nobody's: only its length is that of a photograph. */
function photo(text: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: 1024 }, (_, i) => (i * 7 + (text[i % 256] ?? 0)) & 0xff)
}
