/** The service as a whole: the routes of the table, the pages, the bundle; every answer with strict headers, logged bare. */
import { Hono } from 'hono'
import { DeskProblem } from '../shared/problems.ts'
import { routeNames } from '../shared/routes.ts'
import { answerCall } from './answer-call.ts'
import type { AllHandlers } from './call.ts'
import { checkHost } from './check-origin.ts'
import { securityHeaders } from './headers.ts'
import type { KnowingCallers } from './know-caller.ts'
import { faultLine } from './fault-line.ts'
import { problemAnswer } from './problem-answer.ts'
import { problemOf } from './problem-of.ts'
import { staticFile, type StaticFolder } from './static-files.ts'
import type { ServiceSurroundings } from './surroundings.ts'

/** What the service is made of. */
export interface ServiceParts extends KnowingCallers {
  readonly handlers: AllHandlers
  readonly surroundings: ServiceSurroundings
  /** The pages; without them there is the interface alone. */
  readonly pages?: StaticFolder
  /** What gates poll, at `/bundle/`. */
  readonly bundle?: StaticFolder
}

/** The app; of a request it keeps the pattern that matched. */
export type DeskApp = Hono<{ Variables: { matched?: string } }>

/** Makes it. */
export function makeApp(parts: ServiceParts): DeskApp {
  const { handlers, surroundings, pages, bundle } = parts
  const app: DeskApp = new Hono()
  const now = () => surroundings.now()

  app.use('*', async (context, next) => {
    const begun = performance.now()
    await next()
    for (const [name, value] of Object.entries(securityHeaders)) {
      context.res.headers.set(name, value)
    }
    const { method } = context.req
    const spent = Math.round(performance.now() - begun)
    // The pattern, never the path: whose file was asked for is nobody's affair who reads a log.
    const asked = known.has(method)
      ? `${method} ${context.get('matched') ?? '(nothing)'}`
      : '(method)'
    surroundings.log(`${asked} ${context.res.status} ${spent} ms`)
  })

  for (const name of routeNames) {
    const [method = '', path = ''] = name.split(' ')
    const answer = answerCall(name, handlers, { ...parts, now })
    app.on(method, `/api${path}`, (context) => {
      context.set('matched', `/api${path}`)
      return answer(context.req.raw, context.req.param())
    })
  }
  for (const path of new Set(routeNames.map((name) => name.split(' ')[1] ?? ''))) {
    app.all(`/api${path}`, (context) => {
      context.set('matched', `/api${path}`)
      throw new DeskProblem('not-allowed')
    })
  }
  app.all('/api/*', () => {
    throw new DeskProblem('not-found')
  })
  app.get('/bundle/*', async (context) => {
    context.set('matched', '/bundle/*')
    return fileOf(bundle, pathOf(context.req.raw).slice('/bundle'.length), context.req.raw)
  })
  app.get('*', async (context) => {
    checkHost(context.req.raw, parts.origin)
    context.set('matched', '/*')
    return fileOf(pages, pathOf(context.req.raw), context.req.raw)
  })
  app.all('*', () => {
    throw new DeskProblem('not-allowed')
  })

  app.onError((error) => {
    const problem = problemOf(error)
    if (problem.code === 'fault' || problem.code === 'unavailable')
      surroundings.log(faultLine(error))
    return problemAnswer(problem)
  })
  return app
}

const known: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST'])

async function fileOf(
  folder: StaticFolder | undefined,
  path: string,
  request: Request,
): Promise<Response> {
  const file = folder === undefined ? undefined : await staticFile(folder, path, request)
  if (file === undefined) throw new DeskProblem('not-found')
  return file
}

function pathOf({ url }: Request): string {
  return new URL(url).pathname
}
