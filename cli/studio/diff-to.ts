/** The differences of a rule set in the editor to the version before it, in words. */
import { stripVTControlCharacters } from 'node:util'
import type { CompiledRuleSet } from 'greengate/rules'
import { printRuleSetYaml } from '../language/format-rule-set-yaml.ts'
import { OperatorError } from '../operator-error.ts'
import type { CompiledFile } from '../rules/compiled-file.ts'
import { changesBetween } from '../rules/diff/changes.ts'
import { diffLines } from '../rules/diff/present.ts'
import { isYaml } from '../rules/rule-set-file.ts'
import type { Desk, DeskSet } from './desk.ts'
import type { Judgement, Language } from './studio-api.ts'

/** The set that is compared. */
export interface After {
  /** On the disk. */
  readonly path: string
  readonly compiled: CompiledRuleSet
  readonly language: Language
}

/**
 * Compares with another set.
 *
 * @param named - Its path on the desk; null: the newest lower version that lies there.
 */
export async function diffTo(
  desk: Desk,
  named: string | null,
  { path, compiled, language }: After,
): Promise<Judgement['diff']> {
  const before = await setBefore(desk, named, { path, compiled })
  if (before === undefined) return null
  const found = await soundAt(desk, before.file)
  if (found === undefined) return null
  const { id, version } = found.compiled.set
  const changes = changesBetween(found.compiled, compiled)
  const lines = diffLines({ a: found.compiled, b: compiled, changes }, language)
  return {
    before: { path: before.path, id, version, text: textBeside(path, found) },
    // The terminal that the studio was started from has colours; the page has its own.
    lines: lines.map((line) => stripVTControlCharacters(line)),
  }
}

async function setBefore(
  desk: Desk,
  named: string | null,
  { path, compiled }: Pick<After, 'path' | 'compiled'>,
): Promise<Pick<DeskSet, 'file' | 'path'> | undefined> {
  if (named !== null) return { path: named, file: await desk.folder.fileAt(named) }
  const { id, version } = compiled.set
  const earlier = (await desk.sets()).filter(
    ({ file, set }) => file !== path && set.id === id && (set.version ?? version) < version,
  )
  return earlier.reduce<DeskSet | undefined>(
    (best, each) =>
      best === undefined || (each.set.version ?? 0) > (best.set.version ?? 0) ? each : best,
    undefined,
  )
}

/** Undefined for a set that does not compile: lint says why, where it is opened. */
async function soundAt(desk: Desk, file: string): Promise<CompiledFile | undefined> {
  try {
    return await desk.compiled(file)
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    return undefined
  }
}

/** In the language of the text that it is laid beside. */
function textBeside(path: string, { file }: CompiledFile): string {
  return isYaml(path) && !isYaml(file.path) ? printRuleSetYaml(file.value) : file.text
}
