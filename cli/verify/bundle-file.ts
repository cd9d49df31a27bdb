/** Opens the bundle that a decision is made under: the pinned root first, then what it vouches for. */
import { dirname, join } from 'node:path'
import {
  acceptBundle,
  GreengateError,
  pinRoot,
  type Bundle,
  type VerifierClass,
  type World,
} from 'greengate'
import { unzipped } from '../bundle/bundle-source.ts'
import { kindAt, readBytes } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'

const bundleName = 'bundle.ggb'
const rootName = 'root.ggb'
const advice = 'copy it again from its publisher'

/** What each refusal of a bundle asks the operator to do. */
const remedies: Readonly<Record<string, string>> = {
  ERR_BUNDLE_EXPIRED: 'fetch a newer one from its publisher',
  ERR_BUNDLE_CLOCK: 'set the clock of this machine',
  ERR_BUNDLE_WORLD: 'name its world with --worlds if you mean it',
  ERR_BUNDLE_SIGNATURE: 'do not use it; see that root.ggb and bundle.ggb are of one publisher',
}

const known: readonly World[] = ['test', 'demo', 'production']
/** This command opens no gate, so that it serves what is shown as well as what is real. */
const defaultWorlds: readonly World[] = ['production', 'demo']

/**
 * Reads --worlds: names with commas.
 *
 * @throws {@link OperatorError}
 */
export function worldsOf(text: string | undefined): readonly World[] {
  if (text === undefined) return defaultWorlds
  return text.split(',').map((name) => {
    const world = known.find((one) => one === name)
    if (world === undefined) throw new OperatorError(`--worlds: must be of ${known.join(', ')}`)
    return world
  })
}

/**
 * Opens a bundle.
 *
 * @param path - A `.ggb` file, compressed or not, or a folder that holds bundle.ggb or bundle.ggb.gz.
 * @param rootPath - The pinned root; default: root.ggb beside the bundle.
 * @param worlds - Worlds whose root may be pinned.
 * @param verifierClass - By which of root's schedules its data grow old.
 * @throws {@link OperatorError}
 */
export async function openBundle(
  path: string,
  rootPath: string | undefined,
  now: Date,
  worlds: readonly World[] = defaultWorlds,
  verifierClass: VerifierClass = 'poll',
): Promise<Bundle> {
  const file = (await kindAt(path)) === 'folder' ? await bundleIn(path) : path
  if ((await kindAt(file)) === 'nothing') {
    throw new OperatorError(
      `${file}: there is no bundle; name one with --bundle, or make one with "greengate demo"`,
    )
  }
  const rootFile = rootPath ?? join(dirname(file), rootName)
  if ((await kindAt(rootFile)) === 'nothing') {
    throw new OperatorError(`${rootFile}: there is no root to trust; name one with --root`)
  }
  const rootBytes = await readBytes(rootFile, 'a root (.ggb)')
  const bundleBytes = unzipped(await readBytes(file, 'a bundle (.ggb)'), file)
  const pinned = await accepted(rootFile, pinRoot(rootBytes, { worlds, class: verifierClass }))
  return accepted(file, acceptBundle(pinned, bundleBytes, now))
}

/** A folder that is served holds the compressed one alone. */
async function bundleIn(folder: string): Promise<string> {
  const plain = join(folder, bundleName)
  const compressed = `${plain}.gz`
  const isCompressed = (await kindAt(plain)) === 'nothing' && (await kindAt(compressed)) === 'file'
  return isCompressed ? compressed : plain
}

async function accepted(file: string, opening: Promise<Bundle>): Promise<Bundle> {
  try {
    return await opening
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    const { code, message } = error
    throw new OperatorError(`${file}: ${message} (${code}); ${remedies[code] ?? advice}`, {
      cause: error,
    })
  }
}

/**
 * Takes --rules, else the only rule set there is.
 *
 * @returns undefined for a bundle without rule sets: a decision then says so.
 * @throws {@link OperatorError}
 */
export function ruleSetOf(bundle: Bundle, id: string | undefined): string | undefined {
  const ids = [...bundle.ruleSets.keys()]
  if (id === undefined && ids.length < 2) return ids[0]
  if (id !== undefined && ids.includes(id)) return id
  const known = `the bundle has ${ids.length === 0 ? 'none' : ids.join(', ')}`
  throw new OperatorError(
    id === undefined
      ? `several rule sets; choose one with --rules: ${known}`
      : `--rules: no such rule set; ${known}`,
  )
}
