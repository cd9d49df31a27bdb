/** What the studio answers its page: a route each, and the functions that the commands use behind it. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { formatRuleSetYaml } from '../language/format-rule-set-yaml.ts'
import { LanguageError } from '../language/language-error.ts'
import { isYaml } from '../rules/rule-set-file.ts'
import { bodyOf } from './body.ts'
import { countImpact } from './count-impact.ts'
import type { Desk } from './desk.ts'
import type { DeskWatch } from './desk-watch.ts'
import { makeJudge } from './judge.ts'
import { takeFormatting, takeImpactQuestion, takeQuestion, takeSave } from './questions.ts'
import { Refused } from './refused.ts'
import { saveFile } from './save-file.ts'
import { sendEvents } from './send-events.ts'
import type { Formatting, ImpactNews } from './studio-api.ts'

/** A request whose sender is known. */
export interface Asked {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly query: URLSearchParams
}

/** Answers a request. */
export type Route = (asked: Asked) => Promise<void>

/** The routes, by method and path. */
export function routesOf(desk: Desk, watch: DeskWatch): ReadonlyMap<string, Route> {
  const judge = makeJudge(desk)
  let saving = Promise.resolve()
  return new Map<string, Route>([
    [
      'GET /api/desk',
      async ({ response }) => {
        sendJson(response, 200, await desk.words())
      },
    ],
    [
      'GET /api/file',
      async ({ response, query }) => {
        sendJson(response, 200, await desk.read(query.get('path') ?? ''))
      },
    ],
    [
      'PUT /api/file',
      async ({ request, response }) => {
        const save = takeSave(await bodyOf(request))
        // One after the other: two pages must not both find the file as they read it.
        const saved = saving.then(() => saveFile(desk, save))
        saving = saved.then(noted, noted)
        const answer = await saved
        sendJson(response, 'conflict' in answer ? 409 : 200, answer)
      },
    ],
    [
      'POST /api/judge',
      async ({ request, response }) => {
        const question = takeQuestion(await bodyOf(request))
        // While one text was judged, others came, and were given up when the next key was struck.
        await setImmediate()
        if (response.destroyed) return
        await watch.lookIfBlind()
        sendJson(response, 200, await judge(question))
      },
    ],
    [
      'POST /api/format',
      async ({ request, response }) => {
        sendJson(response, 200, { text: formatted(takeFormatting(await bodyOf(request))) })
      },
    ],
    [
      'POST /api/impact',
      async ({ request, response }) => {
        const question = takeImpactQuestion(await bodyOf(request))
        const stop = new AbortController()
        response.on('close', () => {
          stop.abort()
        })
        response.writeHead(200, { 'Content-Type': 'application/x-ndjson; charset=utf-8' })
        const tell = (news: ImpactNews): void => {
          response.write(`${JSON.stringify(news)}\n`)
        }
        await watch.lookIfBlind()
        await countImpact(desk, question, tell, stop.signal)
        response.end()
      },
    ],
    ['GET /api/events', (asked) => sendEvents(asked, watch)],
  ])
}

const noted = (): undefined => undefined

/** Sends JSON. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(value))
}

function formatted({ path, text }: Formatting): string {
  if (!isYaml(path)) throw new Refused(422, '只有 YAML 有统一格式', 'only YAML has one form')
  try {
    return formatRuleSetYaml(text)
  } catch (error) {
    if (!(error instanceof LanguageError)) throw error
    const { line, column, message } = error
    const where = `${String(line)}:${String(column)}: ${message}`
    throw new Refused(422, where, where)
  }
}
