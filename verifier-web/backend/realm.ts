/** Makes realms that have ECMAScript and nothing else, and runs the portable build and the vectors in them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, runInContext, type Context } from 'node:vm'
import { build } from 'esbuild'
import type { Told } from '../../test-vectors/run/outcomes.ts'

const root = join(import.meta.dirname, '../..')

/** The globals of ECMAScript 2019. */
const ofEcmaScript = new Set(
  `Array ArrayBuffer Boolean DataView Date Error EvalError Float32Array Float64Array Function Infinity Int16Array
  Int32Array Int8Array JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set String
  Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet decodeURI
  decodeURIComponent encodeURI encodeURIComponent escape eval isFinite isNaN parseFloat parseInt undefined unescape`.split(
    /\s+/,
  ),
)
const ofLater = ['BigInt', 'BigInt64Array', 'BigUint64Array', 'globalThis']

/** What engines from before 2020 lack of what ours has. */
const withoutNewer = `(() => {
  const newer = {
    Object: [Object, 'hasOwn', 'groupBy'],
    Promise: [Promise, 'allSettled', 'any', 'try', 'withResolvers'],
    Array: [Array.prototype, 'at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'toSpliced', 'with'],
    Typed: [Object.getPrototypeOf(Uint8Array.prototype), 'at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'with'],
    Bytes: [Uint8Array.prototype, 'toBase64', 'toHex', 'setFromBase64', 'setFromHex'],
    BytesFrom: [Uint8Array, 'fromBase64', 'fromHex'],
    String: [String.prototype, 'at', 'isWellFormed', 'matchAll', 'replaceAll', 'toWellFormed'],
    DataView: [DataView.prototype, 'getBigInt64', 'getBigUint64', 'setBigInt64', 'setBigUint64'],
    Set: [Set.prototype, 'union', 'intersection', 'difference', 'isSubsetOf'],
    Map: [Map, 'groupBy'],
    ArrayFrom: [Array, 'fromAsync'],
  }
  for (const [from, ...names] of Object.values(newer)) for (const name of names) delete from[name]
})()`

/** A realm in which no text can be made into code either, as in a mini-program. */
export function openRealm(isOld: boolean): Context {
  const realm = createContext(Object.create(null) as Context, {
    codeGeneration: { strings: false, wasm: false },
  })
  const kept = new Set([...ofEcmaScript, ...(isOld ? [] : ofLater)])
  const names = runInContext('Object.getOwnPropertyNames(globalThis)', realm) as string[]
  const gone = names.filter((name) => !kept.has(name)).join(`;delete globalThis.`)
  runInContext(`delete globalThis.${gone};0`, realm)
  if (isOld) runInContext(withoutNewer, realm)
  return realm
}

/** The names of a realm's globals. */
export const globalsOf = (realm: Context): readonly string[] =>
  runInContext('Object.getOwnPropertyNames(this)', realm) as string[]

let trial: string | undefined

/** Loads the portable build as a mini-program does, by the name `module` alone, and tells each `every`-th outcome from `first` on. */
export async function tellInRealm(
  realm: Context,
  every = 1,
  first = 0,
): Promise<readonly Told[]> {
  trial ??= await build({
    entryPoints: [join(import.meta.dirname, 'trial-realm.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'trial',
    target: 'es2019',
    inject: [join(root, 'lib/encoding/text-coding.ts')],
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '')
  const portable = readFileSync(join(root, 'lib/dist/portable.cjs'), 'utf8')
  const inside = `(readText, every, first) => {
    const module = { exports: {} }
    ;((module, exports) => { ${portable} })(module, module.exports)
    ${trial}
    return trial.tellOutcomes(module.exports, readText, every, first)
  }`
  const tell = runInContext(inside, realm) as (
    readText: (path: string) => string,
    every: number,
    first: number,
  ) => Promise<string>
  const readText = (path: string): string =>
    readFileSync(join(root, 'test-vectors', path), 'latin1')
  return JSON.parse(await tell(readText, every, first)) as readonly Told[]
}
