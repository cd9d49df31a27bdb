/** `greengate trust list`: whom a trust list believes, of a draft or of a bundle. */
import { join } from 'node:path'
import { Command } from 'commander'
import { kindAt } from '../../edges/file.ts'
import { languageOf, type Language } from '../../edges/language.ts'
import { asObject, parseJson } from '../../edges/json-file.ts'
import { printJson, printLine } from '../../edges/output.ts'
import { OperatorError } from '../../operator-error.ts'
import { tableLines } from '../../rules/table-lines.ts'
import { openAuthority, parts } from '../authority.ts'
import { readBundle } from '../bundle-source.ts'
import { makeDocument } from '../document.ts'
import { documentsOf } from '../open-verified.ts'
import type { TrustPayload } from '../payloads.ts'
import { readShelf } from '../shelf.ts'
import { currentTrust } from '../trust.ts'
import { trustRows, type TrustRow } from '../trust-rows.ts'
import { asTrust } from '../words/trust-lines.ts'
import { formats } from './formats.ts'

interface Options {
  readonly format?: string
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function trustListCommand(): Command {
  return new Command('list')
    .description('a table of whom a trust list believes: format, authority, keys, until, states')
    .argument(
      '[place]',
      'an authority (its newest draft), a served folder, a .ggb, an address',
      '.',
    )
    .option('--format <name>', `of one format alone: greengate, ${formats.join(', ')}`)
    .option('--lang <zh|en>', 'the language of the answer (default: of the system)')
    .option('--json', 'print it as JSON')
    .action(runList)
    .addHelpText('after', listHelp)
}

const listHelp = `
Of an authority's folder the newest draft is shown, else what was signed last. Of a bundle nothing is checked:
"greengate bundle verify" does.

Exit code: 0 shown, 2 usage or operator error.

Examples:
  greengate bundle trust list
  greengate bundle trust list bundle.ggb --format hcert --lang zh`

async function runList(place: string, options: Options): Promise<void> {
  const { format } = options
  if (format !== undefined && !['greengate', ...formats].includes(format)) {
    throw new OperatorError(`--format: must be one of greengate, ${formats.join(', ')}`)
  }
  const rows = trustRows(await trustAt(place)).filter(
    (row) => format === undefined || row.format === format,
  )
  if (options.json === true) printJson(rows)
  else for (const line of lines(rows, languageOf(options.lang, process.env))) printLine(line)
}

async function trustAt(place: string): Promise<TrustPayload> {
  if ((await kindAt(join(place, parts.settings))) === 'file') {
    return currentTrust(await readShelf(await openAuthority(place)))
  }
  const found = await readBundle(place)
  const document = documentsOf(found).find(({ name }) => name === 'trust')
  const what = 'a bundle with a trust list'
  if (document === undefined)
    throw new OperatorError(`${found.name}: has no trust list; name ${what}`)
  const value = asObject(parseJson(document.payload, found.name, what))
  const version = value?.['version']
  return asTrust(makeDocument(`trust/${String(version)}`, value ?? {}))
}

function lines(rows: readonly TrustRow[], language: Language): readonly string[] {
  const zh = language === 'zh'
  const head = zh
    ? ['格式', '机构', '密钥', '根证书', '撤销', '至', '可述']
    : ['format', 'authority', 'keys', 'roots', 'revoked', 'until', 'states']
  const cells = rows.map(({ format, id, keys, roots, revoked, until, states }) => [
    format,
    id,
    String(keys),
    String(roots),
    String(revoked),
    until ?? '',
    states.join(', '),
  ])
  return tableLines(head, cells, [0, 1, 5, 6])
}
