/** The folder that the studio works in: what its page names leads to files within it, and nowhere else. */
import { realpath } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { systemCode } from '../edges/file.ts'
import { Refused } from './refused.ts'

/** Before the paths of what lies among the published versions. */
const versionsName = '@versions'
const maxPath = 1024
/** A separator or a drive of Windows, and what no file of an author is called. */
const strange = /[\\:\p{Cc}]/u

/** A folder, and that of the published versions if it lies elsewhere. */
export class DeskFolder {
  /** Without links. */
  readonly root: string
  readonly versions: string | undefined

  constructor(root: string, versions: string | undefined) {
    this.root = root
    this.versions = versions === undefined || isWithin(root, versions) ? undefined : versions
  }

  get name(): string {
    return basename(this.root)
  }

  /** How the page names a file; undefined for one that lies elsewhere, or whose name it could not give back. */
  nameOf(file: string): string | undefined {
    if (isWithin(this.root, file)) return plain(relative(this.root, file))
    if (this.versions === undefined || !isWithin(this.versions, file)) return undefined
    return plain(join(versionsName, relative(this.versions, file)))
  }

  /** Words about files, with names instead of places. */
  shown(message: string): string {
    const published =
      this.versions === undefined ? message : message.replaceAll(this.versions, versionsName)
    return published.replaceAll(this.root + sep, '')
  }

  isPublished(path: string): boolean {
    return this.versions !== undefined && path.startsWith(`${versionsName}/`)
  }

  /**
   * Finds the file that the page names, or the place where it would be.
   *
   * @throws {@link Refused} for whatever does not lie in the folder, links followed
   */
  async fileAt(path: string): Promise<string> {
    if (plain(path) !== path) throw elsewhere()
    const root = this.isPublished(path) ? this.versions : this.root
    if (root === undefined) throw elsewhere()
    const file = join(root, this.isPublished(path) ? path.slice(versionsName.length + 1) : path)
    const place = (await realPlace(file)) ?? (await realPlace(dirname(file)))
    // The folder of a new file must be there: then nothing in its path can be a link that leads away.
    if (place === undefined || !(place === root || isWithin(root, place))) throw elsewhere()
    return file
  }
}

const elsewhere = (): Refused =>
  new Refused(404, '该文件夹中没有这个文件', 'there is no such file in the folder of the studio')

/** Of names alone, none of them hidden; undefined for every other path. */
function plain(path: string): string | undefined {
  const steps = (sep === '/' ? path : path.replaceAll(sep, '/')).split('/')
  const isPlain = steps.every((step) => step !== '' && !step.startsWith('.') && !strange.test(step))
  return isPlain && path.length <= maxPath ? steps.join('/') : undefined
}

function isWithin(folder: string, file: string): boolean {
  return file.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

async function realPlace(path: string): Promise<string | undefined> {
  try {
    return await realpath(path)
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return undefined
  }
}
