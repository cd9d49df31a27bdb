/** `greengate retire`: the end of a station, after the end of its authority or before it. */
import { join } from 'node:path'
import { Command } from 'commander'
import { bundleSummary, pinRoot, type BundleSummary } from 'greengate'
import { GreengateError } from 'greengate/issue'
import { readBundle } from '../bundle/bundle-source.ts'
import { openVerified } from '../bundle/open-verified.ts'
import { readBytes } from '../edges/file.ts'
import { languageOf } from '../edges/language.ts'
import { printJson, printLine } from '../edges/output.ts'
import { openTerminal } from '../edges/terminal.ts'
import { OperatorError } from '../operator-error.ts'
import { readStation, stationFiles } from '../station/station-folder.ts'
import { retire } from './retire.ts'

interface Options {
  readonly sets: readonly string[]
  readonly journal: readonly string[]
  readonly bundle?: string
  readonly now?: true
  readonly confirm?: string
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function retireCommand(): Command {
  return new Command('retire')
    .description('at a station: erase keys, data and journals, and state what was erased')
    .argument('<folder>', 'where the station keeps its keys')
    .option('--sets <path>', 'a file or folder of bundles and sets; again for more', collect, [])
    .option('--journal <path>', 'a folder of journals; again for more', collect, [])
    .option('--bundle <place>', 'the newest bundle: a later root may have brought the end forward')
    .option('--now', 'before the end of the authority')
    .option('--confirm <station>', "the station's name, in place of typing it")
    .option('--lang <zh|en>', 'the language of the questions (default: of the system)')
    .option('--json', 'print the statement as JSON')
    .action(run)
    .addHelpText('after', help)
}

const help = `
Before the end date that root states it is refused, but for --now, and the name of the station must be typed. Files are
overwritten, flushed and deleted; on flash memory copies may remain, so that a station's disk is to be encrypted and
its key destroyed too (docs/publishing.md). What was erased is told by counts and digests, without personal data, in
retirement.jws, signed by the station; its signing key is erased last. A run that was cut off is finished by the next.

Exit code: 0 erased, 2 refused, usage or operator error.

Examples:
  greengate retire /var/lib/greengate --journal /var/lib/greengate/journal --sets /var/lib/greengate/bundle
  greengate retire /var/lib/greengate --now --journal /var/lib/greengate/journal`

async function run(folder: string, options: Options): Promise<void> {
  const language = languageOf(options.lang, process.env)
  const now = new Date()
  const station = await readStation(folder)
  const { endsAt, rootDigest } = await summaryOf(folder, options.bundle, now)
  const isOver = Date.parse(endsAt) <= now.getTime()
  if (!isOver && options.now !== true) {
    throw new OperatorError(
      `${station.id}: its authority lasts until ${endsAt}; add --now to end the station before`,
    )
  }
  if (!isOver) await confirm(station.id, options.confirm, language)
  const { statement, file } = await retire({
    folder,
    sets: options.sets,
    journals: options.journal,
    endsAt,
    rootDigest,
    now,
  })
  if (options.json === true) {
    printJson({ file, ...statement })
    return
  }
  for (const kind of ['keys', 'sets', 'journals'] as const) {
    const { files, bytes } = statement[kind]
    printLine(`${kind.padEnd(8)}  ${files}  ${bytes.toLocaleString('en')} B`)
  }
  printLine(file)
}

async function confirm(
  id: string,
  given: string | undefined,
  language: 'zh' | 'en',
): Promise<void> {
  const terminal = given === undefined ? openTerminal('give --confirm with its name') : undefined
  try {
    const question =
      language === 'zh'
        ? `将不可恢复地清除 ${id}。输入站名确认：`
        : `This erases ${id} for good. Type its name: `
    if ((given ?? (await terminal?.ask(question))) === id) return
    throw new OperatorError(`${id}: not confirmed; type its name`)
  } finally {
    terminal?.close()
  }
}

/** The end as the newest root that is here states it. */
async function summaryOf(
  folder: string,
  bundle: string | undefined,
  now: Date,
): Promise<Pick<BundleSummary, 'endsAt' | 'rootDigest'>> {
  const root = join(folder, stationFiles.root)
  if (bundle !== undefined) {
    return bundleSummary(await openVerified(await readBundle(bundle), root, now), now)
  }
  try {
    const worlds = ['production', 'demo', 'test'] as const
    return bundleSummary(await pinRoot(await readBytes(root, 'a root (.ggb)'), { worlds }), now)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(`${root}: ${error.message} (${error.code}); put root.ggb back there`)
  }
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}
