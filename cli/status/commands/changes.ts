/** `greengate status allocate`, `revoke`, `suspend` and `restore`: single codes. */
import { Command } from 'commander'
import { wholeNumber } from '../../bundle/commands/drafts.ts'
import { parseInstant } from '../../edges/instant.ts'
import { printJson, printLine } from '../../edges/output.ts'
import { OperatorError } from '../../operator-error.ts'
import { issuerOf, parsePlace, placeOfCode, placesOfLabel } from '../find-places.ts'
import { allocate, restore, revoke, shown, suspend, type Place } from '../store.ts'
import type { StatusStore } from '../open-store.ts'
import { actOf, inStore, withStoreFlags, type StoreFlags } from './store-flags.ts'

interface AllocateFlags extends StoreFlags {
  readonly count: string
  readonly at?: string
  readonly label?: string
}

/** Builds `allocate`. */
export function allocateCommand(): Command {
  return withStoreFlags(
    new Command('allocate').description('give out indices, for an issuer of its own making'),
  )
    .option('--count <number>', 'how many', '1')
    .option('--at <instant>', 'when the codes will be issued (default: now)')
    .option('--label <text>', 'what you know the holder by; no identity number')
    .action((options: AllocateFlags) =>
      inStore(options, (store) => {
        const act = actOf(options)
        const { at, label, count } = options
        const places = allocate(store, {
          ...act,
          issuer: issuerOf(store, options.issuer),
          issuedAt: at === undefined ? act.at : parseInstant(at, '--at'),
          count: wholeNumber(count, '--count'),
          ...(label === undefined ? {} : { label }),
        })
        if (options.json === true) printJson(places)
        else for (const { month, index } of places) printLine(`${month}/${index}`)
      }),
    )
    .addHelpText(
      'after',
      `
An index goes into the claims as "statusIndex"; its month is that of issuedAt, in UTC. It is random, and never given out
again. "greengate issue --status" does it by itself.

Exit code: 0 given out, 2 usage or operator error.

Examples:
  greengate status allocate --at 2026-11-02T08:00:00Z
  greengate status allocate --count 1000 --store /srv/issuer/status.db --json`,
    )
}

interface ChangeFlags extends StoreFlags {
  readonly code: readonly string[]
  readonly label?: string
}

const changes = {
  revoke: { act: revoke, about: 'end codes for ever', needsWhy: true },
  suspend: { act: suspend, about: 'end codes until they are restored', needsWhy: true },
  restore: { act: restore, about: 'let suspended codes count again', needsWhy: false },
} as const

/** Builds `revoke`, `suspend` or `restore`. */
export function changeCommand(name: keyof typeof changes): Command {
  const { act: change, about, needsWhy } = changes[name]
  return withStoreFlags(
    new Command(name)
      .description(about)
      .argument('[places...]', 'MONTH/INDEX, such as 2026-11/12345'),
  )
    .option(
      '--code <file>',
      'a code: its text or picture in a file, or - for stdin; again for more',
      (file: string, before: readonly string[]) => [...before, file],
      [],
    )
    .option('--label <text>', 'every code of the holder whom you know by it')
    .action((places: readonly string[], options: ChangeFlags) =>
      inStore(options, async (store) => {
        if (needsWhy && (options.why ?? '').trim() === '') {
          throw new OperatorError(`${name}: must say --why; whoever asks later will want to know`)
        }
        const meant = await placesOf(store, places, options)
        const done = change(store, meant, actOf(options))
        if (options.json === true) printJson({ ...done, places: meant })
        else {
          for (const place of meant) printLine(shown(place))
          printLine(`${done.changed} changed, ${done.already} so already; greengate status publish`)
        }
      }),
    )
    .addHelpText('after', changeHelp)
}

const changeHelp = `
All of them are changed or none. Verifiers see one bit, set for what is revoked or suspended; which of the two it is
stays in the store, and a revoked index is never restored. It takes effect where verifiers take up the next
"greengate status publish", signed and published. Codes of a key that was misused: see "greengate bundle trust revoke".

Exit code: 0 done, 2 usage or operator error.

Examples:
  greengate status suspend 2026-11/40213 --why "phone reported stolen"
  greengate status revoke --label case-7731 --why "issued to another person" --by "Li Wei"
  greengate status revoke --code code.png --why "printed twice"`

async function placesOf(
  store: StatusStore,
  named: readonly string[],
  { issuer, code, label }: ChangeFlags,
): Promise<readonly Place[]> {
  const found: Place[] = []
  for (const text of named) found.push(parsePlace(text, issuerOf(store, issuer), 'place'))
  for (const argument of code) found.push(await placeOfCode(store, argument))
  if (label !== undefined) found.push(...placesOfLabel(store, label))
  const unique = new Map(found.map((place) => [shown(place), place]))
  if (unique.size > 0) return [...unique.values()]
  throw new OperatorError('no codes; name MONTH/INDEX, --code or --label')
}
