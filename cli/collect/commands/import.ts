/** `greengate collect import`: takes in what stations wrote onto a stick, and writes the receipts beside it. */
import { Command } from 'commander'
import { printJson, printLine } from '../../edges/output.ts'
import { exitCodes, type ExitCode } from '../../operator-error.ts'
import { readPrivateKey } from '../../keys/key-file.ts'
import { importStick, type Imported } from '../import-stick.ts'
import { openCollection } from '../open-collection.ts'
import { receiptSigner } from '../sign-receipt.ts'
import { readStationKeys } from '../station-keys.ts'
import { collectingOf, withCollectingFlags, type CollectingFlags } from './collecting-flags.ts'

interface Options extends CollectingFlags {
  readonly json?: true
}

/** Builds it. */
export function importCommand(finish: (code: ExitCode) => void): Command {
  const command = new Command('import')
    .description('take in the journals on a stick, and write receipts onto it')
    .argument('<folder>', 'the stick, or the folder of a station on it')
  return withCollectingFlags(command)
    .option('--json', 'print what came of each batch as a line of JSON')
    .action(async (folder: string, options: Options) => {
      finish(await run(folder, options))
    })
    .addHelpText('after', help)
}

const help = `
The same checks as over the network, and the same receipts: a batch that came by both ways is stored once. Carry the
stick back to the station, which takes the receipts in and takes off the stick what they stand for. A server may be
running on the same store meanwhile.

"behind" says that the journal stood further, when the stick was written, than what is here now: a part is missing.

Exit code: 0 all was taken, 1 something was refused or is missing, 2 usage or operator error.

Examples:
  greengate collect import /media/stick --db collector.db --key collector.jwk --bundle /srv/authority
  greengate collect import /media/stick --db collector.db --key collector.jwk --stations stations.json --json`

async function run(folder: string, options: Options): Promise<ExitCode> {
  const { db, key, keys: named } = collectingOf('collect import', options)
  const sign = await receiptSigner(await readPrivateKey(key))
  const keys = await readStationKeys(named, new Date())
  using collection = await openCollection(db, 'make')
  const taking = { collection, keys: () => keys, sign, now: () => new Date() }
  let isWhole = true
  for await (const imported of importStick(folder, taking)) {
    isWhole = isWhole && imported.problem === null
    if (options.json === true) printJson(imported)
    else printLine(lineOf(imported))
  }
  return isWhole ? exitCodes.done : exitCodes.otherOutcome
}

function lineOf({ segment, first, last, problem }: Imported): string {
  const place = `${segment} ${first}-${last}`
  return problem === null ? `taken    ${place}` : `refused  ${place}: ${problem}`
}
