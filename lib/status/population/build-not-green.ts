/** Builds a set `not-green` or a patch, in two steps with a pass over everyone between them. */
import { buildClassTree } from './build-class-tree.ts'
import { draftSubset, finishSubset, seedsOfSubset } from './build-subset.ts'
import { greenClass, mostClasses } from './class-tree.ts'
import { compareHashes, orderOf, pickHashes } from './hashes.ts'
import { hashWords } from './keyed-hash.ts'
import { matchesOf, openRibbon } from './ribbon.ts'
import { frameSet, wordReader } from './set-words.ts'
import type { Universe } from './universe.ts'

/** Who is in a set. */
export interface NotGreenInput {
  /** Everyone, members too. */
  readonly universe: Universe
  /** Hashes of those who are not green (of a patch: who changed), in any order, none twice. */
  readonly hashes: Uint32Array
  /** The class of each, an index into the header's classes; in a patch -1 for who became green. */
  readonly classes: ArrayLike<number>
  /** Another number makes another set of the same people; 0 when absent. */
  readonly seed?: number
}

/** A set whose filter is made; everyone has yet to be held against it. */
export interface NotGreenDraft {
  /** What {@link passFilter} takes: may be handed to other threads. Empty: everyone passes. */
  readonly filter: Uint32Array
  /** Whether everyone must be held against it; false: nobody needs to. */
  readonly needsPass: boolean
  /** The data; `passed` are the hashes that passed, in any order and parts. */
  readonly finish: (passed: readonly Uint32Array[]) => Uint8Array
}

/** Everyone, in parts: asked for once, and may be made anew as often as it is asked for. */
export type UniverseParts = () => Iterable<Uint32Array> | AsyncIterable<Uint32Array>

/**
 * First step of a set `not-green`: chooses its form and makes the filter.
 *
 * @throws TypeError for a hash that stands twice, and for classes that cannot be.
 */
export function draftNotGreen(input: NotGreenInput): NotGreenDraft {
  return draft('not-green', input)
}

/** The same for a patch: classes of -1 became green. */
export function draftPatch(input: NotGreenInput): NotGreenDraft {
  return draft('patch', input)
}

/** Those of an array of hashes that pass a draft's filter: what `finish` wants to be told. */
export function passFilter(filter: Uint32Array, hashes: Uint32Array): Uint32Array {
  return filter.length === 0 ? hashes : matchesOf(openRibbon(wordReader(filter, 0)), hashes)
}

/** Builds a set `not-green` over everyone, whose hashes are asked for in parts. */
export async function buildNotGreen(
  input: NotGreenInput,
  everyone: UniverseParts,
): Promise<Uint8Array> {
  return complete(draftNotGreen(input), everyone)
}

/** Builds a patch over the same universe as of the set that it changes. */
export async function buildPatch(
  input: NotGreenInput,
  everyone: UniverseParts,
): Promise<Uint8Array> {
  return complete(draftPatch(input), everyone)
}

async function complete(made: NotGreenDraft, everyone: UniverseParts): Promise<Uint8Array> {
  const passed: Uint32Array[] = []
  if (made.needsPass) {
    for await (const part of everyone()) passed.push(passFilter(made.filter, part))
  }
  return made.finish(passed)
}

function draft(kind: 'not-green' | 'patch', input: NotGreenInput): NotGreenDraft {
  const { universe, seed = 0 } = input
  const order = orderOf(input.hashes)
  const members = pickHashes(input.hashes, order)
  const classes = Uint32Array.from(order, (place) => input.classes[place] as number)
  refuseBad(kind, members, classes)
  if (classes.length > universe.count) throw new TypeError('more members than people')
  if (members.length === 0) {
    const finish = (): Uint8Array => frameSet(kind, universe, [[0]])
    return { filter: new Uint32Array(0), needsPass: false, finish }
  }
  const subset = draftSubset(members, universe.count - classes.length, seed)
  return {
    filter: subset.filter,
    needsPass: subset.form !== 0,
    finish: (passed) =>
      frameSet(kind, universe, [
        [classes.length],
        ...finishSubset(subset, passed),
        ...buildClassTree(members, classes, seed + seedsOfSubset),
      ]),
  }
}

function refuseBad(kind: 'not-green' | 'patch', members: Uint32Array, classes: Uint32Array): void {
  for (let at = hashWords; at < members.length; at += hashWords) {
    if (compareHashes(members, at - hashWords, members, at) === 0) {
      throw new TypeError('a hash stands twice')
    }
  }
  for (const one of classes) {
    if (one >= mostClasses && !(one === greenClass && kind === 'patch')) {
      throw new TypeError('a class cannot be')
    }
  }
}
