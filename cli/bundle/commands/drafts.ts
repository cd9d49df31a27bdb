/** `greengate bundle add`, `rotate` and `count`: what makes drafts. */
import { Command } from 'commander'
import { parseInstant } from '../../edges/instant.ts'
import { languageOf } from '../../edges/language.ts'
import { printJson, printLine } from '../../edges/output.ts'
import { OperatorError } from '../../operator-error.ts'
import { addDraft } from '../add.ts'
import { openAuthority, readDocumentAt } from '../authority.ts'
import { countStopped } from '../count.ts'
import { countsPath } from '../emergency-counts.ts'
import type { Document } from '../document.ts'
import { readHolder } from '../holders.ts'
import { progressOf } from '../progress.ts'
import { rotate } from '../rotate.ts'
import { readShelf, type Shelf } from '../shelf.ts'
import { describe } from '../words/describe.ts'

interface Common {
  readonly authority?: string
  readonly lang?: string
  readonly json?: true
}

/** Adds what every command has that works in an authority's folder. */
export function inAuthority(command: Command): Command {
  return command
    .option('--authority <folder>', 'the folder of the authority (default: here or above)')
    .option('--lang <zh|en>', 'the language of the answer (default: of the system)')
    .option('--json', 'print what was written as JSON')
}

/** Tells of a draft that was written. */
export async function tellDraft(shelf: Shelf, document: Document, options: Common): Promise<void> {
  const known = {
    ...shelf,
    drafts: [...shelf.drafts.filter(({ place }) => place !== document.place), document],
  }
  if (options.json === true) {
    printJson({ draft: document.place, name: document.name, version: document.version })
    return
  }
  const language = languageOf(options.lang, process.env)
  const progress = await progressOf(known, document)
  const signedAt = Math.floor(Date.now() / 1000)
  for (const line of describe(known, document, { progress, signedAt, language })) printLine(line)
  printLine()
  printLine(`greengate bundle sign drafts/${document.place}.json`)
}

interface AddOptions extends Common {
  readonly data: readonly string[]
}

/** Builds `add`. */
export function addCommand(): Command {
  const command = new Command('add')
    .description('take what an author hands over into drafts/')
    .argument('<files...>', 'rule sets as "rules build" makes them, fact types, a trust list, ...')
    .option(
      '--data <file>',
      'raw data that a header names and data/ does not hold yet; may be repeated',
      collect,
      [],
    )
  return inAuthority(command)
    .action(async (files: readonly string[], options: AddOptions) => {
      if (options.data.length > 0 && files.length > 1) {
        throw new OperatorError('--data: belongs to one header; add that alone')
      }
      for (const file of files) {
        const shelf = await readShelf(await openAuthority(options.authority))
        await tellDraft(shelf, await addDraft(shelf, file, options.data), options)
      }
    })
    .addHelpText('after', addHelp)
}

const addHelp = `
What a file is, it says itself: rule set, emergency set (by the prefix of its id), fact types, trust list, roster,
delegation, header of a status list or of population sets. A header names its raw data by length and SHA-256; they are
given by --data, compared, and kept in data/. Rules are compiled with the fact types and bases of the folder before
they are taken.

Exit code: 0 taken, 2 usage or operator error.

Examples:
  greengate bundle add cn-3301.json
  greengate bundle add fact-types.json --authority /srv/authority
  greengate bundle add status-2026-11.json --data status-2026-11.bits
  greengate bundle add not-green.json --data base.ggp --data patch-1.ggp`

interface RotateOptions extends Common {
  readonly add: readonly string[]
  readonly remove: readonly string[]
  readonly replace?: true
  readonly threshold?: string
  readonly endEmergency?: string
  readonly now?: string
}

/** Builds `rotate`. */
export function rotateCommand(): Command {
  const command = new Command('rotate')
    .description('write the next root: other keys, another threshold, an emergency ended, renewed')
    .argument('[role]', 'root, snapshot, timestamp, trust, ..., emergency, or rules:PREFIX')
    .option(
      '--add <holder>',
      'a new key for a holder: "Li Wei", with age1... or @FILE',
      collect,
      [],
    )
    .option('--remove <key>', 'a key, by thumbprint or holder', collect, [])
    .option('--replace', 'every key that is there goes, as after a theft')
    .option('--threshold <number>', 'how many must sign from now on')
    .option('--end-emergency <id/version>', 'an emergency set that root ends')
    .option('--now <instant>', 'counted from when it is to be renewed (default: the clock)')
  return inAuthority(command).action(runRotate).addHelpText('after', rotateHelp)
}

const rotateHelp = `
Writes drafts/root/N.json; several changes may be put into one draft. Without a role root is renewed for a year. The
draft is signed by enough keys of the root before and by enough of its own. Verifiers follow root by root, from
whichever they pinned. New keys of timestamp or snapshot also undo versions that a thief drove up.

An issuer's key takes over by "greengate bundle trust rotate".

Exit code: 0 written, 2 usage or operator error.

Examples:
  greengate bundle rotate timestamp --replace --add publisher
  greengate bundle rotate root --remove "Li Wei" --add "Sun Li age1..."
  greengate bundle rotate --end-emergency cn-emergency.cn-33/2`

async function runRotate(role: string | undefined, options: RotateOptions): Promise<void> {
  const shelf = await readShelf(await openAuthority(options.authority))
  const { add, remove, replace, threshold, endEmergency } = options
  const now = options.now === undefined ? new Date() : parseInstant(options.now, '--now')
  const rotated = await rotate(
    shelf,
    {
      ...(role === undefined ? {} : { role }),
      add: add.map(readHolder),
      remove,
      isReplaced: replace === true,
      ...(threshold === undefined ? {} : { threshold: wholeNumber(threshold, '--threshold') }),
      ...(endEmergency === undefined ? {} : { endEmergency }),
    },
    now,
  )
  await tellDraft(rotated.shelf, rotated.document, options)
}

interface CountOptions extends Common {
  readonly population?: string
  readonly synthetic?: string
}

/** Builds `count`. */
export function countCommand(): Command {
  const command = new Command('count')
    .description('count how many people an emergency set would stop')
    .argument('<draft>', 'an emergency set in drafts/')
    .option('--population <file>', 'people, a line of JSON each, as greengate people writes them')
    .option('--synthetic <integer>', 'so many made-up people instead')
  return inAuthority(command).action(runCount).addHelpText('after', countHelp)
}

const countHelp = `
Writes FILE.counts.json beside the set. The emergency role signs it as it signs the set; publish refuses a set whose
counts are not signed, or that stops a larger share of people than emergencyShare in authority.json.

Exit code: 0 counted, 2 usage or operator error.

Examples:
  greengate bundle count drafts/emergency/cn-emergency.cn-33/1.json --population people.jsonl`

async function runCount(path: string, options: CountOptions): Promise<void> {
  const authority = await openAuthority(options.authority ?? path)
  const shelf = await readShelf(authority)
  const set = await readDocumentAt(authority, path)
  if (set.role !== 'emergency') throw new OperatorError(`${path}: is no emergency set; name one`)
  const { population, synthetic } = options
  if ((population === undefined) === (synthetic === undefined)) {
    throw new OperatorError('no people; name either a --population or how many --synthetic ones')
  }
  const counts = await countStopped(
    shelf,
    set,
    population === undefined
      ? { kind: 'synthetic', count: wholeNumber(synthetic ?? '', '--synthetic'), seed: 1 }
      : { kind: 'file', path: population },
  )
  if (options.json === true) printJson(counts)
  else {
    const share = ((100 * counts.stopped) / counts.people).toFixed(3)
    printLine(`${counts.stopped} / ${counts.people} (${share} %)`)
    printLine(`greengate bundle sign ${countsPath(authority, set.place)}`)
  }
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}

/** A list with commas; empty parts are none. */
export function listOf(text: string): readonly string[] {
  return text.split(',').filter((part) => part !== '')
}

/** @throws {@link OperatorError} */
export function wholeNumber(text: string, name: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new OperatorError(`${name}: must be a whole number from 1 on; give digits`)
}
