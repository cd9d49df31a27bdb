/** Kinds of fact with their fields, as the fact types of the bundle have them: forms are made of them. */
import type { FactTypes } from 'greengate/rules'
import type { CurrentRules } from '../desk.ts'
import type { AnswerOf } from '../shared/routes.ts'

/** A kind for the wire. */
export type KindWire = AnswerOf<'GET /desk'>['declared'][number]

/** Those that are wanted. */
export function kindsWire(
  { types }: Pick<CurrentRules, 'types'>,
  isWanted: (kind: string) => boolean,
): KindWire[] {
  return [...(types as FactTypes['types'])]
    .filter(([kind]) => isWanted(kind))
    .map(([kind, { labels, fields }]) => ({
      kind,
      labels,
      fields: [...fields].map(([name, field]) => ({
        name,
        type: field.type,
        ...(field.labels === undefined ? {} : { labels: field.labels }),
        ...(field.unit === undefined ? {} : { unit: field.unit }),
        ...(field.values === undefined ? {} : { values: [...field.values] }),
      })),
    }))
}
