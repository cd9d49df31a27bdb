/** `greengate bundle status` and `verify`: what is published, and whether a verifier would take it. */
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { bundleSummary, type VerifierClass } from 'greengate'
import { parseInstant } from '../../edges/instant.ts'
import { kindAt } from '../../edges/file.ts'
import { languageOf } from '../../edges/language.ts'
import { printJson, printLine, styled } from '../../edges/output.ts'
import { exitCodes, OperatorError, type ExitCode } from '../../operator-error.ts'
import { openAuthority, parts, rootFile, type Authority } from '../authority.ts'
import { readBundle } from '../bundle-source.ts'
import { inFours } from '../in-fours.ts'
import { documentsOf, openVerified } from '../open-verified.ts'
import { progressOf } from '../progress.ts'
import { readShelf } from '../shelf.ts'
import { statusOf, type BundleStatus } from '../status.ts'
import { progressLines, titleOf } from '../words/describe.ts'
import { statusLines } from '../words/status-lines.ts'

interface Options {
  readonly root?: string
  readonly now?: string
  readonly lang?: string
  readonly json?: true
}

function withOptions(command: Command): Command {
  return command
    .option('--root <file>', 'the pinned root (default: root.ggb beside it)')
    .option('--now <instant>', 'as of when (default: the clock)')
    .option('--lang <zh|en>', 'the language of the answer (default: of the system)')
    .option('--json', 'print it as JSON')
}

interface StatusOptions extends Options {
  readonly class: VerifierClass
}

/** Builds `status`. */
export function statusCommand(finish: (code: ExitCode) => void): Command {
  const command = new Command('status')
    .description('a table of what is published: versions, expiry, signers, what takes effect when')
    .argument('[place]', 'an authority, a served folder, a .ggb or a web address', '.')
  const verifierClass = new Option('--class <class>', 'the verifiers that are meant: poll or stick')
  return withOptions(command)
    .addOption(verifierClass.choices(['poll', 'stick']).default('poll'))
    .action(async (place: string, options: StatusOptions) => {
      finish(await runStatus(place, options))
    })
    .addHelpText('after', statusHelp)
}

const statusHelp = `
Late is what has expired, expires within three days, or is older than the limit that root states for verifiers that
poll, or with --class stick for those that data are carried to. Of an authority's folder the drafts are shown too,
with who has signed and who is missing. The age is since a document was signed, of population sets since people were
assessed, beside what root allows. Nothing is believed for being listed: "greengate bundle verify" checks.

Exit code: 0 nothing is late, 1 something is, 2 usage or operator error.

Examples:
  greengate bundle status
  greengate bundle status https://rules.example.gov/ --lang zh
  greengate bundle status bundle.ggb --json`

async function runStatus(place: string, options: StatusOptions): Promise<ExitCode> {
  const language = languageOf(options.lang, process.env)
  const now = options.now === undefined ? new Date() : parseInstant(options.now, '--now')
  const authority = await authorityAt(place)
  const published = join(place, parts.published, 'bundle.ggb.gz')
  const isEmpty = authority !== undefined && (await kindAt(published)) === 'nothing'
  const status = isEmpty
    ? undefined
    : statusOf(documentsOf(await readBundle(place)), now, options.class)
  const drafts = authority === undefined ? [] : await draftsOf(authority)
  if (options.json === true) {
    printJson({
      ...status,
      drafts: drafts.map(({ document, progress }) => ({
        place: document.place,
        missing: Math.max(0, ...progress.roles.map(({ missing }) => missing)),
      })),
    })
  } else {
    const holders = authority?.settings.holders ?? {}
    const none = language === 'zh' ? '尚未发布任何内容。' : 'Nothing is published yet.'
    for (const line of status === undefined ? [none] : statusLines(status, holders, language))
      printLine(line)
    for (const { document, progress, shelf } of drafts) {
      printLine()
      printLine(styled('bold', `drafts/${document.place}.json: ${titleOf(document, language)}`))
      for (const line of progressLines(shelf, progress, language)) printLine(`  ${line}`)
    }
  }
  return isLate(status) ? exitCodes.otherOutcome : exitCodes.done
}

function isLate(status: BundleStatus | undefined): boolean {
  return status?.documents.some(({ late }) => late !== null) === true
}

async function authorityAt(place: string): Promise<Authority | undefined> {
  const isOne = (await kindAt(join(place, parts.settings))) === 'file'
  return isOne ? openAuthority(place) : undefined
}

async function draftsOf(authority: Authority) {
  const shelf = await readShelf(authority)
  return Promise.all(
    shelf.drafts.map(async (document) => ({
      shelf,
      document,
      progress: await progressOf(shelf, document),
    })),
  )
}

/** Builds `verify`. */
export function verifyBundleCommand(): Command {
  const command = new Command('verify')
    .description('accept a bundle from a pinned root, as a verifier does')
    .argument('[place]', 'an authority, a served folder, a .ggb or a web address', '.')
  return withOptions(command).action(runVerify).addHelpText('after', verifyHelp)
}

const verifyHelp = `
Prints the digest of the root that was pinned: compare it by eye with the minutes of the ceremony.

Exit code: 0 a verifier takes it, 2 it does not, usage or operator error.

Examples:
  greengate bundle verify https://rules.example.gov/ --root root.ggb
  greengate bundle verify /media/stick/bundle.ggb --root root.ggb --json`

async function runVerify(place: string, options: Options): Promise<void> {
  const language = languageOf(options.lang, process.env)
  const now = options.now === undefined ? new Date() : parseInstant(options.now, '--now')
  const root = options.root ?? join(place, rootFile)
  if ((await kindAt(root)) !== 'file') {
    throw new OperatorError(`${root}: there is no root to trust; name one with --root`)
  }
  const found = await readBundle(place)
  const summary = bundleSummary(await openVerified(found, root, now), now)
  if (options.json === true) {
    printJson(summary)
    return
  }
  const zh = language === 'zh'
  printLine(
    styled('green', zh ? `核验端会接受：${found.name}` : `A verifier takes it: ${found.name}`),
  )
  printLine(`  ${zh ? '根摘要' : 'root'} ${inFours(summary.rootDigest)}`)
  printLine(`  ${zh ? '世界' : 'world'} ${summary.world}`)
  printLine(`  ${zh ? '快照' : 'snapshot'} ${summary.snapshotVersion ?? ''}`)
}
