/** What the commands that read journals have in common: where these lie, and an exit code that says what was found. */
import { Command } from 'commander'
import type { ExitCode } from '../../operator-error.ts'

/** What tells one from another, beside its flags. */
export interface RecordsCommandOptions<Flags> {
  readonly name: string
  readonly description: string
  readonly help: string
  readonly run: (paths: readonly string[], flags: Flags) => Promise<ExitCode>
}

/** Builds one; whoever asks adds its flags. */
export function recordsCommand<Flags>(
  { name, description, help, run }: RecordsCommandOptions<Flags>,
  finish: (code: ExitCode) => void,
): Command {
  return new Command(name)
    .description(description)
    .argument('<paths...>', 'a journal folder, segments, a stick, or the store of a collector')
    .action(async (paths: readonly string[], flags: Flags) => {
      finish(await run(paths, flags))
    })
    .addHelpText('after', help)
}
