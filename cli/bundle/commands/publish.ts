/** `greengate bundle publish` and `refresh`: on the machine that has the online keys. */
import { Command } from 'commander'
import { parseInstant } from '../../edges/instant.ts'
import { languageOf, type Language } from '../../edges/language.ts'
import { printError, printJson, printLine, styled } from '../../edges/output.ts'
import type { NatsPlace } from '../../nats/connect.ts'
import { natsOptions, natsPlace, type NatsFlags } from '../../nats/options.ts'
import { OperatorError } from '../../operator-error.ts'
import { openAuthority, type Authority } from '../authority.ts'
import { onlineSigners } from '../online-keys.ts'
import { publish, refresh, type Published } from '../publish.ts'
import { readPublished, type PublishedBytes } from '../published-folder.ts'
import { push, pushOf, type Pushed } from '../push.ts'
import { withSignerFlags, type SignerFlags } from './signer-flags.ts'

interface Options extends SignerFlags, NatsFlags {
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

With --nats, stations that listen are told at once: what is new itself where a message holds it (512 kB), else that
there is something. What cannot be pushed is published all the same, and said; stations find it when they poll.

Exit code: 0 published, pushed or not; 2 usage or operator error.

Examples:
  greengate bundle publish
  greengate bundle publish --nats tls://nats.example:4222 --nats-creds publisher.creds
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
about to expire. With --nats the new timestamp is pushed to stations, as publish does.

Exit code: 0 refreshed, pushed or not; 2 usage or operator error.

Examples:
  greengate bundle refresh --authority /srv/authority
  greengate bundle refresh --nats nats://127.0.0.1:4222 --nats-nkey publisher.jwk`

function withOptions(command: Command): Command {
  const signing = withSignerFlags(
    command.option('--authority <folder>', 'the folder of the authority (default: here or above)'),
  )
  return natsOptions(signing)
    .option('--now <instant>', 'when it is signed (default: the clock)')
    .option('--lang <zh|en>', 'the language of the answer (default: of the system)')
    .option('--json', 'print what was published as JSON')
}

async function run(options: Options, act: typeof publish): Promise<void> {
  const language = languageOf(options.lang, process.env)
  const authority = await openAuthority(options.authority)
  const now = options.now === undefined ? new Date() : parseInstant(options.now, '--now')
  const signers = await onlineSigners(authority, options)
  // Wrong flags are told before anything is published; whatever goes wrong later comes after.
  const place = await natsPlace(options)
  const before = place && (await readPublished(authority))
  const published = await act(authority, { now, signers })
  const pushed = place && (await pushAfter(place, authority, before))
  if (options.json === true) printJson(described(published, pushed))
  else {
    for (const line of publishedLines(published, now, language)) printLine(line)
    if (pushed !== undefined && 'what' in pushed) printLine(pushedLine(pushed, language))
  }
  if (pushed !== undefined && 'failed' in pushed) {
    printError(`${pushed.failed}; it is published all the same, and stations find it by polling`)
  }
}

/** Never fails: what is published is published. */
async function pushAfter(
  place: NatsPlace,
  authority: Authority,
  before: PublishedBytes | undefined,
): Promise<Pushed | { readonly failed: string }> {
  try {
    const after = await readPublished(authority)
    return await push(place, pushOf(before?.bytes, after?.bytes ?? new Uint8Array()))
  } catch (error) {
    const why = error instanceof OperatorError ? error.message : `a fault (${nameOf(error)})`
    return { failed: `not pushed: ${why}` }
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')

function pushedLine({ what, bytes }: Pushed, language: Language): string {
  const size = bytes.toLocaleString('en')
  if (what === 'hint') {
    return language === 'zh'
      ? '已推送：通知各检查站取新版本'
      : 'Pushed to stations: that there is something newer'
  }
  return language === 'zh' ? `已推送：${size} 字节` : `Pushed to stations: ${size} bytes`
}

function described({ summary, ...rest }: Published, pushed: object | undefined): object {
  return { ...rest, ruleSets: summary.ruleSets, ...(pushed !== undefined && { pushed }) }
}

/** What was taken, what waits, and what takes effect when. */
function publishedLines(
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
