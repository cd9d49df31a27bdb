/** `greengate batch assess`: what the rules make of everybody. */
import { Command } from 'commander'
import { languageOf } from '../../edges/language.ts'
import { runBatch } from '../local/run-batch.ts'
import { readOrder } from '../read-order.ts'
import type { ExitCode } from '../../operator-error.ts'
import { sayFinished } from './say-finished.ts'
import { streamOfFlags, withStreamFlags, type StreamFlags } from './stream-flags.ts'
import { withOrderFlags, type BatchFlags } from './order-flags.ts'

/** Builds the command. */
export function assessCommand(finish: (code: ExitCode) => void): Command {
  return withStreamFlags(
    withOrderFlags(new Command('assess').description('what a rule set makes of everybody')),
  )
    .action(async (flags: BatchFlags & StreamFlags) => {
      const order = await readOrder(flags, 'assess', () => Promise.resolve(undefined))
      const { in: input, out, workers, previous } = flags
      const language = languageOf(flags.lang, process.env)
      const finished = await runBatch({
        order,
        ...{ input, out, language },
        ...(workers === undefined ? {} : { workers }),
        ...(previous === undefined ? {} : { previous }),
        ...(await streamOfFlags(flags)),
      })
      finish(sayFinished(finished, out, language, flags.json === true))
    })
    .addHelpText('after', help)
}

const help = `
Everybody is assessed at one instant, as greengate issue would for one person: facts and coverage are taken as those of
an issuer that may say everything, and rules that read what a gate measures are left to the gate. Threads read the file
by themselves, in shards; a shard counts when it is on the disk. Stop it as you like, or pull the plug: the same command
goes on where it was, and nobody is done twice.

People       a line of JSON each, as greengate people writes them: {"id", "region", "facts", "covers"}; or CSV with the
              columns id, region, KIND.FIELD, covers.KIND (docs/people.md). A record that is no person is in
              rejected.ndjson, with its line and the reason.
Previous     the --out of an earlier batch of the same people: only whose outcome can be another now is assessed, and
              all comes out as if everybody had been.
Out          shards/NNNNNN.outcomes.ndjson, a line each: {"id", "outcome", "rule"?, "version", "fired", "missing"?,
              "holdsUntil"}; rejected.ndjson, summary.json and .html, and last manifest.json (docs/batch.md).

Exit code: 0 done, 1 ended before it was done, or no record is a person, 2 usage or operator error.

Examples:
  greengate batch assess --rules 14/cn-3301.json --in people.ndjson --out assessed
  greengate batch assess --rules 14/cn-3301.json --in people.ndjson --out assessed --now 2020-03-18T21:30:00Z --json
  greengate batch assess --rules 14/cn-3301.json --in people.csv --out assessed-14 --previous assessed-13
  greengate batch assess --rules 14/cn-3301.json --in people.ndjson --out assessed --nats nats://10.0.0.1:4222`
