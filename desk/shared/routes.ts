/** The one table of the desk's routes, and the types that pages and handlers take from it. */
import type { Static, TSchema } from 'typebox'
import { counterRoutes } from './counter-routes.ts'
import { officeRoutes } from './office-routes.ts'
import { peopleRoutes } from './people-routes.ts'
import type { Route } from './route.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { sourceRoutes } from './source-routes.ts'

/** By method and path below `/api`; everything else about them is made of this. */
const routes = {
  ...signInRoutes,
  ...peopleRoutes,
  ...sourceRoutes,
  ...officeRoutes,
  ...counterRoutes,
}

type Table = typeof routes

/** A route: `GET /people/:id`. */
export type RouteName = keyof Table

/** Their names. */
export const routeNames = Object.keys(routes) as readonly RouteName[]

/** The route of a name, by what is common to all. */
export const routeOf = (name: RouteName): Route => routes[name]

type Member<N extends RouteName, K extends string> =
  Table[N] extends Readonly<Record<K, infer T>>
    ? T extends 'records'
      ? T
      : T extends TSchema
        ? Static<T>
        : T
    : undefined

/** The body that a route takes. */
export type BodyOf<N extends RouteName> = Member<N, 'body'>
/** What stands in the path of a route. */
export type ParamsOf<N extends RouteName> = Member<N, 'params'>
/** What stands behind the path of a route. */
export type QueryOf<N extends RouteName> = Member<N, 'query'>
/** What a route answers. */
export type AnswerOf<N extends RouteName> = Member<N, 'answer'>
