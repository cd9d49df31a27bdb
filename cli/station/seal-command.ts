/** `greengate station seal-keys`: what stations match cards with, sealed to each of their groups. */
import { Command } from 'commander'
import { inAuthority, listOf, tellDraft, wholeNumber } from '../bundle/commands/drafts.ts'
import { openAuthority } from '../bundle/authority.ts'
import { readShelf, type Shelf } from '../bundle/shelf.ts'
import { parseInstant } from '../edges/instant.ts'
import { languageOf } from '../edges/language.ts'
import { printJson, printLine } from '../edges/output.ts'
import { sealStationKeys, type Sealing } from './seal-keys.ts'

interface Options {
  readonly authority?: string
  readonly now?: string
  readonly lang?: string
  readonly json?: true
  readonly issuers?: string
  readonly codeLife: string
  readonly newPopulationKey?: true
}

/** How long a code is taken to live at most, in days. */
export const usualCodeLife = 31

/** Builds the command. */
export function sealKeysCommand(): Command {
  const command = new Command('seal-keys')
    .description('at the authority: seal the keys that stations match cards with to each group')
    .option('--issuers <ids>', 'with commas (default: all of the trust list)')
    .option('--code-life <days>', 'how long the longest code lives', String(usualCodeLife))
    .option('--new-population-key', 'make a key for population sets, the first or another')
    .option('--now <instant>', 'as of when (default: the clock)')
  return inAuthority(command).action(run).addHelpText('after', help)
}

const help = `
Makes a binding key for every issuer, for this month and the next (UTC, by when a code is issued), where it is missing:
keys/binding/ISSUER/MONTH.json, mode 600. Hand each issuer its own file, over a safe way; "greengate issue --tag" takes
it. Writes a draft of keys/GROUP for every group of the roster: sign and publish it with the roster. Run it monthly.

A key is sealed until the last code of its month is over (--code-life). Whoever steals a station can test guesses of
numbers against codes of the months that its group had; "station rekey-group" ends later months.

Population keys lie in keys/population; all of them are sealed. Delete the file of one that no set is made with.

Exit code: 0 sealed, 2 usage or operator error.

Examples:
  greengate station seal-keys
  greengate station seal-keys --issuers cn-3301,cn-3302 --code-life 90`

async function run(options: Options): Promise<void> {
  const shelf = await readShelf(await openAuthority(options.authority))
  await sealAndTell(shelf, options, {
    now: options.now === undefined ? new Date() : parseInstant(options.now, '--now'),
    codeLife: wholeNumber(options.codeLife, '--code-life'),
    ...(options.issuers === undefined ? {} : { issuers: listOf(options.issuers) }),
    ...(options.newPopulationKey === undefined ? {} : { newPopulationKey: true }),
  })
}

/** Seals, and says until when each key is sealed. */
export async function sealAndTell(
  shelf: Shelf,
  options: Pick<Options, 'lang' | 'json'>,
  sealing: Sealing,
): Promise<void> {
  const { documents, binding, population } = await sealStationKeys(shelf, sealing)
  for (const document of documents) await tellDraft(shelf, document, options)
  if (options.json === true) {
    printJson({ binding, population })
    return
  }
  const zh = languageOf(options.lang, process.env) === 'zh'
  printLine()
  for (const { issuer, month, until } of binding) {
    printLine(
      zh
        ? `绑定密钥 ${issuer} ${month}：下发至 ${until}`
        : `binding key ${issuer} ${month}: sealed until ${until}`,
    )
  }
  for (const id of population) printLine(`${zh ? '人群密钥' : 'population key'} ${id}`)
}
