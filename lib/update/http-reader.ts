/** Reads files from a web server: bounded, with time limits, going on where a broken connection left off. */
import { concat } from '../encoding/bytes.ts'
import { GreengateError } from '../errors.ts'
import { fetchSameOrigin } from './fetch-same-origin.ts'
import type { Ask, Read, Reader } from './reader.ts'

/** How a web server is asked. */
export interface HttpOptions {
  /** Another `fetch`, such as one with a proxy. */
  readonly fetch?: typeof fetch
  /** Seconds without a byte after which a connection is given up. Default: 20. */
  readonly stall?: number
  /** Seconds after which a file is given up, however it drips. Default: 600. */
  readonly deadline?: number
}

/** Connections in a row that bring nothing. */
const maxIdleTries = 3
/** Connections for one file, however little each brings. */
const maxTries = 200

/** A body that breaks off: what came of it is of use. */
interface Body {
  readonly parts: readonly Uint8Array[]
  readonly length: number
  readonly broken: boolean
}

/** What is there of a file so far. */
interface Partial {
  readonly bytes: Uint8Array
  readonly tag: string | undefined
}

export function httpReader(base: URL, options: HttpOptions = {}): Reader {
  const { fetch: fetchIt = fetch, stall = 20, deadline = 600 } = options
  return {
    async read(path, ask, received) {
      const timer = new Timer(stall, deadline, ask.signal)
      try {
        return await readFile(new URL(path, base), ask, { fetchIt, timer, received })
      } finally {
        timer.end()
      }
    },
  }
}

interface Line {
  readonly fetchIt: typeof fetch
  readonly timer: Timer
  readonly received: (bytes: number) => void
}

async function readFile(url: URL, ask: Ask, line: Line): Promise<Read> {
  let partial: Partial | undefined
  let idle = 0
  for (let tries = 0; tries < maxTries && idle < maxIdleTries; tries++) {
    const response = await connect(url, ask, partial, line)
    if (response === undefined) {
      idle++
      continue
    }
    const { status } = response
    if (status === 304 && ask.tag !== undefined && partial === undefined) {
      await drop(response)
      return { state: 'unchanged' }
    }
    // Object stores say 403 of what is not there to those who may not list.
    if (status === 404 || status === 410 || status === 403) {
      await drop(response)
      return { state: 'missing' }
    }
    if (partial !== undefined && status === 206 && !goesOn(response, partial, ask)) {
      await drop(response)
      partial = undefined
      idle++
      continue
    }
    if (status === 416 && partial !== undefined) {
      await drop(response)
      partial = undefined
      idle++
      continue
    }
    if (status !== 200 && !(status === 206 && partial !== undefined)) {
      await drop(response)
      throw unreachable(`the server says ${String(status)}`)
    }
    const before = status === 206 && partial !== undefined ? partial.bytes : new Uint8Array(0)
    const body = await readBody(response, ask.maxBytes - before.length, line)
    const bytes = concat([before, ...body.parts])
    const tag = response.headers.get('etag') ?? undefined
    if (!body.broken) return { state: 'read', bytes, tag }
    partial = canGoOn(response, tag, ask) && bytes.length > 0 ? { bytes, tag } : undefined
    // What cannot be gone on with is no gain, or a server could hold us with it for ever.
    idle = partial !== undefined && body.length > 0 ? 0 : idle + 1
  }
  throw unreachable('the connection breaks again and again')
}

/** Asks for a file, or for the rest of it; undefined where there is no connection. */
async function connect(
  url: URL,
  ask: Ask,
  partial: Partial | undefined,
  { fetchIt, timer }: Line,
): Promise<Response | undefined> {
  // Ranges are of the bytes on the line: those of a content coding would be of no use to us.
  const headers = new Headers({ 'accept-encoding': 'identity' })
  if (partial === undefined) {
    if (ask.tag !== undefined) headers.set('if-none-match', ask.tag)
  } else {
    headers.set('range', `bytes=${String(partial.bytes.length)}-`)
    if (partial.tag !== undefined && isStrong(partial.tag)) headers.set('if-range', partial.tag)
  }
  try {
    return await fetchSameOrigin(fetchIt, url, { headers, signal: timer.signal() })
  } catch (cause) {
    if (cause instanceof GreengateError) throw cause
    timer.refuseLate(cause)
    // Whatever else fetch fails with, it is that there is no way.
    return undefined
  }
}

async function readBody(response: Response, maxBytes: number, line: Line): Promise<Body> {
  const stated = Number(response.headers.get('content-length') ?? 0)
  if (stated > maxBytes && !isCoded(response)) {
    await drop(response)
    throw tooLarge()
  }
  const parts: Uint8Array[] = []
  let length = 0
  const reader = response.body?.getReader()
  for (;;) {
    let chunk: Uint8Array | undefined
    try {
      chunk = (await reader?.read())?.value
    } catch (cause) {
      line.timer.refuseLate(cause)
      return { parts, length, broken: true }
    }
    if (chunk === undefined) return { parts, length, broken: false }
    line.timer.beat()
    line.received(chunk.length)
    length += chunk.length
    if (length > maxBytes) {
      await reader?.cancel().catch(() => undefined)
      throw tooLarge()
    }
    parts.push(chunk)
  }
}

/** Whether a 206 is the rest of just this file. */
function goesOn(response: Response, { bytes, tag }: Partial, ask: Ask): boolean {
  const start = /^bytes (\d+)-\d+\/(?:\d+|\*)$/.exec(
    response.headers.get('content-range') ?? '',
  )?.[1]
  if (start !== String(bytes.length) || isCoded(response)) return false
  return ask.immutable === true || (response.headers.get('etag') ?? undefined) === tag
}

/** Whether the rest of a file may be asked for later: only where it is sure to be the rest of this one. */
function canGoOn(response: Response, tag: string | undefined, ask: Ask): boolean {
  return !isCoded(response) && (ask.immutable === true || (tag !== undefined && isStrong(tag)))
}

function isStrong(tag: string): boolean {
  return !tag.startsWith('W/')
}

function isCoded(response: Response): boolean {
  const coding = response.headers.get('content-encoding')
  return coding !== null && coding !== 'identity'
}

/** Ends a response whose body is of no interest. */
async function drop(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined)
}

/** Two clocks in one, since the last byte and since the first request; and the caller, who may end it too. */
class Timer {
  readonly #stallMs: number
  readonly #deadline: ReturnType<typeof setTimeout>
  #controller = new AbortController()
  #stall: ReturnType<typeof setTimeout> | undefined
  #isLate = false
  readonly #outer: AbortSignal | undefined
  readonly #abort = (): void => {
    this.#controller.abort()
  }

  constructor(stall: number, deadline: number, outer: AbortSignal | undefined) {
    this.#stallMs = stall * 1000
    this.#outer = outer
    outer?.addEventListener('abort', this.#abort)
    this.#deadline = setTimeout(() => {
      this.#isLate = true
      this.#controller.abort()
    }, deadline * 1000)
  }

  /** For a new connection. */
  signal(): AbortSignal {
    this.#outer?.throwIfAborted()
    if (!this.#isLate) this.#controller = new AbortController()
    this.beat()
    return this.#controller.signal
  }

  /** A byte came. */
  beat(): void {
    clearTimeout(this.#stall)
    this.#stall = setTimeout(() => {
      this.#controller.abort()
    }, this.#stallMs)
  }

  /** @throws GreengateError when the whole file takes too long: then there is no other try; nor where the caller ends it. */
  refuseLate(cause: unknown): void {
    this.#outer?.throwIfAborted()
    if (this.#isLate) throw unreachable('it takes too long', cause)
  }

  end(): void {
    clearTimeout(this.#stall)
    clearTimeout(this.#deadline)
    this.#outer?.removeEventListener('abort', this.#abort)
  }
}

function unreachable(found: string, cause?: unknown): GreengateError {
  return new GreengateError('ERR_SOURCE_UNREACHABLE', `source: ${found}`, { cause })
}

function tooLarge(): GreengateError {
  return new GreengateError('ERR_SOURCE_TOO_LARGE', 'source: a file is larger than it may be')
}
