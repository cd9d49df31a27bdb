/** `greengate bundle trust`: issuers, the take-over of their keys, and triage of a stolen one. */
import { Command, Option } from 'commander'
import { instantText, parseInstant } from '../../edges/instant.ts'
import { OperatorError } from '../../operator-error.ts'
import { openAuthority } from '../authority.ts'
import type { Document } from '../document.ts'
import { readShelf, type Shelf } from '../shelf.ts'
import { revokeAuthorityKey } from '../revoke-authority-key.ts'
import { readPublicKey } from '../signer.ts'
import { addIssuer, revoke, rotateIssuer } from '../trust.ts'
import { inAuthority, listOf, tellDraft, wholeNumber } from './drafts.ts'
import { formats } from './formats.ts'
import { trustImportCommand } from './trust-import.ts'
import { trustListCommand } from './trust-list.ts'

interface Common {
  readonly authority?: string
  readonly now?: string
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function trustCommand(): Command {
  const trust = new Command('trust').description(
    'change the draft of the trust list, and see whom it believes',
  )
  trust.addCommand(issuerCommand())
  trust.addCommand(rotateCommand())
  trust.addCommand(revokeCommand())
  trust.addCommand(trustImportCommand())
  trust.addCommand(trustListCommand())
  return trust
}

async function edit(
  options: Common,
  change: (shelf: Shelf, now: Date) => Promise<Document>,
): Promise<void> {
  const shelf = await readShelf(await openAuthority(options.authority))
  const now = options.now === undefined ? new Date() : parseInstant(options.now, '--now')
  await tellDraft(shelf, await change(shelf, now), options)
}

interface IssuerOptions extends Common {
  readonly nameZh: string
  readonly nameEn: string
  readonly key: string
  readonly from?: string
  readonly until: string
  readonly states: string
  readonly covers: string
  readonly regions: string
  readonly sets: string
  readonly status: 'lists' | 'none'
}

function issuerCommand(): Command {
  const command = new Command('issuer')
    .description('add an issuer, or another key of one')
    .argument('<id>', 'such as cn-3301')
    .requiredOption('--name-zh <text>', 'its name in Chinese')
    .requiredOption('--name-en <text>', 'its name in English')
    .requiredOption('--key <file>', 'its public key, as "greengate keys show --json" prints it')
    .option('--from <instant>', 'codes issued from then on count (default: now)')
    .requiredOption('--until <instant>', 'codes issued until then count')
    .option('--states <kinds>', 'kinds of fact that it may state, with commas', '*')
    .option('--covers <kinds>', 'kinds that it may state completely', '*')
    .option('--regions <prefixes>', 'of which regions', '*')
    .option('--sets <patterns>', 'rule sets whose assessments it may sign; empty for none', '')
    .addOption(
      new Option('--status <how>', 'whether its codes can be withdrawn one by one')
        .choices(['lists', 'none'])
        .default('none'),
    )
    .option('--now <instant>', 'counted from when the list is to be renewed (default: the clock)')
  return inAuthority(command).action(runIssuer).addHelpText('after', issuerHelp)
}

const issuerHelp = `
Examples:
  greengate bundle trust issuer cn-3301 --name-zh 杭州健康码中心 --name-en "Hangzhou Code Office" --key hz.jwk \\
    --until 2027-12-31T00:00:00Z --regions 3301 --sets "cn-3301*"
  greengate bundle trust issuer lab --name-zh 实验室 --name-en Lab --key lab.jwk --until 2027-12-31T00:00:00Z \\
    --states test --covers test`

async function runIssuer(id: string, options: IssuerOptions): Promise<void> {
  const jwk = await readPublicKey(options.key)
  await edit(options, (shelf, now) =>
    addIssuer(
      shelf,
      { id, name: { zh: options.nameZh, en: options.nameEn }, status: options.status },
      {
        jwk,
        from: instantOf(options.from, '--from', now),
        until: instantOf(options.until, '--until', now),
        states: listOf(options.states),
        covers: listOf(options.covers),
        regions: listOf(options.regions),
        sets: listOf(options.sets),
      },
      now,
    ),
  )
}

interface RotateOptions extends Common {
  readonly key: string
  readonly from?: string
  readonly until: string
  readonly overlap: string
}

function rotateCommand(): Command {
  const command = new Command('rotate')
    .description('let a new key of an issuer take over, with an overlap')
    .argument('<id>', 'the issuer')
    .requiredOption('--key <file>', 'its new public key')
    .option('--from <instant>', 'codes by the new key count from then on (default: now)')
    .requiredOption('--until <instant>', 'and until then')
    .option('--overlap <days>', 'for so long the old keys may sign on', '14')
    .option('--now <instant>', 'counted from when the list is to be renewed (default: the clock)')
  return inAuthority(command).action(runRotate).addHelpText('after', rotateHelp)
}

const rotateHelp = `
What an old key signed before its end stays good: the end bounds when a code was issued, not when it is shown.

Examples:
  greengate bundle trust rotate cn-3301 --key hz-2027.jwk --until 2028-12-31T00:00:00Z --overlap 30`

async function runRotate(issuer: string, options: RotateOptions): Promise<void> {
  const jwk = await readPublicKey(options.key)
  await edit(options, (shelf, now) => {
    const from = options.from === undefined ? now : parseInstant(options.from, '--from')
    const until = parseInstant(options.until, '--until')
    const overlapDays = wholeNumber(options.overlap, '--overlap')
    return rotateIssuer(shelf, { issuer, jwk, from, until, overlapDays }, now)
  })
}

interface RevokeOptions extends Common {
  readonly format: 'greengate' | (typeof formats)[number]
  readonly issuer: string
  readonly key: string
  readonly from: string
  readonly until: string
  readonly site?: string
  readonly whyZh: string
  readonly whyEn: string
}

function revokeCommand(): Command {
  const command = new Command('revoke')
    .description('revoke what a key signed in a window, and leave the rest of its codes good')
    .requiredOption('--issuer <id>', 'whose key it is')
    .addOption(
      new Option('--format <name>', 'of which codes it is an issuer')
        .choices(['greengate', ...formats])
        .default('greengate'),
    )
    .requiredOption('--key <thumbprint>', 'which key, by how its thumbprint, or its kid, begins')
    .requiredOption('--from <instant>', 'codes issued from then on')
    .requiredOption('--until <instant>', 'and before then')
    .option('--site <number>', 'those of one issuing site alone (default: of all)')
    .requiredOption('--why-zh <text>', 'why, in Chinese: verifiers may show it')
    .requiredOption('--why-en <text>', 'why, in English')
    .option('--now <instant>', 'counted from when the list is to be renewed (default: the clock)')
  return inAuthority(command).action(runRevoke).addHelpText('after', revokeHelp)
}

const revokeHelp = `
Triage of a stolen key: bound the window by what is known, give the issuer another key ("trust rotate"), publish both
in one list. Codes by the key outside of the window stay good.

Of other people's codes (--format) there are no sites; codes that do not say when they were issued (vds-nc) are all
revoked by any window.

Examples:
  greengate bundle trust revoke --issuer cn-3301 --key b2yT9dQx --from 2027-03-01T00:00:00Z \\
    --until 2027-03-04T00:00:00Z --site 7 --why-zh 密钥失窃 --why-en "stolen key"`

async function runRevoke(options: RevokeOptions): Promise<void> {
  const { format, issuer, key } = options
  const site = siteOf(options.site)
  if (format !== 'greengate' && site !== null) {
    throw new OperatorError(`--site: codes of ${format} name no site; leave it out`)
  }
  await edit(options, (shelf, now) => {
    const window = {
      from: instantOf(options.from, '--from', now),
      until: instantOf(options.until, '--until', now),
      why: { zh: options.whyZh, en: options.whyEn },
    }
    return format === 'greengate'
      ? revoke(shelf, { issuer, key, site, ...window }, now)
      : revokeAuthorityKey(shelf, { format, id: issuer, key, ...window }, now)
  })
}

function siteOf(text: string | undefined): number | null {
  if (text === undefined) return null
  if (/^(0|[1-9]\d{0,8})$/.test(text)) return Number(text)
  throw new OperatorError('--site: must be the number of an issuing site; give digits')
}

function instantOf(text: string | undefined, name: string, now: Date): string {
  return instantText(text === undefined ? now : parseInstant(text, name))
}
