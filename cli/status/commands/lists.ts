/** `greengate status create`, `show`, `publish` and `close`: whole lists. */
import { Command } from 'commander'
import { openAuthority } from '../../bundle/authority.ts'
import { wholeNumber } from '../../bundle/commands/drafts.ts'
import { readShelf, type Shelf } from '../../bundle/shelf.ts'
import { printJson, printLine } from '../../edges/output.ts'
import { OperatorError } from '../../operator-error.ts'
import { closeList } from '../close-list.ts'
import { issuerOf } from '../find-places.ts'
import { draftLists, refuseUnlisted, writeLists, type HandedList } from '../hand-over.ts'
import { createList, leadDays, listOf, readLists, usualEntries, type StoredList } from '../list.ts'
import { countStates, historyOf } from '../show-list.ts'
import { parsePlace } from '../find-places.ts'
import { actOf, inStore, withStoreFlags, type StoreFlags } from './store-flags.ts'

interface HandOverFlags extends StoreFlags {
  readonly authority?: string
  readonly out?: string
}

interface CreateFlags extends HandOverFlags {
  readonly entries: string
  readonly late?: true
}

const withHandOver = (command: Command): Command =>
  withStoreFlags(command)
    .option('--authority <folder>', 'the folder of the authority (default: here or above)')
    .option('--out <folder>', 'write header and bits there instead, for "greengate bundle add"')

/** Builds `create`. */
export function createCommand(): Command {
  return withHandOver(
    new Command('create')
      .description(`make the lists of months, ${leadDays} days or more before they open`)
      .argument('<months...>', 'such as 2026-11, in UTC'),
  )
    .option('--entries <number>', 'how many codes a list has room for', String(usualEntries))
    .option('--late', 'make it though its month opens sooner, or is open')
    .action((months: readonly string[], options: CreateFlags) =>
      inStore(
        options,
        async (store) => {
          const act = actOf(options)
          const issuer = options.issuer ?? issuerOf(store)
          const entries = wholeNumber(options.entries, '--entries')
          const isLate = options.late === true
          const shelf = await shelfOf(options)
          if (shelf !== undefined) refuseUnlisted(shelf, issuer)
          const lists = months.map((month) =>
            createList(store, { ...act, issuer, month, entries, isLate }),
          )
          tell(options, await handOver(store, lists, options))
        },
        true,
      ),
    )
    .addHelpText('after', createHelp)
}

const createHelp = `
A list has its full size from the start, all of it clear, so that how many codes a month has is nobody's to see. It is
drafted into the authority's folder at once; have it signed and published. Codes of a month without a list, or whose
list a verifier lacks, are for staff to check.

Exit code: 0 made, 2 usage or operator error.

Examples:
  greengate status create 2026-11 2026-12 --issuer cn-3301 --authority /srv/authority
  greengate status create 2026-11 --issuer cn-3301 --entries 8388608 --out handover`

/** Builds `publish`. */
export function publishCommand(): Command {
  return withHandOver(
    new Command('publish')
      .description('draft every list anew, with what was changed')
      .argument('[months...]', 'only these'),
  )
    .action((months: readonly string[], options: HandOverFlags) =>
      inStore(options, async (store) => {
        const all = readLists(store, options.issuer)
        const lists = months.length === 0 ? all : all.filter(({ month }) => months.includes(month))
        if (lists.length === 0) {
          throw new OperatorError(`${store.path}: has no such list; see "greengate status show"`)
        }
        tell(options, await handOver(store, lists, options))
      }),
    )
    .addHelpText('after', publishHelp)
}

const publishHelp = `
A list that did not change is drafted all the same: what verifiers go by is when it was signed last. Run it well within
root's limit for status (24 hours by default where verifiers poll), sign, and "greengate bundle publish"; what travels
is what changed.

Exit code: 0 drafted, 2 usage or operator error.

Examples:
  greengate status publish --authority /srv/authority
  greengate status publish 2026-11 --out handover`

/** Builds `close`. */
export function closeCommand(): Command {
  return withStoreFlags(
    new Command('close')
      .description('end a list when the last code of its month has expired')
      .argument('<month>', 'such as 2026-11'),
  )
    .action((month: string, options: StoreFlags) =>
      inStore(options, (store) => {
        const list = listOf(store, issuerOf(store, options.issuer), month)
        closeList(store, list, actOf(options))
        if (options.json === true) printJson({ closed: `${list.issuer}/${month}` })
        else printLine(`${list.issuer}/${month}: closed; greengate status publish ${month}`)
      }),
    )
    .addHelpText(
      'after',
      `
What the issuer knew holders by is erased from the store; who changed what, when and why stays. The next publish hands a
header without entries over, so that verifiers need no bits of it any more. There is no way back.

Exit code: 0 closed, 2 usage or operator error.

Examples:
  greengate status close 2026-10 --why "the last paper code of October has expired"`,
    )
}

const showHelp = `
Exit code: 0 shown, 2 usage or operator error.

Examples:
  greengate status show
  greengate status show 2026-11/40213 --json`

/** Builds `show`. */
export function showCommand(): Command {
  return withStoreFlags(
    new Command('show')
      .description('show the lists, or what became of one index')
      .argument('[place]', 'MONTH/INDEX'),
  )
    .action((place: string | undefined, options: StoreFlags) =>
      inStore(options, (store) => {
        if (place === undefined) {
          const lists = readLists(store, options.issuer).map((list) => ({
            ...list,
            ...countStates(store, list),
          }))
          if (options.json === true) printJson(lists.map(({ id: _, ...list }) => list))
          else {
            for (const { issuer, month, entries, isClosed, ...counts } of lists) {
              printLine(
                `${issuer}/${month}  ${entries} entries, ${counts.given} given out, ${counts.suspended} suspended, ${counts.revoked} revoked${isClosed ? ', closed' : ''}`,
              )
            }
          }
          return
        }
        const at = parsePlace(place, issuerOf(store, options.issuer), 'place')
        const history = historyOf(store, at)
        if (options.json === true) printJson(history)
        else
          for (const { at: when, what, who, why } of history)
            printLine([when, what, who, why].join('  '))
      }),
    )
    .addHelpText('after', showHelp)
}

async function handOver(
  store: Parameters<typeof draftLists>[0],
  lists: readonly StoredList[],
  options: HandOverFlags,
): Promise<readonly HandedList[]> {
  const act = actOf(options)
  if (options.out !== undefined) return writeLists(store, lists, options.out, act)
  const shelf = await readShelf(await openAuthority(options.authority))
  for (const { issuer } of lists) refuseUnlisted(shelf, issuer)
  return draftLists(store, lists, shelf, act)
}

/** The authority that lists go to; undefined: they go into files. */
async function shelfOf({ out, authority }: HandOverFlags): Promise<Shelf | undefined> {
  return out === undefined ? readShelf(await openAuthority(authority)) : undefined
}

function tell({ json, out }: HandOverFlags, handed: readonly HandedList[]): void {
  if (json === true) {
    printJson(
      handed.map(({ list: { issuer, month, entries }, version, set, place }) => ({
        ...{ issuer, month, entries, version, set, place },
      })),
    )
    return
  }
  for (const { place, set } of handed) {
    printLine(
      out === undefined
        ? `greengate bundle sign ${place}   (${set} set)`
        : `greengate bundle add ${place} --data ${place.replace(/json$/, 'bits')}   (${set} set)`,
    )
  }
}
