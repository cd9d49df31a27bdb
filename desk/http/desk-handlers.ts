/** All handlers of the desk, and what everybody may know of it. */
import { inForce } from '../current-rules.ts'
import { allows, holderSource, sourceOf } from '../facts/sources-of.ts'
import type { SessionLives } from '../sign-in/sessions.ts'
import type { AllHandlers } from './call.ts'
import { counterHandlers } from './counter-handlers.ts'
import type { DeskVerbs } from './desk-verbs.ts'
import { kindsWire, type KindWire } from './kinds-wire.ts'
import { officeHandlers } from './office-handlers.ts'
import { openApi } from './open-api.ts'
import { peopleHandlers } from './people-handlers.ts'
import type { Rooms } from './rooms.ts'
import { signInHandlers } from './sign-in-handlers.ts'
import { sourceHandlers } from './source-handlers.ts'

/** What they stand on. */
export interface HandlerParts {
  readonly rooms: Rooms
  readonly verbs: DeskVerbs
  readonly lives: SessionLives
  readonly origin: string
}

/** Makes them. */
export function deskHandlers({ rooms, verbs, lives, origin }: HandlerParts): AllHandlers {
  const { desk, ways } = rooms
  const description = openApi()
  return {
    ...signInHandlers({
      ...{ store: desk.store, ways, lives, verbs, origin },
      family: desk.limits.family,
      surroundings: desk.surroundings,
      wake: () => {
        desk.wake()
      },
    }),
    ...peopleHandlers(rooms),
    ...sourceHandlers(rooms),
    ...officeHandlers(rooms),
    ...counterHandlers(rooms),
    'GET /openapi.json': () => description,
    'GET /desk': ({ now }) => {
      const set = inForce(desk.rules, now)?.set
      return {
        issuer: desk.issuer,
        ...(set === undefined
          ? {}
          : { ruleSet: { id: set.id, version: set.version, title: set.title } }),
        signIn: ways.map(({ way }) => way),
        declared: [...declaredKinds(rooms)],
      }
    },
  }
}

/** What holders may state. */
function declaredKinds({ desk }: Rooms): readonly KindWire[] {
  const source = sourceOf(desk.store, holderSource)
  return source === undefined ? [] : kindsWire(desk.rules, (kind) => allows(source.states, kind))
}
