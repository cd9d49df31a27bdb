/** `greengate rules revert`: a new, higher version with the content of an older one. Nothing ever goes back. */
import { Command } from 'commander'
import { inAuthority, tellDraft, wholeNumber } from '../bundle/commands/drafts.ts'
import { openAuthority, documentPath } from '../bundle/authority.ts'
import { digest, makeDocument, writeDocument, type Document } from '../bundle/document.ts'
import { windowOf } from '../bundle/rails.ts'
import { newest, nextVersion, readShelf, type Shelf } from '../bundle/shelf.ts'
import { instantText, parseInstant } from '../edges/instant.ts'
import { OperatorError } from '../operator-error.ts'

/** What is to be gone back to, and why. */
export interface Reversion {
  readonly id: string
  /** The version whose content is wanted again. */
  readonly to: number
  readonly from: Date
  /** Default: as long as the older version was to be in force. */
  readonly until?: Date
  readonly basis: readonly string[]
  readonly requestedBy: string
  readonly reviewedBy: string
  /** Effective at once, with one signature more. */
  readonly isCorrection: boolean
}

/**
 * Writes the draft.
 *
 * @throws {@link OperatorError} for a version that was never published
 */
export async function revert(shelf: Shelf, reversion: Reversion): Promise<Document> {
  const { id, to, from, basis, requestedBy, reviewedBy, isCorrection } = reversion
  const stem = `rules/${id}`
  const older = shelf.signed.find(({ place }) => place === `${stem}/${to}`)
  const last = newest([...shelf.signed, ...shelf.drafts], stem)
  if (older === undefined || last === undefined) {
    throw new OperatorError(`${id} ${to}: was never published here; see "greengate bundle status"`)
  }
  if (older === last)
    throw new OperatorError(`${id} ${to}: is the newest version; there is nothing to revert`)
  const version = nextVersion(shelf, stem)
  const window = windowOf(older)
  const until = reversion.until ?? new Date(from.getTime() + (window.until - window.from) * 1000)
  const document = makeDocument(`${stem}/${version}`, {
    ...older.value,
    version,
    previous: { version: last.version, sha256: digest(last.payload) },
    effective: { from: instantText(from), until: instantText(until) },
    change: {
      type: isCorrection ? 'correction' : 'revert',
      how: `the content of version ${to} again, in place of version ${last.version}`,
      basis,
      requestedBy,
      reviewedBy,
    },
  })
  await writeDocument(documentPath(shelf.authority, 'drafts', document.place), document)
  return document
}

interface Options {
  readonly to: string
  readonly from?: string
  readonly until?: string
  readonly basis: readonly string[]
  readonly requestedBy: string
  readonly reviewedBy: string
  readonly correction?: true
  readonly authority?: string
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function revertCommand(): Command {
  const command = new Command('revert')
    .description('write a new version with the content of an older one, as a draft to be signed')
    .argument('<id>', 'the rule set')
    .requiredOption('--to <version>', 'the version whose content is wanted again')
    .option('--from <instant>', 'when it takes effect (default: now, which a correction may)')
    .option('--until <instant>', 'until when (default: as long as that version was to last)')
    .option('--basis <document>', 'what this rests on; again for more', collect, [])
    .requiredOption('--requested-by <text>', 'who asked for it')
    .requiredOption('--reviewed-by <text>', 'who looked at it')
    .option('--correction', 'the newest version was wrong: no notice, one signature more')
  return inAuthority(command).action(run).addHelpText('after', help)
}

const help = `
Versions only grow, and are chained by digest: going back is a new version that says so in its record of change. It is
written to drafts/ of the authority, and is signed and published like any other. Without --correction it needs the
notice of its delegation; with it two people and a third sign, and every receipt says that it was a correction.

Exit code: 0 written, 2 usage or operator error.

Examples:
  greengate rules revert cn-3301 --to 13 --from 2027-03-05T00:00:00+08:00 --basis "Order 16" \\
    --requested-by "Health bureau" --reviewed-by "Review board"
  greengate rules revert cn-3301 --to 13 --correction --basis "Version 14 stopped everybody tested abroad" \\
    --requested-by "Duty officer" --reviewed-by "Review board"`

async function run(id: string, options: Options): Promise<void> {
  const shelf = await readShelf(await openAuthority(options.authority))
  const { basis, requestedBy, reviewedBy, correction } = options
  if (basis.length === 0) throw new OperatorError('--basis: must say what this rests on; give it')
  const document = await revert(shelf, {
    id,
    to: wholeNumber(options.to, '--to'),
    from: options.from === undefined ? new Date() : parseInstant(options.from, '--from'),
    ...(options.until === undefined ? {} : { until: parseInstant(options.until, '--until') }),
    basis,
    requestedBy,
    reviewedBy,
    isCorrection: correction === true,
  })
  await tellDraft(shelf, document, options)
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}
