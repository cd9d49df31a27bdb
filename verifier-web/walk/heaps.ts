/** What a page and its worker hold in memory after their rubbish was taken away, asked of Chromium by its own protocol. */
import type { Browser } from 'webdriverio'

/** Bytes that are held. */
export interface Held {
  /** Objects and texts. */
  readonly heap: number
  /** Buffers, that of wasm among them. */
  readonly buffers: number
}

/** The page that a browser shows, and the worker that it started. */
export interface Heaps {
  page(): Promise<Held>
  worker(): Promise<Held>
  /** Runs a script in the worker and gives its value. */
  inWorker(script: string): Promise<unknown>
  close(): void
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: { readonly sessionId: string; readonly targetInfo: { readonly type: string } }
  readonly result?: Readonly<Record<string, unknown>>
}

/** Connects to both. */
export async function openHeaps(browser: Browser): Promise<Heaps> {
  const chrome = browser.capabilities['goog:chromeOptions'] as { readonly debuggerAddress: string }
  const pages = (await (await fetch(`http://${chrome.debuggerAddress}/json`)).json()) as {
    readonly type: string
    readonly webSocketDebuggerUrl: string
  }[]
  const url = pages.find(({ type }) => type === 'page')?.webSocketDebuggerUrl ?? ''
  const socket = new WebSocket(url)
  await new Promise((opened) => {
    socket.addEventListener('open', opened, { once: true })
  })
  const answered = new Map<number, (result: NonNullable<Message['result']>) => void>()
  let sent = 0
  let foundWorker = (_session: string): void => undefined
  const worker = new Promise<string>((resolve) => {
    foundWorker = resolve
  })
  socket.addEventListener('message', ({ data }) => {
    const { id, method, params, result } = JSON.parse(String(data)) as Message
    if (id !== undefined) answered.get(id)?.(result ?? {})
    if (method === 'Target.attachedToTarget' && params?.targetInfo.type === 'worker')
      foundWorker(params.sessionId)
  })
  const send = (method: string, params: object = {}, session?: string) =>
    new Promise<NonNullable<Message['result']>>((done) => {
      answered.set(++sent, done)
      const sessionId = session === undefined ? {} : { sessionId: session }
      socket.send(JSON.stringify({ id: sent, method, params, ...sessionId }))
    })
  const held = async (session?: string): Promise<Held> => {
    await send('HeapProfiler.enable', {}, session)
    // What the first took away may have held more.
    for (let n = 0; n < 2; n++) await send('HeapProfiler.collectGarbage', {}, session)
    const usage = await send('Runtime.getHeapUsage', {}, session)
    return { heap: Number(usage['usedSize']), buffers: Number(usage['backingStorageSize']) }
  }
  const how = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true }
  await send('Target.setAutoAttach', how)
  return {
    page: () => held(),
    worker: async () => held(await worker),
    async inWorker(expression) {
      const params = { expression, returnByValue: true }
      const { result } = await send('Runtime.evaluate', params, await worker)
      return (result as { readonly value?: unknown }).value
    },
    close() {
      socket.close()
    },
  }
}
