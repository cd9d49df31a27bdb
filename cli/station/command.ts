/** `greengate station`: keys made at a station, and its place in the signed roster. */
import { join } from 'node:path'
import { Command } from 'commander'
import { pinRoot } from 'greengate'
import { GreengateError } from 'greengate/issue'
import { inAuthority, tellDraft } from '../bundle/commands/drafts.ts'
import { openAuthority } from '../bundle/authority.ts'
import { digest } from '../bundle/document.ts'
import { inFours } from '../bundle/in-fours.ts'
import { readShelf, type Shelf } from '../bundle/shelf.ts'
import { readBytes, writeWhole } from '../edges/file.ts'
import { parseInstant } from '../edges/instant.ts'
import { languageOf } from '../edges/language.ts'
import { print, printJson, printLine } from '../edges/output.ts'
import { drawQr } from '../edges/qr-code.ts'
import { openTerminal } from '../edges/terminal.ts'
import { OperatorError } from '../operator-error.ts'
import { joinGroup } from './join.ts'
import { replayKeyCommand } from './replay-key.ts'
import { makeRequest, openRequest, stationName } from './request.ts'
import { admit, rekeyGroup, remove, type RosterChange } from './roster.ts'
import { sealAndTell, sealKeysCommand, usualCodeLife } from './seal-command.ts'
import { hasStationKeys } from './seal-keys.ts'
import { makeStationFolder, openStation, stationFiles } from './station-folder.ts'

interface Common {
  readonly authority?: string
  readonly now?: string
  readonly yes?: true
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function stationCommand(): Command {
  const station = new Command('station').description(
    'enrol a station: its keys are made there; the operator admits it to the signed roster',
  )
  station.addCommand(enrolCommand())
  station.addCommand(admitCommand())
  station.addCommand(joinCommand())
  station.addCommand(removeCommand())
  station.addCommand(rekeyCommand())
  station.addCommand(sealKeysCommand())
  station.addCommand(replayKeyCommand())
  return station
}

interface EnrolOptions extends Common {
  readonly id: string
  readonly group: string
  readonly lanes: string
  readonly root: string
}

function enrolCommand(): Command {
  return new Command('enrol')
    .description('at the station: make its keys, and the request to be admitted')
    .argument('<folder>', 'where the station keeps its keys')
    .requiredOption('--id <name>', 'of the station: a-z, 0-9 and -')
    .requiredOption('--group <name>', 'of the stations that share a key, 64 at most')
    .option('--lanes <names>', 'of its gates, with commas', '1')
    .requiredOption('--root <file>', 'the root to pin (root.ggb)')
    .option('--yes', 'the digest of root was compared already')
    .option('--lang <zh|en>', 'the language of the questions (default: of the system)')
    .option('--json', 'print the request and its digest as JSON')
    .action(runEnrol)
    .addHelpText('after', enrolHelp)
}

const enrolHelp = `
Makes keys/signing.jwk (Ed25519, for receipts) and keys/recipient.jwk (P-256, for what is sealed to this station), mode
600; they never leave. Writes request.jws and request.svg, a QR code of the same text: carry either to the operator,
and compare the digest of the request there.

Exit code: 0 enrolled, 2 usage or operator error.

Examples:
  greengate station enrol /var/lib/greengate --id east-1 --group east --lanes 1,2 --root root.ggb`

async function runEnrol(folder: string, options: EnrolOptions): Promise<void> {
  const language = languageOf(options.lang, process.env)
  const id = stationName(options.id, '--id')
  const group = stationName(options.group, '--group')
  const lanes = options.lanes.split(',').map((lane) => stationName(lane, '--lanes'))
  const root = await readBytes(options.root, 'a root (.ggb)')
  const rootDigest = await digestOfRoot(root, options.root)
  const question = {
    zh: `根摘要 ${inFours(rootDigest)}\n与设立记录逐组相同？输入 yes：`,
    en: `Digest of root ${inFours(rootDigest)}\nIs it, group by group, that of the minutes? Type yes: `,
  }
  await confirm(
    options,
    question[language],
    `${options.root}: not the root of the minutes; fetch another`,
  )
  await makeStationFolder(folder, { id, group, lanes }, root)
  const request = await makeRequest(await openStation(folder), rootDigest)
  await writeWhole(join(folder, stationFiles.request), `${request}\n`)
  await writeWhole(join(folder, 'request.svg'), await drawQr(request, 'svg', 'L'))
  if (options.json === true) {
    printJson({ id, group, lanes, request, digest: requestDigest(request), rootDigest })
    return
  }
  print(await drawQr(request, 'terminal', 'L'))
  const zh = language === 'zh'
  printLine(join(folder, stationFiles.request))
  printLine(`${zh ? '请求摘要' : 'digest of the request'} ${inFours(requestDigest(request))}`)
}

async function digestOfRoot(root: Uint8Array, name: string): Promise<string> {
  try {
    const { root: pinned } = await pinRoot(root, { worlds: ['production', 'demo', 'test'] })
    return pinned.sha256
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(`${name}: ${error.message} (${error.code}); name a root.ggb`)
  }
}

function requestDigest(request: string): string {
  return digest(new TextEncoder().encode(request))
}

async function confirm(options: Common, question: string, otherwise: string): Promise<void> {
  if (options.yes === true) return
  const terminal = openTerminal('give --yes if it was compared')
  try {
    if ((await terminal.ask(question)) !== 'yes') throw new OperatorError(otherwise)
  } finally {
    terminal.close()
  }
}

function admitCommand(): Command {
  const command = new Command('admit')
    .description('at the authority: put a station into the roster, and seal its group key to it')
    .argument('<request>', 'request.jws of the station, or the text of its QR code in a file')
    .option('--yes', 'the digest of the request was compared already')
    .option('--now <instant>', 'counted from when the roster is to be renewed (default: the clock)')
  return inAuthority(command).action(runAdmit).addHelpText('after', admitHelp)
}

const admitHelp = `
Writes the draft of the roster and grants/STATION.jwe. Sign and publish the roster; then carry the grant to the
station, which takes it with "greengate station join".

Exit code: 0 admitted, 2 usage or operator error.

Examples:
  greengate station admit /media/stick/request.jws`

async function runAdmit(path: string, options: Common): Promise<void> {
  const language = languageOf(options.lang, process.env)
  const bytes = await readBytes(path, 'the request of a station')
  const text = new TextDecoder().decode(bytes).trim()
  const request = await openRequest(text, path)
  const { id, group } = request
  const question = {
    zh: `核验站 ${id}，组 ${group}，请求摘要 ${inFours(requestDigest(text))}\n与站上显示相同？输入 yes：`,
    en: `Station ${id}, group ${group}, digest of the request ${inFours(requestDigest(text))}\nDoes the station show the same? Type yes: `,
  }
  await confirm(
    options,
    question[language],
    `${path}: not the request of that station; fetch it again`,
  )
  await change(options, (shelf, now) => admit(shelf, request, now))
}

function joinCommand(): Command {
  return new Command('join')
    .description('at the station: take the key of its group')
    .argument('<folder>', 'where the station keeps its keys')
    .argument('<grant>', 'the .jwe of this station')
    .requiredOption('--bundle <place>', 'the published bundle with the roster that names the key')
    .option('--now <instant>', 'as of when it is accepted (default: the clock)')
    .option('--json', 'print what was taken as JSON')
    .action(async (folder: string, grant: string, options: Common & { bundle: string }) => {
      const now = options.now === undefined ? new Date() : parseInstant(options.now, '--now')
      const joined = await joinGroup(folder, grant, options.bundle, now)
      if (options.json === true) printJson(joined)
      else printLine(`${joined.station}: ${joined.file}`)
    })
    .addHelpText('after', joinHelp)
}

const joinHelp = `
Examples:
  greengate station join /var/lib/greengate /media/stick/east-1.jwe --bundle /media/stick/bundle.ggb`

function removeCommand(): Command {
  const command = new Command('remove')
    .description('take a station out of the roster')
    .argument('<id>', 'of the station')
    .option('--now <instant>', 'counted from when the roster is to be renewed (default: the clock)')
  return inAuthority(command)
    .action(async (id: string, options: Common) => {
      await change(options, (shelf, now) => remove(shelf, id, now))
    })
    .addHelpText('after', removeHelp)
}

const removeHelp = `
A station that was stolen still has the key of its group: run "greengate station rekey-group" too.

Examples:
  greengate station remove east-1 && greengate station rekey-group east`

function rekeyCommand(): Command {
  const command = new Command('rekey-group')
    .description('give a group of stations another key, sealed to each of them')
    .argument('<group>', 'of the roster')
    .option('--now <instant>', 'counted from when the roster is to be renewed (default: the clock)')
  return inAuthority(command)
    .action(async (group: string, options: Common) => {
      await change(options, (shelf, now) => rekeyGroup(shelf, group, now))
      const authority = await openAuthority(options.authority)
      if (!(await hasStationKeys(authority))) return
      const now = options.now === undefined ? new Date() : parseInstant(options.now, '--now')
      const sealing = { now, codeLife: usualCodeLife, group, issuers: [] }
      await sealAndTell(await readShelf(authority), options, sealing)
    })
    .addHelpText('after', rekeyHelp)
}

const rekeyHelp = `
Writes the draft of the roster and a grant for every station of the group, and seals the keys of keys/GROUP anew: sign
and publish both together. What was sealed to the old key stays readable to whoever has it; everything sealed from now
on does not.

Examples:
  greengate station rekey-group east`

async function change(
  options: Common,
  act: (shelf: Shelf, now: Date) => Promise<RosterChange>,
): Promise<void> {
  const shelf = await readShelf(await openAuthority(options.authority))
  const now = options.now === undefined ? new Date() : parseInstant(options.now, '--now')
  const { document, grants } = await act(shelf, now)
  await tellDraft(shelf, document, options)
  if (options.json !== true) for (const grant of grants) printLine(grant)
}
