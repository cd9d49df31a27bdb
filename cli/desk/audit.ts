/** `greengate desk audit`: the trail of who did what, handed out and held against its chain. */
import { Command } from 'commander'
import type { AuditReach } from '../../desk/main.ts'
import { readBytes } from '../edges/file.ts'
import { print, printJson, printLine } from '../edges/output.ts'
import { exitCodes, OperatorError, type ExitCode } from '../operator-error.ts'
import { openNamedStore, withStoreFlags, type StoreFlags } from './store-flags.ts'

/** Builds it. */
export function auditCommand(finish: (code: ExitCode) => void): Command {
  const audit = new Command('audit').description('who did what: verify the trail, hand it out')
  audit.addCommand(verifyCommand(finish))
  audit.addCommand(exportCommand())
  return audit
}

interface VerifyOptions extends StoreFlags {
  readonly file?: string
  readonly noted?: readonly string[]
}

function verifyCommand(finish: (code: ExitCode) => void): Command {
  const command = new Command('verify')
    .description('recompute the chain, in the store or in what was handed out')
    .option('--file <file>', 'lines of "audit export", in place of a store')
    .option('--noted <seq:head...>', 'what was noted of the trail before')
  return withStoreFlags(command)
    .action(async (options: VerifyOptions) => {
      finish(await verify(options))
    })
    .addHelpText('after', verifyHelp)
}

const verifyHelp = `
Prints how many records hold, and the number and head of the last: note both outside the desk, daily. Given back with
--noted they show that nothing was cut off and written anew since; without them only changes within are noticed.

Exit code: 0 it holds, 1 it does not, 2 usage or operator error.

Examples:
  greengate desk audit verify --store desk.db
  greengate desk audit verify --file audit.ndjson --noted 412:kJ2mB0rA9w8bnnZzO1c7Wj1v3S0o1F3o8Yt0Xw2QqGk`

async function verify({ file, noted = [], ...flags }: VerifyOptions): Promise<ExitCode> {
  const { parseAuditLines, readAudit, verifyAudit } = await import('../../desk/main.ts')
  const reaches = noted.map(reachOf)
  const text =
    file === undefined
      ? undefined
      : new TextDecoder().decode(await readBytes(file, 'lines of "desk audit export"'))
  using store = text === undefined ? await openNamedStore(flags, false) : undefined
  const { records, reach, fault } = verifyAudit(
    store === undefined ? parseAuditLines((text ?? '').split('\n')) : readAudit(store),
    reaches,
  )
  const head = reach === undefined ? null : Buffer.from(reach.head).toString('base64url')
  if (flags.json === true) printJson({ records, head, fault: fault ?? null })
  else if (fault !== undefined) printLine(`record ${String(fault.seq)}: ${fault.fault}`)
  else printLine(head === null ? 'no record yet' : `${String(records)}:${head}`)
  return fault === undefined ? exitCodes.done : exitCodes.otherOutcome
}

function reachOf(text: string): AuditReach {
  const { seq, head } = /^(?<seq>\d{1,15}):(?<head>[\w-]{43})$/.exec(text)?.groups ?? {}
  if (seq === undefined || head === undefined) {
    throw new OperatorError('--noted: must be a number and a head, as "audit verify" prints them')
  }
  return { seq: Number(seq), head: new Uint8Array(Buffer.from(head, 'base64url')) }
}

function exportCommand(): Command {
  const command = new Command('export')
    .description('hand the trail out as lines of JSON')
    .option('--after <seq>', 'only records later than this one', '0')
  return withStoreFlags(command)
    .action(async (options: StoreFlags & { readonly after: string }) => {
      const after = /^\d{1,15}$/.test(options.after) ? Number(options.after) : Number.NaN
      if (Number.isNaN(after)) throw new OperatorError('--after: must be the number of a record')
      const { auditLines, readAudit } = await import('../../desk/main.ts')
      using store = await openNamedStore(options, false)
      for (const line of auditLines(readAudit(store, { after }))) print(`${line}\n`)
    })
    .addHelpText('after', exportHelp)
}

const exportHelp = `
Ids and codes only: no name, number or word of anybody is in it. With its heads it can be verified without the store.

Exit code: 0 done, 2 usage or operator error.

Examples:
  greengate desk audit export --store desk.db > audit.ndjson
  greengate desk audit export --config desk.yaml --after 412 | jq -r .what`
