/** Looks at an operator's recordings: what of the shipped packs they lack, and which files are no sounds. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemCode } from '../station-error.ts'
import { linesOf, type CheckLine } from './check-line.ts'

/** One line a pack; none where the shipped voice speaks. */
export async function checkVoice(
  folder: string | undefined,
  screenFolder: string,
): Promise<readonly CheckLine[]> {
  if (folder === undefined) return []
  const shipped = join(screenFolder, 'voice')
  const [theirs, packs] = await Promise.all([namesIn(folder), namesIn(shipped)])
  if (theirs === undefined)
    return [linesOf('voice').warning('no such folder: the shipped recordings are played')]
  return Promise.all(
    (packs ?? []).map(async (pack) => {
      const is = linesOf(`voice ${pack}`)
      if (!theirs.includes(pack)) return is.ok('the shipped one')
      const wanted = (await entriesOf(join(shipped, pack))) ?? []
      const wrong = await faultsOf(join(folder, pack), new Set(wanted.map(({ id }) => id)))
      return wrong.length === 0 ? is.ok('whole') : is.warning(wrong.join('; '))
    }),
  )
}

async function faultsOf(folder: string, wanted: ReadonlySet<string>): Promise<readonly string[]> {
  const entries = await entriesOf(folder)
  if (entries === undefined) return ['manifest.json cannot be read, or has no list "prompts"']
  const named = new Set(entries.map(({ id }) => id))
  const lacking = [...wanted].filter((id) => !named.has(id))
  const looked = await Promise.all(
    entries.map(async ({ file }) => ((await isSound(folder, file)) ? [] : [file])),
  )
  const bad = [...new Set(looked.flat())]
  return [
    ...(lacking.length === 0 ? [] : [`not said: ${lacking.join(', ')}`]),
    ...(bad.length === 0 ? [] : [`no WAV file of this folder: ${bad.join(', ')}`]),
  ]
}

interface Entry {
  readonly id: string
  readonly file: string
}

async function entriesOf(folder: string): Promise<readonly Entry[] | undefined> {
  const text = await inFolder(readFile(join(folder, 'manifest.json'), 'utf8'))
  const { prompts } = parsed(text ?? 'null') as { readonly prompts?: unknown }
  if (!Array.isArray(prompts)) return undefined
  return (prompts as readonly unknown[]).map((entry) => {
    const { id, file } = (entry ?? {}) as Partial<Record<keyof Entry, unknown>>
    return { id: String(id), file: String(file) }
  })
}

function parsed(text: string): object {
  try {
    return (JSON.parse(text) ?? {}) as object
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

/** What a screen would ask for, and a browser takes for a WAV file. */
async function isSound(folder: string, file: string): Promise<boolean> {
  if (!/^[\w.-]+\.wav$/.test(file)) return false
  const bytes = await inFolder(readFile(join(folder, file)))
  const head = bytes?.toString('latin1', 0, 12) ?? ''
  return (
    head.startsWith('RIFF') && head.endsWith('WAVE') && bytes !== undefined && bytes.length > 44
  )
}

const namesIn = (folder: string) => inFolder(readdir(folder))

/** undefined: it is not there, or this user may not read it. */
async function inFolder<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return undefined
  }
}
