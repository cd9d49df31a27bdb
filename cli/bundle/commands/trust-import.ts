/** `greengate trust import`: keys and certificates of other people's codes, from the forms in which they are handed on. */
import { Command, Option } from 'commander'
import { instantText, parseInstant } from '../../edges/instant.ts'
import { languageOf } from '../../edges/language.ts'
import { printJson, printLine } from '../../edges/output.ts'
import { openAuthority } from '../authority.ts'
import { readShelf } from '../shelf.ts'
import { importAuthorities } from '../trust-import/import-authorities.ts'
import type { Wishes } from '../trust-import/offer.ts'
import { importLines } from '../words/import-lines.ts'
import { inAuthority, listOf, tellDraft } from './drafts.ts'
import { formats } from './formats.ts'

interface Options {
  readonly authority?: string
  readonly lang?: string
  readonly json?: true
  readonly now?: string
  readonly format?: Wishes['format']
  readonly issuer?: string
  readonly nameZh?: string
  readonly nameEn?: string
  readonly states?: string
  readonly regions?: string
  readonly from?: string
  readonly until?: string
  readonly withExpired?: true
  readonly dryRun?: true
}

/** Builds the command. */
export function trustImportCommand(): Command {
  const command = new Command('import')
    .description("take keys and certificates that sign other people's codes into the draft")
    .argument('<paths...>', 'files or folders: PEM, DER, key sets, DID documents, lists of them')
    .addOption(
      new Option('--format <name>', 'whose codes they sign (default: as they say)').choices(
        formats,
      ),
    )
    .option(
      '--issuer <id>',
      'the authority: AT, AUS, https://..., did:web:... (default: as they say)',
    )
    .option('--name-zh <text>', "the authority's name in Chinese (default: its id)")
    .option('--name-en <text>', "the authority's name in English (default: its id)")
    .option(
      '--states <kinds>',
      'kinds of fact that they may state (default: as a certificate says)',
    )
    .option('--regions <prefixes>', 'of which regions they may speak (default: any)')
    .option('--from <instant>', 'codes issued from then on count (default: of the certificate)')
    .option('--until <instant>', 'and until then (default: of the certificate)')
    .option('--with-expired', 'certificates that are over are taken too')
    .option('--dry-run', 'say what would be done, and write nothing')
    .option('--now <instant>', 'what is over by then is passed over (default: the clock)')
  return inAuthority(command).action(runImport).addHelpText('after', importHelp)
}

const importHelp = `
What is read: PEM with any number of certificates or public keys; DER; JSON Web Key Sets; DID documents; an object of
issuers ({"https://...": {"keys": [...]}}), the directory of SMART Health Cards; lists of signer certificates as the
EU's gateway and those who copy it write them ([{"kidHex", "der"}], {"certificates": [{"kid", "rawData"}]}).

A certificate of a country's root goes to vds-nc, one of a signer to hcert, key sets go to shc, DID documents to nzcp,
unless --format says otherwise. Keys whose list names no issuer need --issuer; '*' is every issuer that is not listed
itself, and only whoever says so gets that. What a key may state: --states, else the extended key usage of its
certificate, else anything. The same import again changes nothing; what was revoked stays revoked.

Exit code: 0 done, also where something was passed over; 2 usage or operator error.

Examples:
  greengate bundle trust import eu-dsc-certs.json
  greengate bundle trust import jwks.json --issuer https://smarthealth.example.org/issuer
  greengate bundle trust import csca-aus.der --format vds-nc --dry-run
  greengate bundle trust import lists/ --states vaccination,test --until 2027-12-31T00:00:00Z`

async function runImport(paths: readonly string[], options: Options): Promise<void> {
  const shelf = await readShelf(await openAuthority(options.authority))
  const isDry = options.dryRun === true
  const imported = await importAuthorities(shelf, paths, { ...wishesOf(options), isDry })
  const { taken, changed, known, skipped, document } = imported
  if (options.json === true) {
    const brief = ({ source, format, id, key }: (typeof taken)[number]) => ({
      source,
      format,
      id,
      kid: key?.kid ?? null,
    })
    printJson({
      taken: taken.map(brief),
      changed: changed.map(brief),
      known: known.map(brief),
      skipped: skipped.map(({ source, skipped: reason }) => ({ source, reason })),
      draft: document?.place ?? null,
    })
    return
  }
  for (const line of importLines(imported, languageOf(options.lang, process.env))) printLine(line)
  if (document !== undefined) await tellDraft(shelf, document, options)
}

function wishesOf(options: Options): Wishes {
  const { format, issuer, nameZh, nameEn, states, regions, from, until } = options
  const [zh, en] = [nameZh ?? nameEn, nameEn ?? nameZh]
  return {
    now: options.now === undefined ? new Date() : parseInstant(options.now, '--now'),
    withExpired: options.withExpired === true,
    ...(format === undefined ? {} : { format }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(zh === undefined || en === undefined ? {} : { name: { zh, en } }),
    ...(states === undefined ? {} : { states: listOf(states) }),
    ...(regions === undefined ? {} : { regions: listOf(regions) }),
    ...(from === undefined ? {} : { from: instantText(parseInstant(from, '--from')) }),
    ...(until === undefined ? {} : { until: instantText(parseInstant(until, '--until')) }),
  }
}
