/** `greengate desk`: runs a desk until ctrl-c, as its configuration says or with embedded defaults. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import type { DeskSettings, RunningDesk } from '../../desk/main.ts'
import { kindAt } from '../edges/file.ts'
import { printJson, printLine } from '../edges/output.ts'
import { packageFolder } from '../edges/package-file.ts'
import { OperatorError } from '../operator-error.ts'
import { emptyFolder } from './empty-folder.ts'

interface Options {
  readonly config?: string
  readonly port?: string
  readonly folder?: string
  readonly json?: true
}

/** Builds it. */
export function runCommand(): Command {
  return (
    new Command('desk')
      .description('run an issuing desk: records in, decisions made, codes out')
      .option('--config <file>', 'its desk.yaml (default: embedded defaults, all made up)')
      .option('--port <number>', 'where it listens (default: 8787 or as configured; 0: any)')
      .option('--folder <folder>', 'of the embedded defaults: a new or empty folder that stays')
      .option('--json', 'print addresses and keys as one line of JSON')
      .action(run)
      // Its subcommands have a --config and a --json of their own.
      .enablePositionalOptions()
      .addHelpText('after', help)
  )
}

const help = `
Without --config everything is made up and on this machine alone: an authority, two departments that say every minute
until when they know everything, two officers, a bundle that gates can poll. The code of a sign-in is printed here.
Ctrl-c ends it and deletes what it made, unless --folder names a place to keep.

With --config it is a desk of an authority: "desk init" writes the file, "desk check" says what is wrong with it.
It listens on this machine or behind TLS, and stops after what is under way; killed, it takes up where it was.

Exit code: 0 ended by ctrl-c, 2 usage or operator error.

Examples:
  greengate desk
  greengate desk --port 0 --json
  greengate desk init desk.yaml && greengate desk check --config desk.yaml
  greengate desk --config desk.yaml`

async function run(options: Options): Promise<void> {
  const stop = stopped()
  const log = (line: string): void => {
    process.stderr.write(`${new Date().toISOString()} ${line}\n`)
  }
  const port = portOf(options.port)
  if (options.config !== undefined && options.folder !== undefined) {
    throw new OperatorError('--folder: belongs to the embedded defaults; desk.yaml names its own')
  }
  const pages = packageFolder('dist/desk')
  const more = (await kindAt(pages)) === 'folder' ? { pages } : {}
  const started =
    options.config === undefined
      ? await embedded({ folder: options.folder, port: port ?? 8787, log, ...more })
      : await configured(options.config, { port, log, ...more })
  try {
    if (options.json === true) printJson(started.described)
    else for (const line of started.lines) printLine(line)
    await stop
  } finally {
    await started.close()
  }
}

interface Started {
  readonly described: object
  readonly lines: readonly string[]
  close(): Promise<void>
}

interface Starting {
  readonly log: (line: string) => void
  readonly pages?: string
}

async function embedded({
  folder: named,
  port,
  ...more
}: Starting & { readonly folder: string | undefined; readonly port: number }): Promise<Started> {
  const folder =
    named === undefined
      ? await mkdtemp(join(tmpdir(), 'greengate-desk-'))
      : await emptyFolder(named, '--folder')
  const stops: (() => Promise<unknown>)[] = []
  const close = async (): Promise<void> => {
    for (const one of stops.splice(0).reverse()) await one()
  }
  if (named === undefined) {
    stops.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  }
  try {
    const { demoOfficers, pushCoverage, settingsOfDemo } = await import('../../desk/main.ts')
    const { makeDemo } = await import('../demo/main.ts')
    const demo = await makeDemo({ folder: join(folder, 'demo'), now: new Date() })
    const own = { folder: join(folder, 'desk'), port, ...more }
    const running = await started(await settingsOfDemo(demo, own))
    stops.push(() => running.close())
    stops.push(await pushCoverage(running, () => new Date(), more.log))
    const root = join(folder, 'demo', 'root.ggb')
    const sources = Object.fromEntries(running.sources)
    const officers = demoOfficers.map(({ subject }) => subject)
    return {
      close,
      described: { ...addresses(running), root, officers, sources },
      lines: [
        ...((await kindAt('desk.yaml')) === 'file'
          ? [
              'The desk.yaml that lies here is not used; it runs by: greengate desk --config desk.yaml',
              '',
            ]
          : []),
        'An issuing desk runs on this machine until ctrl-c. All people and offices are made up.',
        '',
        ...addressLines(running, more.pages !== undefined),
        `  root to trust  ${root}`,
        '',
        'Sign in as anybody; the code is printed here. Officers, of whom two decide:',
        ...officers.map((subject) => `  ${subject}`),
        'Departments push records with their keys:',
        ...Object.entries(sources).map(([id, secret]) => `  ${id.padEnd(13)}  ${secret}`),
      ],
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function configured(
  file: string,
  more: Starting & { readonly port: number | undefined },
): Promise<Started> {
  const { settingsOfConfiguration } = await import('../../desk/main.ts')
  const running = await started(await settingsOfConfiguration(file, { ...more, makesKey: true }))
  return {
    close: () => running.close(),
    described: addresses(running),
    lines: ['The desk runs until ctrl-c.', '', ...addressLines(running, more.pages !== undefined)],
  }
}

async function started(settings: DeskSettings): Promise<RunningDesk> {
  const { DeskError, startDesk } = await import('../../desk/main.ts')
  try {
    return await startDesk(settings)
  } catch (error) {
    if (error instanceof DeskError) throw new OperatorError(`${error.message} (${error.code})`)
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    const { host, port } = settings.listen
    throw new OperatorError(`${host}:${String(port)}: something listens there; name another --port`)
  }
}

const addresses = ({ url }: RunningDesk): object => ({
  url,
  office: `${url}/office/`,
  counter: `${url}/counter/`,
  description: `${url}/api/openapi.json`,
  bundle: `${url}/bundle/`,
})

function addressLines({ url }: RunningDesk, hasPages: boolean): readonly string[] {
  const pages = [`  for people     ${url}/`, `  for officers   ${url}/office/`]
  return [
    ...(hasPages ? pages : ['  (its pages are not built: npm run build)']),
    ...(hasPages ? [`  at a counter   ${url}/counter/`] : []),
    `  its interface  ${url}/api/openapi.json`,
    `  bundle         ${url}/bundle/`,
  ]
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new OperatorError('--port: must be a whole number up to 65535; 0 takes a free one')
}

/** Waits for ctrl-c, also while it is still starting; a second one does not wait. */
function stopped(): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (isStopping) process.exit(1)
        isStopping = true
        resolve()
      })
  })
}
