/** Finds who is otherwise than sets say, and who is not green at all. */
import type { OpenedSets } from './ask-sets.ts'
import { hashesPath, othersPath, readWords } from './bucket-files.ts'
import { hashWords } from './entry.ts'
import type { Job, Members } from './job.ts'

/** A hash and the code of its class. */
const otherWords = hashWords + 1

/** Those of a bucket about whom sets say something else; their classes by the codes of `classes`. */
export function compareBucket(
  { folder }: Job,
  bucket: number,
  classes: readonly number[],
  sets: OpenedSets,
): Members {
  const people = readWords(hashesPath(folder, bucket))
  const others = readWords(othersPath(folder, bucket))
  const [hashes, found]: [number[], number[]] = [[], []]
  let other = 0
  for (let at = 0; at < people.length; at += hashWords) {
    let code = 0
    if (other < others.length && isSame(people, at, others, other)) {
      code = others[other + hashWords] as number
      other += otherWords
    }
    if (sets.codeAt(people, at) === code) continue
    for (let word = 0; word < hashWords; word++) hashes.push(people[at + word] as number)
    found.push(code === 0 ? -1 : classes.indexOf(code))
  }
  return { hashes: Uint32Array.from(hashes), classes: Int32Array.from(found) }
}

/** Everybody of all buckets who is not green. */
export function membersOf({ folder, bucketBits }: Job, classes: readonly number[]): Members {
  const buckets = Array.from({ length: 2 ** bucketBits }, (_, bucket) =>
    readWords(othersPath(folder, bucket)),
  )
  const count = buckets.reduce((sum, others) => sum + others.length / otherWords, 0)
  const members = { hashes: new Uint32Array(count * hashWords), classes: new Int32Array(count) }
  const placeOf = new Map(classes.map((code, place) => [code, place]))
  let to = 0
  for (const others of buckets) {
    for (let at = 0; at < others.length; at += otherWords, to++) {
      for (let word = 0; word < hashWords; word++) {
        members.hashes[to * hashWords + word] = others[at + word] as number
      }
      members.classes[to] = placeOf.get(others[at + hashWords] as number) ?? -1
    }
  }
  return members
}

/** The members of several buckets as those of one. */
export function joinMembers(parts: readonly Members[]): Members {
  const count = parts.reduce((sum, { classes }) => sum + classes.length, 0)
  const all = { hashes: new Uint32Array(count * hashWords), classes: new Int32Array(count) }
  let to = 0
  for (const { hashes, classes } of parts) {
    all.hashes.set(hashes, to * hashWords)
    all.classes.set(classes, to)
    to += classes.length
  }
  return all
}

function isSame(a: Uint32Array, i: number, b: Uint32Array, j: number): boolean {
  for (let word = 0; word < hashWords; word++) if (a[i + word] !== b[j + word]) return false
  return true
}
