/** `greengate station replay-key`: the key that the lanes of one station share. */
import { randomBytes } from 'node:crypto'
import { Command } from 'commander'
import { writeWhole } from '../edges/file.ts'
import { printJson, printLine } from '../edges/output.ts'

/** Builds the command. */
export function replayKeyCommand(): Command {
  return new Command('replay-key')
    .description('make the key by which the lanes of a station tell each other what was shown')
    .argument('<file>', 'where to write it; never overwritten')
    .option('--json', 'print the file’s name as JSON')
    .action(async (file: string, { json }: { readonly json?: true }) => {
      await makeReplayKey(file)
      if (json === true) printJson({ file })
      else printLine(file)
    })
    .addHelpText('after', help)
}

const help = `
32 random bytes, mode 600. Carry the same file to every lane of the station, and start each with --replay-key
(docs/replay.md). Whoever has it can read what lanes say to each other, and can make codes look as if they were used;
nobody passes by it. Make another one when a lane is stolen.

Examples:
  greengate station replay-key replay.key`

/** Writes a new key. */
export async function makeReplayKey(path: string): Promise<void> {
  const text = `greengate-replay-key-1 ${randomBytes(32).toString('base64url')}\n`
  await writeWhole(path, text, { mode: 0o600, fresh: true })
}
