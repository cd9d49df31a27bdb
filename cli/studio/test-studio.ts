/** A studio on a folder of its own, asked over real HTTP, for tests. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { dirname, join } from 'node:path'
import type { Whereabouts } from '../rules/rule-set-file.ts'
import { casesText, setText, writeSmallSet } from '../rules/test-set.ts'
import { scratch, type Scratch } from '../test-process.ts'
import { openDesk } from './command.ts'
import { serveStudio, type StudioServer } from './serve-studio.ts'
import type { Judgement, Question } from './studio-api.ts'

/** What a server answered. */
export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** A studio that is served until the scope ends. */
export interface TestStudio extends AsyncDisposable {
  /** Of the rule sets; beside it lies what must not be reached. */
  readonly folder: string
  readonly server: StudioServer
  readonly faults: readonly unknown[]
  write(path: string, text: string): void
  /** With the token, and more or other headers. */
  ask(method: string, path: string, body?: unknown, headers?: Headers): Promise<Answered>
  /** The JSON of an answer that must be good. */
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: unknown): Promise<T>
  judge(question: Partial<Question>): Promise<Judgement>
}

type Headers = Readonly<Record<string, string | undefined>>

/** The words of a page, as little as a page can be. */
export const page = '<!doctype html><title>studio</title>'

/** Opens a folder with the small set, its version before, and whatever else. */
export async function openStudio(
  files: Readonly<Record<string, string>> = {},
  whereabouts: (scratch: Scratch) => Whereabouts = () => ({}),
): Promise<TestStudio> {
  const around = scratch()
  const folder = around.at('rules')
  const write = (path: string, text: string): void => {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  write('2/small.yaml', setText.replace('version: 1', 'version: 2'))
  write('2/small.cases.yaml', casesText.replace('version: 1', 'version: 2'))
  writeSmallSet(folder)
  for (const [path, text] of Object.entries(files)) write(path, text)
  mkdirSync(around.at('page'))
  writeFileSync(around.at('page/index.html'), page)
  writeFileSync(around.at('page/main.js'), '"studio"')
  const faults: unknown[] = []
  const server = await serveStudio({
    desk: await openDesk(folder, whereabouts(around), 'en'),
    pageFolder: around.at('page'),
    port: 0,
    onFault: (error) => faults.push(error),
  })
  const ask: TestStudio['ask'] = (method, path, body, headers = {}) =>
    send(server.origin, method, path, body, {
      authorization: `Bearer ${server.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    })
  const good = async <T>(answer: Promise<Answered>): Promise<T> => {
    const { status, text } = await answer
    if (status !== 200) throw new Error(`${String(status)} ${text}`)
    return JSON.parse(text) as T
  }
  return {
    folder,
    server,
    faults,
    write,
    ask,
    get: (path) => good(ask('GET', path)),
    post: (path, body) => good(ask('POST', path, body)),
    judge: (question) => good(ask('POST', '/api/judge', { ...asked, ...question })),
    async [Symbol.asyncDispose]() {
      await server.close()
      await around[Symbol.asyncDispose]()
    },
  }
}

const asked: Question = {
  path: '2/small.yaml',
  text: setText.replace('version: 1', 'version: 2'),
  cases: null,
  before: null,
  explain: null,
  language: 'en',
}

/** By hand: fetch sends no Host and no Origin but its own. */
function send(
  origin: string,
  method: string,
  path: string,
  body: unknown,
  headers: Headers,
): Promise<Answered> {
  const { hostname, port } = new URL(origin)
  const sent = Object.fromEntries(
    Object.entries(headers).filter(([, value]) => value !== undefined),
  )
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, method, path, headers: sent }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString()
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text })
      })
    })
    asking.on('error', reject)
    asking.end(
      body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    )
  })
}
