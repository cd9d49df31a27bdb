/** Holds what comes in and what goes out against the schemas of the route table. */
import { Compile } from 'typebox/compile'
import type { TSchema } from 'typebox'
import { DeskProblem } from '../shared/problems.ts'
import type { Route } from '../shared/route.ts'

/** Whether a value is of a form. */
type IsOf = (value: unknown) => boolean

/** The compiled forms of a route. */
export interface Forms {
  /** @throws DeskProblem `not-found`: nothing can be there. */
  params(value: unknown): void
  /** @throws DeskProblem `malformed` */
  query(value: unknown): void
  /** @throws DeskProblem `malformed` */
  body(value: unknown): void
  /** @throws TypeError: the desk's own mistake, and nothing of it is sent. */
  answer(value: unknown): void
}

/** Compiles the forms of a route. */
export function formsOf(name: string, route: Route): Forms {
  const params = isOf(route.params)
  const query = isOf(route.query)
  const body = isOf(route.body === 'records' ? undefined : route.body)
  const answer = isOf(route.answer)
  return {
    params: (value) => {
      if (!params(value)) throw new DeskProblem('not-found')
    },
    query: (value) => {
      if (!query(value)) throw new DeskProblem('malformed')
    },
    body: (value) => {
      if (!body(value)) throw new DeskProblem('malformed')
    },
    answer: (value) => {
      if (!answer(value)) throw new TypeError(`${name}: the answer is not of its form`)
    },
  }
}

function isOf(schema: TSchema | undefined): IsOf {
  if (schema === undefined) return isEmpty
  const compiled = Compile(schema)
  return (value) => compiled.Check(value)
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && Object.keys(value ?? {}).length === 0)
}
