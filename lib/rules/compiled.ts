/** What compiling makes of an expression, and where an expression stands. */
import type { Value } from './compare.ts'
import { RuleSetFault } from './fault.ts'
import type { RuleSet } from './rule-set.ts'
import type { Scene } from './scene.ts'
import type { ValueType } from './value-type.ts'
import type { FieldType, Scalar, TypedFact, Vocabulary } from './vocabulary.ts'

/** Reads an expression's value for one person; `fact` is the fact at hand inside `where`. */
export type Read<T> = (scene: Scene, fact: TypedFact) => T

/** How a value that grows with time comes about: from an instant or a day that stands still. */
export interface Since {
  readonly origin: Read<number | undefined>
  readonly valueAt: (scene: Scene, origin: number) => number | undefined
  /** Notes the instant at which the value reaches a whole number. */
  readonly noteReach: (scene: Scene, origin: number, threshold: number) => void
}

/** A compiled expression. */
export interface Compiled {
  readonly type: ValueType
  readonly read: Read<Value>
  /** Steps at most (docs/rules.md 8). */
  readonly cost: number
  /** Of `days`, `years` and `elapsed`. */
  readonly since?: Since
  /** Where the value is the same for everybody. */
  readonly constant?: Scalar
  /** Of literal text, which stands for a date or an instant where one is compared with it. */
  readonly isLiteral?: true
}

/** Where an expression stands and what it may name. */
export interface Place {
  readonly set: Pick<RuleSet, 'parameters' | 'valueSets'>
  readonly vocabulary: Vocabulary
  /** Fields of the fact at hand; undefined outside `where`. */
  readonly fields: ReadonlyMap<string, FieldType> | undefined
  readonly at: string
  /** What has been asked of all facts, by its JSON: the place of its answer among those of a scene. */
  readonly asked: Map<string, number>
}

/** The place of a part. */
export function below(place: Place, part: string): Place {
  return { ...place, at: `${place.at}.${part}` }
}

/** The number of a kind of fact. */
export function kindPlace({ types }: Vocabulary, kind: string): number {
  return [...types.keys()].indexOf(kind)
}

/** A fault at a place; `known` are the names that would be right there. */
export function fault(
  { at }: Place,
  expectation: string,
  known: Iterable<string> = [],
): RuleSetFault {
  return new RuleSetFault(at, expectation, { known })
}

/** Refuses members that the form does not have, and those that it lacks. */
export function allow(
  members: readonly string[],
  required: readonly string[],
  place: Place,
  optional: readonly string[] = [],
): void {
  const known = [...required, ...optional]
  const strange = members.find((name) => !known.includes(name))
  if (strange !== undefined) {
    throw fault(below(place, strange), `members must be of ${known.join(', ')}`, known)
  }
  const missing = required.find((name) => !members.includes(name))
  if (missing !== undefined) throw fault(place, `must have ${missing}`)
}
