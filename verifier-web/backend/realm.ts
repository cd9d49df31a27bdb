/** Makes realms that have ECMAScript and nothing else, and runs the portable build and the vectors in them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, createContext, runInContext, type Context } from 'node:vm'
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

/** A realm of 2019, and in which no text can be made into code, as in a mini-program; large integers as some had them early. */
export function openRealm(hasBigInt: boolean): Context {
  // As a page's: with an object of ours in the place of the global one, each look at it would cost a call.
  const realm = createContext(constants.DONT_CONTEXTIFY, {
    codeGeneration: { strings: false, wasm: false },
  })
  runInContext(withoutNewer, realm)
  const kept = new Set([...ofEcmaScript, ...(hasBigInt ? ['BigInt'] : [])])
  for (const name of globalsOf(realm)) if (!kept.has(name)) Reflect.deleteProperty(realm, name)
  return realm
}

/** The names of a realm's globals. */
export const globalsOf = (realm: Context): readonly string[] =>
  runInContext('Object.getOwnPropertyNames(this)', realm) as string[]

/** The text of the portable build. */
export const readPortable = (): string => readFileSync(join(root, 'lib/dist/portable.cjs'), 'utf8')

/**
 * Loads the portable build as a mini-program does, by the name `module` alone, and calls a function with it.
 *
 * @param source - The function, as text: it gets the library, and what else is handed in. Only texts cross the border.
 */
export async function callInRealm(
  realm: Context,
  source: string,
  ...handed: readonly (string | number | ((path: string) => string))[]
): Promise<unknown> {
  const loaded = `(...handed) => {
    const module = { exports: {} }
    ;((module, exports) => { ${readPortable()} })(module, module.exports)
    return (${source})(module.exports, ...handed)
  }`
  const call = runInContext(loaded, realm) as (...all: typeof handed) => Promise<string>
  return JSON.parse(await call(...handed))
}

let trial: Promise<string> | undefined

/** Tells each `every`-th outcome of the vectors from `first` on. */
export async function tellInRealm(
  realm: Context,
  every: number,
  first: number,
): Promise<readonly Told[]> {
  trial ??= build({
    entryPoints: [join(import.meta.dirname, 'trial-realm.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'trial',
    target: 'es2019',
    inject: [join(root, 'lib/encoding/text-coding.ts')],
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '')
  const source = `(api, readText, every, first) => { ${await trial}; return trial.tellOutcomes(api, readText, every, first) }`
  const readText = (path: string): string =>
    readFileSync(join(root, 'test-vectors', path), 'latin1')
  return (await callInRealm(realm, source, readText, every, first)) as readonly Told[]
}
