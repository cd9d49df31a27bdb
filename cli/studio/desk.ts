/** What lies on the studio's desk: rule sets and what they stand on, read once and kept until something changes. */
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { fileError, systemCode } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'
import { casesPath } from '../rules/cases-file.ts'
import { readCompiled, type CompiledFile } from '../rules/compiled-file.ts'
import { factFiles, findFactTypes, readFactTypes } from '../rules/fact-types-file.ts'
import { textOf } from '../rules/rule-file.ts'
import { isYaml, lookAround, type LookAround, type Whereabouts } from '../rules/rule-set-file.ts'
import type { DeskFolder } from './desk-folder.ts'
import { factTypesWords } from './fact-types-words.ts'
import { Refused } from './refused.ts'
import {
  maxTextBytes,
  populations,
  scanDesk,
  sha256Of,
  texts,
  type DeskFile,
  type Scan,
} from './scan-desk.ts'
import type { Desk as DeskWords, Language, StudioFile } from './studio-api.ts'

/** What is opened. */
export interface DeskOptions extends Whereabouts {
  readonly folder: DeskFolder
  /** The file that was named. */
  readonly open: string | undefined
  readonly language: Language
}

/** A rule set of the desk. */
export interface DeskSet extends DeskFile {
  readonly path: string
  readonly set: NonNullable<DeskFile['set']>
}

/** The desk. */
export class Desk {
  readonly folder: DeskFolder
  readonly language: Language
  readonly options: DeskOptions
  #scan: Scan | undefined
  #around: LookAround | undefined
  #compiled = new Map<string, Promise<CompiledFile>>()

  constructor(options: DeskOptions) {
    this.folder = options.folder
    this.language = options.language
    this.options = options
  }

  /** Looks again: what did not change since the last time is not read again. */
  async look(): Promise<Scan> {
    const { root, versions } = this.folder
    this.#scan = await scanDesk(versions === undefined ? [root] : [root, versions], this.#scan)
    this.#around = undefined
    this.#compiled = new Map()
    return this.#scan
  }

  /** What was found when the desk was looked at last. */
  async scan(): Promise<Scan> {
    return this.#scan ?? (await this.look())
  }

  /** Finds what a rule set stands on. */
  get around(): LookAround {
    this.#around ??= lookAround(this.options)
    return this.#around
  }

  /** A rule set as it lies on the disk. */
  compiled(file: string): Promise<CompiledFile> {
    const compiled = this.#compiled.get(file) ?? readCompiled(file, this.around)
    this.#compiled.set(file, compiled)
    return compiled
  }

  /** The rule sets, in the order of their paths. */
  async sets(): Promise<readonly DeskSet[]> {
    const { files } = await this.scan()
    return [...files.values()].flatMap((found) => {
      const path = this.folder.nameOf(found.file)
      return path === undefined || found.set === null ? [] : [{ ...found, path, set: found.set }]
    })
  }

  /**
   * Reads a text.
   *
   * @throws {@link Refused} for what there is not, or is no text of an author
   */
  async read(path: string): Promise<StudioFile> {
    const file = await this.folder.fileAt(path)
    const content = await contentOf(file)
    if (content === undefined) {
      throw new Refused(404, '没有这个文件', 'there is no such file')
    }
    return { path, text: textOf(content, path, 'a rule set'), sha256: sha256Of(content) }
  }

  /** Everything there is to know before a file is opened. */
  async words(): Promise<DeskWords> {
    const sets = await this.sets()
    const open = this.options.open ?? toBeginWith(sets)?.file
    const { files } = await this.scan()
    const facts = await this.factTypesFile()
    const { types } = await readFactTypes(facts)
    return {
      name: this.folder.name,
      sets: await Promise.all(
        sets.map(async ({ path, file, set }) => ({
          path,
          ...set,
          isWritable: isYaml(path) && !this.folder.isPublished(path),
          cases: this.folder.nameOf(await casesPath(file)) ?? '',
        })),
      ),
      open: open === undefined ? null : (this.folder.nameOf(open) ?? null),
      factTypes: factTypesWords(this.folder.nameOf(facts) ?? basename(facts), types),
      populations: [...files.values()].flatMap(({ file, bytes }) => {
        const path = this.folder.nameOf(file)
        return path === undefined || !populations.test(file) ? [] : [{ path, bytes }]
      }),
      language: this.language,
    }
  }

  /**
   * Where the fact types are that everything on the desk is written for.
   *
   * @throws {@link OperatorError} where there are none
   */
  async factTypesFile(): Promise<string> {
    const { facts, versions } = this.options
    const open = this.options.open ?? toBeginWith(await this.sets())?.file
    const beside = open === undefined ? this.folder.root : dirname(open)
    const found =
      facts ??
      (await findFactTypes(beside)) ??
      (versions === undefined ? undefined : await findFactTypes(versions))
    if (found !== undefined) return found
    const names = factFiles.join(' or ')
    throw new OperatorError(
      `${this.folder.root}: no ${names} in it or above; name the fact types with --facts`,
    )
  }
}

/** The bytes of a text; undefined where there is none. */
export async function contentOf(file: string): Promise<Uint8Array | undefined> {
  try {
    const found = await stat(file)
    if (!found.isFile() || !texts.test(file)) return undefined
    if (found.size <= maxTextBytes) return await readFile(file)
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined
    throw fileError(file, error, 'see that it can be opened')
  }
  throw new Refused(422, '文件太大，无法编辑', 'the file is too large to be edited')
}

/** What can be changed before what cannot, then the newest. */
function toBeginWith(sets: readonly DeskSet[]): DeskSet | undefined {
  const rank = ({ path, set }: DeskSet): number => (isYaml(path) ? 1e9 : 0) + (set.version ?? 0)
  return sets
    .filter(({ path }) => !path.startsWith('@'))
    .reduce<DeskSet | undefined>(
      (best, each) => (best === undefined || rank(each) > rank(best) ? each : best),
      undefined,
    )
}
