/** `greengate batch issue`: what the rules make of everybody, and a signed code for each. */
import { Command } from 'commander'
import { languageOf } from '../../edges/language.ts'
import { OperatorError, type ExitCode } from '../../operator-error.ts'
import { runBatch } from '../local/run-batch.ts'
import { readOrder } from '../read-order.ts'
import { openReserve } from '../reserve-indexes.ts'
import { readCodeOrder, withIssueFlags, type CodeOrder, type IssueFlags } from './issue-flags.ts'
import { withOrderFlags, type BatchFlags } from './order-flags.ts'
import { sayFinished } from './say-finished.ts'
import { streamOfFlags, withStreamFlags, type StreamFlags } from './stream-flags.ts'

/** Builds the command. */
export function issueCommand(finish: (code: ExitCode) => void): Command {
  return withIssueFlags(
    withStreamFlags(
      withOrderFlags(new Command('issue').description('the same, and a signed code for each')),
    ),
  )
    .action(async (flags: BatchFlags & IssueFlags & StreamFlags) => {
      finish(await run(flags))
    })
    .addHelpText('after', help)
}

const help = `
Codes are issued as of the instant of the job, and end with --valid-for; one that carries the assessment alone ends when
that may change, and as an app code after 24 hours. Whom no rule decided gets a code with facts, and none without.
Ids and salts are made from a key and from where a person stands in the file, so that the same job makes the same codes
(Ed25519) and one that was stopped doubles none. Keep that key, or nobody can go on with the job.

Signing      --key: every thread opens the file. --pkcs11: the PIN stands in GREENGATE_PIN, and a token takes tens of
              milliseconds and more for each code.
Out          as greengate batch assess, and shards/NNNNNN.codes.ndjson, {"id", "code"}; with --commit also
              shards/NNNNNN.openings.ndjson, {"id", "opening"}, which only the holders should have.
Previous     the --out of an earlier batch of codes: whoever's outcome cannot be another keeps the code they have, where
              it lasts as long as a new one would, and has no line among the new codes (docs/people.md).
Status       --status-db: indexes are reserved for a whole shard under the label batch/JOB/SHARD before it is begun.

Exit code: 0 done, 1 ended before it was done, or no record is a person, 2 usage or operator error.

Examples:
  greengate batch issue --rules 14/cn-3301.json --in people.ndjson --out issued --key issuer.jwk --issuer cn-3301
  greengate batch issue --rules 14/cn-3301.json --in people.ndjson --out issued --key issuer.jwk --issuer cn-3301 \\
    --profile facts --class paper --valid-for P7D --status-db status.db`

async function run(flags: BatchFlags & IssueFlags & StreamFlags): Promise<ExitCode> {
  const { in: input, out, workers, statusDb, previous } = flags
  const language = languageOf(flags.lang, process.env)
  let codes: CodeOrder | undefined
  const order = await readOrder(flags, 'issue', async (now) => {
    codes = await readCodeOrder(flags, out, now)
    return codes.terms
  })
  if (codes === undefined) throw new OperatorError('issue: lacks what codes say; see --help')
  const { idKey } = codes.keys
  const stream = await streamOfFlags(flags, idKey)
  using reserving =
    statusDb === undefined ? undefined : await openReserve(statusDb, order.job, input, idKey)
  const finished = await runBatch({
    order,
    ...{ input, out, language, keys: codes.keys },
    ...(workers === undefined ? {} : { workers }),
    ...(previous === undefined ? {} : { previous }),
    ...(reserving === undefined ? {} : { reserving }),
    ...stream,
  })
  return sayFinished(finished, out, language, flags.json === true)
}
