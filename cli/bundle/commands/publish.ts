/** `greengate bundle publish` and `refresh`: on the machine that has the online keys. */
import { Command } from 'commander'
import { parseInstant } from '../../edges/instant.ts'
import { languageOf, type Language } from '../../edges/language.ts'
import { printJson, printLine, styled } from '../../edges/output.ts'
import { openAuthority } from '../authority.ts'
import { onlineSigners } from '../online-keys.ts'
import { publish, refresh, type Published } from '../publish.ts'
import { withSignerFlags, type SignerFlags } from './signer-flags.ts'

interface Options extends SignerFlags {
  readonly authority?: string
  readonly now?: string
  readonly lang?: string
  readonly json?: true
}

/** Builds `publish`. */
export function publishCommand(): Command {
  return withOptions(
    new Command('publish').description('publish every document that is wholly signed'),
  )
    .action((options: Options) => run(options, publish))
    .addHelpText('after', publishHelp)
}

const publishHelp = `
Takes every draft that enough people signed; checks what verifiers check (signatures, chain, notice, limits, an
emergency's bound on the people it stops); makes snapshot and timestamp with the keys in keys/; accepts the result from
the first root and from what was published before, as verifiers will; then writes published/, the timestamp last, and
moves the drafts to signed/. If anything is refused, nothing is written.

Exit code: 0 published, 2 usage or operator error.

Examples:
  greengate bundle publish
  greengate bundle publish --authority /srv/authority --json`

/** Builds `refresh`. */
export function refreshCommand(): Command {
  return withOptions(
    new Command('refresh').description('sign a new timestamp over what is published: for a timer'),
  )
    .action((options: Options) => run(options, refresh))
    .addHelpText('after', refreshHelp)
}

const refreshHelp = `
Nothing else changes: no draft is taken up. Run it by a timer, well within the limit that root states for the
timestamp (docs/publishing.md has the units). It fails, so that the timer's mail tells of it, when the snapshot is
about to expire.

Exit code: 0 refreshed, 2 usage or operator error.

Examples:
  greengate bundle refresh --authority /srv/authority`

function withOptions(command: Command): Command {
  return withSignerFlags(
    command.option('--authority <folder>', 'the folder of the authority (default: here or above)'),
  )
    .option('--now <instant>', 'when it is signed (default: the clock)')
    .option('--lang <zh|en>', 'the language of the answer (default: of the system)')
    .option('--json', 'print what was published as JSON')
}

async function run(options: Options, act: typeof publish): Promise<void> {
  const language = languageOf(options.lang, process.env)
  const authority = await openAuthority(options.authority)
  const now = options.now === undefined ? new Date() : parseInstant(options.now, '--now')
  const signers = await onlineSigners(authority, options)
  const published = await act(authority, { now, signers })
  if (options.json === true) printJson(described(published))
  else for (const line of publishedLines(published, now, language)) printLine(line)
}

function described({ summary, ...rest }: Published): object {
  return { ...rest, ruleSets: summary.ruleSets }
}

/** What was taken, what waits, and what takes effect when. */
export function publishedLines(
  { taken, waiting, snapshot, timestamp, summary, bytes }: Published,
  now: Date,
  language: Language,
): readonly string[] {
  const zh = language === 'zh'
  const size = bytes.toLocaleString('en')
  const ahead = summary.ruleSets.filter(
    ({ from }) => from !== null && Date.parse(from) > now.getTime(),
  )
  const nothing = zh ? '没有将要生效的版本。' : 'Nothing is ahead.'
  return [
    styled(
      'bold',
      zh
        ? `已发布：快照 ${snapshot}，时间戳 ${timestamp}，${size} 字节`
        : `Published: snapshot ${snapshot}, timestamp ${timestamp}, ${size} bytes`,
    ),
    ...taken.map((place) => `  + ${place}`),
    ...waiting.map(({ place, missing }) =>
      zh
        ? `  未发布：${place} 还差 ${missing} 个签署`
        : `  not published: ${place} lacks ${missing} signatures`,
    ),
    zh ? '将要生效：' : 'Takes effect:',
    ...(ahead.length === 0 ? [`  ${nothing}`] : []),
    ...ahead.map(({ id, version, from }) => `  ${from ?? ''}  ${id} ${version}`),
  ]
}
