/** `greengate bundle export` and `import`: a bundle on a stick, or as a few QR codes. */
import { gzipSync } from 'node:zlib'
import { join } from 'node:path'
import { mkdir } from 'node:fs/promises'
import { Command, Option } from 'commander'
import { encodeBundle, encodeFrames, GreengateError } from 'greengate/issue'
import { fileError, writeWhole } from '../../edges/file.ts'
import { parseInstant } from '../../edges/instant.ts'
import { printJson, printLine } from '../../edges/output.ts'
import { drawFrame } from '../../edges/qr-code.ts'
import { OperatorError } from '../../operator-error.ts'
import { openAuthority } from '../authority.ts'
import { readBundle } from '../bundle-source.ts'
import { deltaContainer } from '../delta.ts'
import { importBundle } from '../import.ts'
import { documentsOf } from '../open-verified.ts'

interface ExportOptions {
  readonly out?: string
  readonly qr?: string
  readonly format: 'svg' | 'png'
  readonly since?: string
  readonly json?: true
}

/** Builds `export`. */
export function exportCommand(): Command {
  return new Command('export')
    .description('write what is published as a .ggb, a .ggb.gz, or QR codes')
    .argument('[place]', 'an authority, a served folder, a .ggb or a web address', '.')
    .option('--out <file>', 'a .ggb or .ggb.gz file')
    .option('--qr <folder>', 'a folder for QR codes, one picture each, numbered')
    .addOption(
      new Option('--format <name>', 'of the pictures').choices(['svg', 'png']).default('svg'),
    )
    .option('--since <place>', 'leave out what this bundle has already')
    .option('--json', 'print what was written as JSON')
    .action(runExport)
    .addHelpText('after', exportHelp)
}

const exportHelp = `
QR codes hold at most some 60 kB; name what stations hold already with --since, and a new rule version is one to three
codes. Stations scan them in any order, with the camera that they scan people's codes with, and take the result up
only after all of its signatures were checked.

Exit code: 0 written, 2 usage or operator error.

Examples:
  greengate bundle export --out /media/stick/bundle.ggb
  greengate bundle export --qr codes --since /srv/archive/yesterday.ggb.gz
  greengate bundle export https://rules.example.gov/ --out bundle.ggb.gz`

async function runExport(place: string, options: ExportOptions): Promise<void> {
  const { out, qr, since, format } = options
  if ((out === undefined) === (qr === undefined)) {
    throw new OperatorError('export: name either a file with --out or a folder with --qr')
  }
  const found = await readBundle(place)
  const documents = documentsOf(found)
  const container =
    since === undefined && qr === undefined
      ? found.bytes
      : since === undefined
        ? encodeBundle(documents)
        : deltaContainer(documents, documentsOf(await readBundle(since)))
  const files =
    out === undefined
      ? await writeFrames(container, qr ?? '', format)
      : [await writeFile(container, out)]
  if (options.json === true) printJson({ files, bytes: container.length })
  else for (const file of files) printLine(file)
}

async function writeFile(container: Uint8Array, out: string): Promise<string> {
  await writeWhole(out, out.endsWith('.gz') ? gzipSync(container, { level: 9 }) : container)
  return out
}

async function writeFrames(
  container: Uint8Array,
  folder: string,
  format: 'svg' | 'png',
): Promise<readonly string[]> {
  const frames = await framesOf(container)
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    throw fileError(folder, error, 'name a folder that can be made')
  }
  const of = String(frames.length).padStart(2, '0')
  const files: string[] = []
  for (const [at, frame] of frames.entries()) {
    const file = join(folder, `${String(at + 1).padStart(2, '0')}-of-${of}.${format}`)
    await writeWhole(file, await drawFrame(frame, format))
    files.push(file)
  }
  return files
}

async function framesOf(container: Uint8Array): Promise<readonly Uint8Array[]> {
  try {
    return await encodeFrames(container)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(
      `export: too much for QR codes (${error.code}); name what stations hold with --since, or carry a file`,
      { cause: error },
    )
  }
}

interface ImportOptions {
  readonly authority?: string
  readonly now?: string
  readonly json?: true
}

/** Builds `import`. */
export function importCommand(): Command {
  return new Command('import')
    .description("take a published bundle into an authority's folder, on a machine without network")
    .argument('<place>', 'a .ggb, a served folder or a web address')
    .option('--authority <folder>', 'the folder of the authority (default: here or above)')
    .option('--now <instant>', 'as of when it is accepted (default: the clock)')
    .option('--json', 'print what is new as JSON')
    .action(runImport)
    .addHelpText('after', importHelp)
}

const importHelp = `
The bundle is accepted from the first root of the folder, as a verifier would. What is new goes to signed/: so that who
signs sees what changes from the version that is published, not from an old one.

Exit code: 0 taken, 2 usage or operator error.

Examples:
  greengate bundle import /media/stick/bundle.ggb`

async function runImport(place: string, options: ImportOptions): Promise<void> {
  const authority = await openAuthority(options.authority)
  const now = options.now === undefined ? new Date() : parseInstant(options.now, '--now')
  const fresh = await importBundle(authority, await readBundle(place), now)
  if (options.json === true) printJson({ taken: fresh })
  else for (const each of fresh) printLine(`+ ${each}`)
}
