/** The engines that were kept, ready to run: each is its own file, checked by its digest, and knows nothing of the sources. */
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { enginesFolder } from './keep-engine.ts'

/** What an engine is asked. Loosely typed: what it was typed as when it was tagged is of no matter. */
export interface Engine {
  readonly engineVersion: number
  readonly allFormats: readonly unknown[]
  readonly countryRules: unknown
  verify(texts: unknown, options: object): Promise<EngineDecision>
  pinRoot(bytes: Uint8Array, options: object): Promise<unknown>
  acceptBundle(current: unknown, bytes: Uint8Array, now: Date): Promise<unknown>
  parseFactTypes(value: unknown): unknown
  compileRuleSet(value: unknown, types: unknown, bases: unknown): unknown
  makeFactBase(statement: object, types: unknown): unknown
  evaluate(rules: unknown, facts: unknown, now: number, onSite: object): unknown
  compileCountryRules(value: unknown): unknown
  judgeCountry(rules: unknown, question: object): unknown
}

/** The part of a decision that is looked at by name; all of it is compared. */
export interface EngineDecision {
  readonly outcome: string
  readonly reasons: readonly { readonly code: string }[]
}

/** An engine and the tag that it was kept for. */
export interface KeptEngine {
  readonly tag: string
  /** The highest `engine` of a rule set that it runs. */
  readonly number: number
  readonly engine: Engine
}

/**
 * Opens all of them, oldest tag first.
 *
 * @throws Error where one is not, to the byte, what was kept.
 */
export async function openKeptEngines(): Promise<readonly KeptEngine[]> {
  const files = globSync(`${enginesFolder}/*/engine.json`)
  const kept = files.map(async (file): Promise<KeptEngine> => {
    const said = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly tag: string
      readonly engine: number
      readonly sha256: string
    }
    const code = brotliDecompressSync(readFileSync(`${dirname(file)}/engine.js.br`))
    if (createHash('sha256').update(code).digest('base64url') !== said.sha256) {
      throw new Error(`${file}: the engine beside it is not the one that was kept`)
    }
    // From memory: nothing of it can look for anything beside it.
    const url = `data:text/javascript;base64,${code.toString('base64')}`
    const engine = (await import(/* @vite-ignore */ url)) as Engine
    return { tag: said.tag, number: said.engine, engine }
  })
  return (await Promise.all(kept)).toSorted((a, b) =>
    a.tag.localeCompare(b.tag, 'en', { numeric: true }),
  )
}
