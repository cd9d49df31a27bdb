/** Answers a request of a route: origin, caller, form, handler, form again, in this order. */
import { DeskProblem } from '../shared/problems.ts'
import type { Route } from '../shared/route.ts'
import { routeOf, type RouteName } from '../shared/routes.ts'
import type { AllHandlers, Call, Handler, RecordStream } from './call.ts'
import { checkHost, checkOrigin } from './check-origin.ts'
import { formsOf } from './check-form.ts'
import { knowCaller, type KnowingCallers } from './know-caller.ts'
import { boundedBody, mediaTypeOf, mostRecordBytes, readJson } from './read-body.ts'

const recordForms: Readonly<Record<string, RecordStream['form']>> = {
  'application/x-ndjson': 'ndjson',
  'text/csv': 'csv',
}

/** Makes what answers the requests of a route. Throws DeskProblem. */
export function answerCall(
  name: RouteName,
  handlers: AllHandlers,
  parts: KnowingCallers & { readonly now: () => Date },
): (request: Request, params: Readonly<Record<string, string>>) => Promise<Response> {
  const route = routeOf(name)
  const forms = formsOf(name, route)
  const handler = handlers[name] as unknown as Handler<'GET /me'>
  return async (request, params) => {
    const now = parts.now()
    checkHost(request, parts.origin)
    checkOrigin(request, parts.origin, route)
    forms.params(params)
    const caller = knowCaller(parts, route, request, params['id'], now)
    const query = queryOf(request, route)
    forms.query(query)
    const body = await bodyOf(request, route)
    if (route.body !== 'records') forms.body(body)
    const headers = new Headers()
    const call = { params, query, body, caller, now, request, header: appendTo(headers) }
    const answer: unknown = await handler(call as unknown as Call<'GET /me'>)
    if (answer instanceof Response) {
      for (const [header, value] of headers) answer.headers.append(header, value)
      return answer
    }
    forms.answer(answer)
    headers.set('Cache-Control', 'no-store')
    if (answer === undefined) return new Response(null, { status: route.status, headers })
    headers.set('Content-Type', 'application/json')
    return new Response(JSON.stringify(answer), { status: route.status, headers })
  }
}

const appendTo = (headers: Headers) => (name: string, value: string) => {
  headers.append(name, value)
}

/** What is said twice says nothing. A provider's words on the way back are its own. */
function queryOf(request: Request, { query }: Route): Readonly<Record<string, string>> {
  const pairs = [...new URL(request.url).searchParams]
  const isTwice = new Set(pairs.map(([name]) => name)).size < pairs.length
  if (isTwice || (query === undefined && pairs.length > 0)) throw new DeskProblem('malformed')
  return Object.fromEntries(pairs)
}

async function bodyOf(request: Request, route: Route): Promise<unknown> {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined
  const type = mediaTypeOf(request)
  if (route.body === 'records') {
    const form = Object.hasOwn(recordForms, type ?? '') ? recordForms[type ?? ''] : undefined
    if (form === undefined) throw new DeskProblem('media-type')
    return { form, bytes: boundedBody(request, mostRecordBytes) } satisfies RecordStream
  }
  if (type !== 'application/json') throw new DeskProblem('media-type')
  return readJson(request)
}
