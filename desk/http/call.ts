/** What a handler gets of a request whose caller, form and size are known to be right. Types only. */
import type { AnswerOf, BodyOf, ParamsOf, QueryOf, RouteName } from '../shared/routes.ts'
import type { Session } from '../sign-in/sessions.ts'

/** Whoever calls. */
export type KnownCaller =
  { readonly kind: 'nobody' } | { readonly kind: 'source'; readonly id: string } | Session

/** Records as they come in: read on while they are taken. */
export interface RecordStream {
  readonly form: 'ndjson' | 'csv'
  readonly bytes: AsyncIterable<Uint8Array>
}

type Given<T> = T extends 'records' ? RecordStream : T

/** A call of a route. */
export interface Call<N extends RouteName> {
  readonly params: ParamsOf<N>
  readonly query: QueryOf<N>
  readonly body: Given<BodyOf<N>>
  readonly caller: KnownCaller
  readonly now: Date
  readonly request: Request
  /** Sets a header of the answer; a second one of a name stands beside the first. */
  readonly header: (name: string, value: string) => void
}

/** Answers a call; a Response where the route answers no JSON. Throws DeskProblem. */
export type Handler<N extends RouteName> = (
  call: Call<N>,
) => AnswerOf<N> | Response | Promise<AnswerOf<N> | Response>

/** Handlers of some routes. */
export type Handlers<N extends RouteName> = { readonly [K in N]: Handler<K> }

/** Handlers of all. */
export type AllHandlers = Handlers<RouteName>
