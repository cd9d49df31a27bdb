/** How a page speaks to the desk: a route, what it takes, what it answers; a refusal is a DeskRefusal. */
import type { Words } from 'greengate'
import type { ProblemCode } from './problems.ts'
import type { AnswerOf, BodyOf, ParamsOf, QueryOf, RouteName } from './routes.ts'

type Part<K extends string, T> = undefined extends T ? unknown : Readonly<Record<K, T>>

/** What a route is asked with. */
export type Asked<N extends RouteName> = Part<'params', ParamsOf<N>> &
  Part<'query', QueryOf<N>> &
  Part<'body', BodyOf<N>>

/** What the desk refused, and why. */
export class DeskRefusal extends Error {
  override name = 'DeskRefusal'
  readonly code: ProblemCode | 'unreachable'
  readonly title: Words | undefined
  readonly retrySeconds: number | undefined
  constructor(
    code: ProblemCode | 'unreachable',
    details: ErrorOptions & { readonly title?: Words; readonly retrySeconds?: number } = {},
  ) {
    super(code, details)
    this.code = code
    this.title = details.title
    this.retrySeconds = details.retrySeconds
  }
}

/** Asks the desk. */
export type DeskClient = <N extends RouteName>(
  route: N,
  asked: Asked<N>,
  signal?: AbortSignal,
) => Promise<AnswerOf<N>>

/**
 * A client of the desk that serves this page.
 *
 * @param send - `fetch`, or what stands for it in a test.
 */
export function deskClient(send: typeof fetch = fetch.bind(globalThis), base = '/api'): DeskClient {
  return async (route, asked, signal) => {
    const { params, query, body } = asked as {
      readonly params?: Readonly<Record<string, string>>
      readonly query?: Readonly<Record<string, string>>
      readonly body?: unknown
    }
    const [method = '', path = ''] = route.split(' ')
    const filled = path.replaceAll(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(params?.[name] ?? ''),
    )
    const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`
    const response = await reach(send, `${base}${filled}${search}`, {
      method,
      credentials: 'same-origin',
      ...(signal === undefined ? {} : { signal }),
      ...(method === 'GET'
        ? {}
        : {
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(body ?? {}),
          }),
    })
    if (!response.ok) throw await refusalOf(response)
    return (response.status === 204 ? undefined : await response.json()) as AnswerOf<typeof route>
  }
}

async function reach(send: typeof fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return await send(url, init)
  } catch (error) {
    if (init.signal?.aborted === true) throw error
    throw new DeskRefusal('unreachable', { cause: error })
  }
}

async function refusalOf(response: Response): Promise<DeskRefusal> {
  const type = response.headers.get('Content-Type') ?? ''
  if (!type.startsWith('application/problem+json')) return new DeskRefusal('fault')
  const problem = (await response.json()) as { readonly code: ProblemCode; readonly words: Words }
  const after = response.headers.get('Retry-After')
  return new DeskRefusal(problem.code, {
    title: problem.words,
    ...(after === null ? {} : { retrySeconds: Number(after) }),
  })
}
