/** The studio's server, asked over HTTP from its own page. */
import type {
  Conflict,
  Desk,
  DeskEvent,
  ImpactNews,
  Judgement,
  Refusal,
  StudioApi,
  StudioFile,
} from '../studio-api.ts'
import { readLines } from './read-lines.ts'
import { StudioError } from './studio-error.ts'

/** How to ask. */
export interface HttpStudioOptions {
  readonly token: string
  /** Told whenever it turns out that the server is there, or is not. */
  readonly onReach: (isThere: boolean) => void
}

interface Asked {
  readonly method?: 'PUT' | 'POST'
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
  /** Answers beside 200 that are no mistake. */
  readonly also?: number
}

/** Asks the server that the page came from. Every method rejects with a {@link StudioError}, or an AbortError. */
export function httpStudio({ token, onReach }: HttpStudioOptions): StudioApi {
  const ask = async (
    path: string,
    { method, body, signal, also }: Asked = {},
  ): Promise<Response> => {
    if (token === '') throw new StudioError('no-token')
    const answer = await fetch(path, {
      ...(method === undefined ? {} : { method, body: JSON.stringify(body) }),
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      cache: 'no-store',
      signal: signal ?? null,
    }).catch((error: unknown) => {
      // A fetch fails by a TypeError when nobody answers, and in no other way but by being stopped.
      if (!(error instanceof TypeError)) throw error
      onReach(false)
      throw new StudioError('gone')
    })
    onReach(true)
    if (answer.ok || answer.status === also) return answer
    if (answer.status === 401) throw new StudioError('no-token')
    throw await refusalOf(answer)
  }
  const json = async <T>(path: string, asked?: Asked): Promise<T> =>
    (await (await ask(path, asked)).json()) as T
  const post = <T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> =>
    json<T>(path, { method: 'POST', body, signal })

  return {
    desk: () => json<Desk>('/api/desk'),
    file: (path) => json<StudioFile>(`/api/file?path=${encodeURIComponent(path)}`),
    save: (body) => json<StudioFile | Conflict>('/api/file', { method: 'PUT', body, also: 409 }),
    judge: (question, signal) => post<Judgement>('/api/judge', question, signal),
    format: (formatting) => post<{ readonly text: string }>('/api/format', formatting),
    async *impact(question, signal) {
      const { body } = await ask('/api/impact', { method: 'POST', body: question, signal })
      if (body === null) return
      try {
        for await (const news of readLines(body)) yield news as ImpactNews
      } catch (error) {
        if (!(error instanceof TypeError)) throw error
        onReach(false)
        throw new StudioError('gone')
      }
    },
    events(listen) {
      if (token === '') return () => undefined
      const source = new EventSource(`/api/events?token=${encodeURIComponent(token)}`)
      source.onopen = () => {
        onReach(true)
      }
      // It comes back by itself when the server does.
      source.onerror = () => {
        onReach(false)
      }
      source.onmessage = ({ data }) => {
        listen(JSON.parse(String(data)) as DeskEvent)
      }
      return () => {
        source.close()
      }
    },
  }
}

async function refusalOf(answer: Response): Promise<StudioError> {
  const isJson = answer.headers.get('Content-Type')?.startsWith('application/json') === true
  const { error } = isJson ? ((await answer.json()) as Refusal) : { error: String(answer.status) }
  return new StudioError(answer.status === 404 ? 'missing' : 'refused', error)
}
