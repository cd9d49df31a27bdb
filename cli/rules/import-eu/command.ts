/** `greengate rules import-eu`: wraps the rules that countries publish for EU DCCs into sets that can be signed. */
import { join } from 'node:path'
import { Command } from 'commander'
import { canonicalJson } from 'greengate/issue'
import { checkCountryRules } from 'greengate/rules'
import { kindAt, readBytes, writeWhole } from '../../edges/file.ts'
import { instantText, parseInstant } from '../../edges/instant.ts'
import { parseJson } from '../../edges/json-file.ts'
import { languageOf } from '../../edges/language.ts'
import { printError, printJson, printLine } from '../../edges/output.ts'
import { exitCodes, OperatorError, type ExitCode } from '../../operator-error.ts'
import { digestOf } from '../../edges/digest.ts'
import { importedJson, importedLines, sumLine, type Imported } from './present.ts'
import { readRules } from './read-rules.ts'
import { readValueSets, type ValueSets } from './read-value-sets.ts'
import { runTests } from './run-tests.ts'
import {
  checkEach,
  concerns,
  countriesOf,
  isError,
  wrap,
  type Frame,
  type SoundRule,
  type Told,
} from './wrap.ts'

interface Options {
  readonly country?: string
  readonly all?: true
  readonly id?: string
  readonly version?: string
  readonly valueSets: readonly string[]
  readonly from?: string
  readonly until?: string
  readonly previous?: string
  readonly generalGrants?: string
  readonly invalidation?: string
  readonly titleZh?: string
  readonly titleEn?: string
  readonly how: string
  readonly basis: readonly string[]
  readonly requestedBy: string
  readonly reviewedBy: string
  readonly check?: true
  readonly out?: string
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function importEuCommand(finish: (code: ExitCode) => void): Command {
  return new Command('import-eu')
    .description('wrap the rules that countries publish for EU DCCs into sets for signing')
    .argument('<path...>', 'published rules as JSON: files, or folders of them')
    .option('--country <code>', 'the country of arrival, such as DE (default: if there is but one)')
    .option('--all', 'a set for each country that has acceptance rules')
    .option('--id <id>', 'the id of the set (default: eu- and the country)')
    .option('--version <integer>', 'its version (default: after --previous, else 1)')
    .option('--value-sets <path>', 'value sets: a file or a folder; again for more', collect, [])
    .option('--from <instant>', 'when the set takes effect (default: with its first rule)')
    .option('--until <instant>', 'when it ends (default: with its last rule)')
    .option('--previous <file>', 'the version before: rules keep their numbers')
    .option('--general-grants <kinds>', 'kinds that general rules alone grant, with commas')
    .option(
      '--invalidation <meaning>',
      'what a true invalidation rule says: true-rejects or false-rejects',
    )
    .option('--title-en <text>', 'the title')
    .option('--title-zh <text>', 'the same in Chinese')
    .option('--how <text>', 'record of change: what was done', 'the rules as published')
    .option(
      '--basis <text>',
      'record of change: where the rules are from; again for more',
      collect,
      [],
    )
    .option('--requested-by <name>', 'record of change', 'not named')
    .option('--reviewed-by <name>', 'record of change', 'not named')
    .option('--check', 'run the tests that lie beside the rules through the set')
    .option('--out <path>', 'write the set there; with --all a folder')
    .option('--lang <zh|en>', 'the language of the answer (default: of the system)')
    .option('--json', 'print a line of JSON for each set')
    .action(async (paths: readonly string[], options: Options) => {
      finish(await run(paths, options))
    })
    .addHelpText('after', help)
}

const help = `
Takes rules as they are passed on: a file with one rule, a list of rules, a rule with its tests ({"rule", "tests"}), and
folders of these at any depth, such as DE/VR-DE-0001/rule.json with tests/test001.json. Value sets are {"name": [code]}
or {"valueSetId", "valueSetValues"}; only those that a rule reads go into the set.

Every rule is checked before it is wrapped: its form, its CertLogic, its window, what it reads. A variable that no
verifier gives (external.validationClockAtStartOfDay) or a value set that is not there refuses it, since it would be
null at the gate, and null is falsy. All that is wrong is told with its file and its place, and nothing is written.

The set keeps each rule as it was published, and numbers it: the number is what decisions and receipts name, so give
--previous from the second version on. What the set means is in docs/country-rules.md. In short: a DCC passes if there
is an acceptance rule for its kind and every rule holds; a rule that is false stops; what cannot be decided is check.

General rules (GR-...) grant nothing by themselves. Where a country has lifted all restrictions by one, say so:
--general-grants Vaccination,Test,Recovery. Invalidation rules (IR-...) are published both ways round: --invalidation
says whether true means that the DCC is rejected, or that nothing is wrong with it.

Exit code: 0 made, 1 a test failed, 2 a rule is refused, usage or operator error.

Examples:
  greengate rules import-eu rules/DE --value-sets value-sets --check
  greengate rules import-eu rules --country DE --value-sets value-sets --from 2022-01-01T00:00:00Z \\
    --until 2022-07-01T00:00:00Z --basis 'EU DCC Gateway, 20 December 2021' --out eu-de.json
  greengate rules import-eu rules --all --value-sets value-sets --check --out sets --json | jq .tests.passed`

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}

async function run(paths: readonly string[], options: Options): Promise<ExitCode> {
  const language = languageOf(options.lang, process.env)
  const valueSets = await readValueSets(options.valueSets)
  const found = (await readRules(paths)).filter((rule) => concerns(rule, options.country))
  const { sound, told } = checkEach(found, valueSets)
  const countries = chosen(sound, told, options)
  const previous = await previousOf(options)
  const all: Imported[] = []
  for (const country of countries) {
    all.push(makeSet(country, sound, valueSets, frameOf(country, options, previous), options))
  }
  const written = await write(all, options)
  for (const imported of written) {
    if (options.json === true) printJson(importedJson(imported))
    else for (const line of importedLines(imported, language)) printLine(line)
  }
  if (options.json !== true && written.length > 1) printLine(sumLine(written, language))
  const isGood = written.every(({ tests }) => (tests?.failed.length ?? 0) === 0)
  return isGood ? exitCodes.done : exitCodes.otherOutcome
}

/** Which countries get a set; a rule that is refused refuses all. */
function chosen(
  sound: readonly SoundRule[],
  told: readonly Told[],
  { country, all, id, previous }: Options,
): readonly string[] {
  const errors = told.filter(({ finding }) => isError(finding))
  for (const { where, finding } of errors) {
    const advice = finding.suggestion === null ? '' : `; did it mean ${finding.suggestion}?`
    printError(`${where}: ${finding.message}${advice}`)
  }
  if (errors.length > 0) {
    throw new OperatorError(
      `${errors.length} faults; mend the rules or leave them out; value sets are given with --value-sets`,
    )
  }
  const known = countriesOf(sound)
  if (all === true) {
    if (country !== undefined || id !== undefined || previous !== undefined) {
      throw new OperatorError('--all: has no --country, --id or --previous; leave one of them out')
    }
    return known
  }
  if (country !== undefined) {
    if (known.includes(country)) return [country]
    throw new OperatorError(`--country: no acceptance rule is of it; there are ${known.join(', ')}`)
  }
  if (known.length === 1) return known
  throw new OperatorError(`rules of ${known.join(', ')}; name one with --country, or take --all`)
}

async function previousOf({ previous }: Options): Promise<unknown> {
  if (previous === undefined) return undefined
  const what = 'a set of country rules'
  return parseJson(await readBytes(previous, what), previous, what)
}

function frameOf(country: string, options: Options, previous: unknown): Frame {
  const { id, version, from, until, generalGrants, invalidation, basis } = options
  const instant = (text: string | undefined, name: string): string | undefined =>
    text === undefined ? undefined : instantText(parseInstant(text, name))
  const { how, requestedBy, reviewedBy } = options
  return {
    id: id ?? `eu-${country.toLowerCase()}`,
    version: version === undefined ? undefined : whole(version),
    from: instant(from, '--from'),
    until: instant(until, '--until'),
    title: {
      zh: options.titleZh ?? `${country} 对欧盟数字证书的规则`,
      en: options.titleEn ?? `Rules of ${country} for EU Digital COVID Certificates`,
    },
    change: {
      type: 'import',
      how,
      basis: basis.length === 0 ? [`rules that ${country} published for EU DCCs`] : basis,
      requestedBy,
      reviewedBy,
    },
    generalGrants: generalGrants?.split(',').map((kind) => kind.trim()) ?? [],
    invalidation,
    previous,
  }
}

function whole(text: string): number {
  const value = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : Number.NaN
  if (value > 0) return value
  throw new OperatorError('--version: must be a whole number from 1; give digits')
}

function makeSet(
  country: string,
  rules: readonly SoundRule[],
  valueSets: ValueSets,
  frame: Frame,
  { check, invalidation }: Options,
): Imported {
  const set = wrap(country, rules, valueSets, frame)
  // Texts that cannot be written down, such as half a character, are told before anything is written.
  digestOf(set, country)
  const findings = checkCountryRules(set)
  const error = findings.find(isError)
  if (error?.at === 'invalidation' && invalidation === undefined) {
    throw new OperatorError(
      `${country} has invalidation rules; say with --invalidation what true means`,
    )
  }
  if (error !== undefined)
    throw new OperatorError(`${country}: ${error.at}: ${error.message}; see --help`)
  const tests = check === true ? runTests(set, rules, valueSets) : undefined
  return { set, warnings: findings, tests, out: undefined }
}

/** Writes all of them when all are made. */
async function write(
  all: readonly Imported[],
  { out, all: isAll }: Options,
): Promise<readonly Imported[]> {
  if (out === undefined) return all
  if (isAll === true && (await kindAt(out)) !== 'folder') {
    throw new OperatorError(`${out}: there is no such folder; make it, or name another`)
  }
  const written: Imported[] = []
  for (const imported of all) {
    const path = isAll === true ? join(out, `${imported.set.id}.json`) : out
    await writeWhole(path, canonicalJson(imported.set))
    written.push({ ...imported, out: path })
  }
  return written
}
