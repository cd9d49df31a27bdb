/** `greengate rules studio`: a page on this machine to write rules in, and to see at once what they do. */
import { realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Command } from 'commander'
import { fileError, kindAt } from '../edges/file.ts'
import { languageOf, type Language } from '../edges/language.ts'
import { printError, printJson, printLine } from '../edges/output.ts'
import { packageFolder } from '../edges/package-file.ts'
import { OperatorError } from '../operator-error.ts'
import type { Whereabouts } from '../rules/rule-set-file.ts'
import { Desk } from './desk.ts'
import { DeskFolder } from './desk-folder.ts'
import { openBrowser } from './open-browser.ts'
import { serveStudio } from './serve-studio.ts'

interface Options extends Whereabouts {
  readonly port?: string
  readonly open: boolean
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function studioCommand(): Command {
  return new Command('studio')
    .description('write rules in a page on this machine, and see at once what they do')
    .argument('[path]', 'a rule set, or a folder of them', '.')
    .option('--facts <file>', 'the fact types (default: facts.json or fact-types.json, upwards)')
    .option('--versions <folder>', 'where published versions and bases are too, at any depth')
    .option('--port <number>', 'where it listens (default: a free one)')
    .option('--no-open', 'open no browser')
    .option('--lang <zh|en>', 'the language of the page to begin with (default: of the system)')
    .option('--json', 'print the address as JSON: {"url"}')
    .action(run)
    .addHelpText('after', help)
}

const help = `
Prints an address and opens it: an editor that knows the facts and the names of the set, what lint finds at its
characters, the cases beside it turning green and red as one types, what a rule made of a person down to the single
fact, the differences to the version before, the impact on people, and the record of change. The folder's rule sets in
YAML and their cases can be written; JSON and what lies in --versions can be looked at and compared with.

Saved are plain files, whole, where they were, and never over what another program wrote meanwhile: what others change
in the folder is shown. Git and any editor work beside it.

Nothing leaves this machine: it listens on 127.0.0.1 alone, and answers only who shows the token, which stands behind
the # of the address. Treat that address as a key; it is another one at every start. Ctrl-c ends it.

Exit code: 0 ended by ctrl-c, 2 usage or operator error.

Examples:
  greengate rules studio
  greengate rules studio rules/cn-3301.yaml --versions published
  greengate rules studio rules --no-open --port 8080 --lang zh`

async function run(path: string, options: Options): Promise<void> {
  const language = languageOf(options.lang, process.env)
  const port = portOf(options.port)
  const pageFolder = packageFolder('dist/studio')
  if ((await kindAt(pageFolder)) !== 'folder') {
    throw new OperatorError('the page of the studio is not built; npm run build')
  }
  const desk = await openDesk(path, options, language)
  const studio = await serveStudio({ desk, pageFolder, port, onFault })
  if (options.json === true) printJson({ url: studio.url })
  else printLine(studio.url)
  if (options.open) openBrowser(studio.url)
  await interrupted()
  await studio.close()
}

/**
 * Finds the folder and what is opened in it.
 *
 * @throws {@link OperatorError} where there is nothing to work on
 */
export async function openDesk(
  path: string,
  { facts, versions }: Whereabouts,
  language: Language,
): Promise<Desk> {
  const kind = await kindAt(path)
  if (kind === 'nothing') {
    throw new OperatorError(`${path}: there is no such file or folder; name one with a rule set`)
  }
  if (versions !== undefined && (await kindAt(versions)) !== 'folder') {
    throw new OperatorError(`${versions}: there is no such folder; name one of rule sets`)
  }
  const place = await placeOf(path)
  const published = versions === undefined ? undefined : await placeOf(versions)
  const folder = new DeskFolder(kind === 'folder' ? place : dirname(place), published)
  const desk = new Desk({
    folder,
    open: kind === 'folder' ? undefined : place,
    language,
    ...(facts === undefined ? {} : { facts: await placeOf(facts) }),
    ...(published === undefined ? {} : { versions: published }),
  })
  const sets = await desk.sets()
  const isThere =
    kind === 'folder'
      ? sets.some((set) => !folder.isPublished(set.path))
      : sets.some((set) => set.file === place)
  if (isThere) return desk
  const advice = 'name another, or begin one with greengate rules new'
  throw new OperatorError(
    kind === 'folder'
      ? `${path}: holds no rule set; ${advice}`
      : `${path}: is no rule set; ${advice}`,
  )
}

async function placeOf(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    throw fileError(path, error, 'name one that can be opened')
  }
}

function portOf(text = '0'): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new OperatorError('--port: must be a whole number up to 65535; leave it out for a free one')
}

/** Waits for ctrl-c. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve)
  })
}

/** Its message may hold what was being worked on; only who asks for it gets to see it. */
function onFault(error: unknown): void {
  printError('a fault of the studio; set GREENGATE_DEBUG=1 to see where, and report it')
  if (process.env['GREENGATE_DEBUG'] && error instanceof Error) {
    process.stderr.write(`${error.stack ?? error.message}\n`)
  }
}
