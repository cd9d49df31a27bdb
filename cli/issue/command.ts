/** `greengate issue`: claims in, a signed code out, as text or as a picture. */
import { extname } from 'node:path'
import { Command, Option } from 'commander'
import { GreengateError, jwkSigner, type Claims, type Signer } from 'greengate/issue'
import { readBytes } from '../edges/file.ts'
import { parseJson } from '../edges/json-file.ts'
import type { ErrorCorrection } from '../edges/qr-code.ts'
import { readStdin } from '../edges/stdin.ts'
import { readPrivateKey } from '../keys/key-file.ts'
import { OperatorError } from '../operator-error.ts'
import { withCommitOptions, type CommitOptions } from './commit-option.ts'
import { makeCodes } from './make-codes.ts'
import { claimsFor, withRequest, type RequestOptions } from './request-option.ts'
import { withSeriesOptions, type SeriesOptions } from './series.ts'
import { withStatusFlags, withStatusIndices, type StatusFlags } from './status-option.ts'
import { withTagOptions, type TagOptions } from './tag-option.ts'
import { writeCodes, type Format } from './write-codes.ts'

interface Options extends RequestOptions, TagOptions, CommitOptions, SeriesOptions, StatusFlags {
  readonly key: string
  readonly out?: string
  readonly format?: Format
  readonly errorCorrection: ErrorCorrection
  readonly json?: true
}

const endings: Readonly<Record<string, Format>> = { '.svg': 'svg', '.png': 'png', '.txt': 'text' }
const whatToGive = 'a file of claims as JSON'

/** Builds the command. */
export function issueCommand(): Command {
  const command = new Command('issue')
    .description('sign claims as a code')
    .argument('<claims>', 'a JSON file of claims, or - for stdin')
    .requiredOption('--key <file>', 'the private key that signs (see greengate keys create)')
    .option('--out <file>', 'write there instead of to stdout; replaced whole')
    .addOption(
      new Option('--format <name>', 'what to give (default: as --out ends, else text)').choices([
        'text',
        'svg',
        'png',
        'terminal',
      ]),
    )
    .addOption(
      new Option('--error-correction <level>', 'of the QR code; how much of it may be dirty')
        .choices(['L', 'M', 'Q', 'H'])
        .default('M'),
    )
    .option(
      '--json',
      'print text, format, file, QR size and place in its status list as JSON, a line for each code',
    )
  return withStatusFlags(withSeriesOptions(withCommitOptions(withTagOptions(withRequest(command)))))
    .action(run)
    .addHelpText('after', help)
}

const help = `
Claims are one JSON object. Instants are UTC with whole seconds. A code of facts is judged by the rules of each
verifier; a code of an assessment alone carries the outcome of one rule set version and lives 24 hours at most.
  {
    "issuer": "demo-hz", "class": "app",
    "issuedAt": "2020-03-01T00:00:00Z", "validUntil": "2020-03-02T00:00:00Z",
    "subject": {"maskedName": "Lin *", "lastFour": "123X"},
    "covers": [{"kind": "contact", "until": "2020-03-01T00:00:00Z"}],
    "facts": [{"id": "t1", "kind": "test", "source": "demo-lab", "recordedAt": "2020-02-29T06:00:00Z",
               "fields": {"sampledAt": "2020-02-29T02:00:00Z", "method": "pcr", "result": "negative"}}]
  }
Others: validFrom, statusIndex, holderKey (a public JWK), and
  "assessment": {"outcome": "stop", "ruleSet": "demo-hz", "version": 2, "rule": 7,
                 "assessedAt": "2020-03-01T00:00:00Z", "holdsUntil": "2020-03-02T00:00:00Z"}

--tag ties a code to a card: a station that has the binding key reads the card and compares; nobody else learns
anything. The number comes from a file or stdin, never from the command line. --commit takes facts and covers out of the
claims and writes the opening, which only the holder should have: it shows by which facts and rule the colour came.

--count 30 --each P1D makes thirty codes of a day each, with fresh ids, tags and commitments, and with --holder-keys
fresh keys. Nothing in two of them says that they are of one person, if the claims do not: leave out masked name, last
four and facts, and round assessedAt as everybody's is.

--status takes a random index from the store of your status lists, so that the code can be revoked (docs/status.md);
with --replaces an earlier code is revoked when the new one is written.

Examples:
  greengate issue claims.json --key issuer.jwk
  greengate issue claims.json --key issuer.jwk --out code.png
  greengate issue - --key issuer.jwk --format terminal < claims.json
  greengate issue claims.json --key issuer.jwk --request request.txt --challenges challenges
  greengate issue claims.json --key issuer.jwk --tag --card-type passport --card-number-file - --binding-key 12.json
  greengate issue claims.json --key issuer.jwk --status status.db --replaces 2026-11/40213
  greengate issue claims.json --key issuer.jwk --commit --opening-out opening.json
  greengate issue claims.json --key issuer.jwk --count 30 --each P1D --out codes --format svg`

async function run(path: string, options: Options): Promise<void> {
  const { key, out, count } = options
  const format =
    options.format ?? (out === undefined || count !== undefined ? 'text' : formatOf(out))
  const isOnScreen = options.json === true || process.stdout.isTTY || count !== undefined
  if (format === 'png' && out === undefined && isOnScreen) {
    throw new OperatorError('issue: a PNG is not for the screen; add --out code.png')
  }
  if (path === '-' && options.cardNumberFile === '-') {
    throw new OperatorError('issue: claims and number cannot both come from stdin; use a file')
  }
  if (options.request !== undefined && count !== undefined) {
    throw new OperatorError(
      'issue: a series with the one key of a request can be linked; leave --count out',
    )
  }
  const name = path === '-' ? 'stdin' : path
  const signer = await signerOf(key)
  const bytes = path === '-' ? await readStdin(whatToGive) : await readBytes(path, whatToGive)
  const claims = await claimsFor(parseJson(bytes, name, whatToGive) as Claims, options)
  await withStatusIndices(options, claims, async (indexed) => {
    const codes = await makeCodes(claims, { options, signer, name, ...(indexed && { indexed }) })
    await writeCodes(codes, format, options)
  })
}

async function signerOf(path: string): Promise<Signer> {
  const jwk = await readPrivateKey(path)
  try {
    return await jwkSigner(jwk)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(`${path}: ${error.message}; make one with "greengate keys create"`, {
      cause: error,
    })
  }
}

function formatOf(out: string): Format {
  return endings[extname(out).toLowerCase()] ?? 'text'
}
