/** `greengate issue`: claims in, a signed code out, as text or as a picture. */
import { randomBytes } from 'node:crypto'
import { extname } from 'node:path'
import { Command, Option } from 'commander'
import { GreengateError, issue, jwkSigner, type Claims, type Signer } from 'greengate/issue'
import { readBytes, writeWhole } from '../edges/file.ts'
import { parseJson } from '../edges/json-file.ts'
import { print, printJson } from '../edges/output.ts'
import { drawQr, qrShape, type ErrorCorrection, type PictureFormat } from '../edges/qr-code.ts'
import { readStdin } from '../edges/stdin.ts'
import { readPrivateKey } from '../keys/key-file.ts'
import { OperatorError } from '../operator-error.ts'
import { claimsFor, withRequest, type RequestOptions } from './request-option.ts'

type Format = 'text' | PictureFormat

interface Options extends RequestOptions {
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
  return withRequest(new Command('issue'))
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
    .option('--json', 'print text, format, file and QR size as JSON')
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

Examples:
  greengate issue claims.json --key issuer.jwk
  greengate issue claims.json --key issuer.jwk --out code.png
  greengate issue - --key issuer.jwk --format terminal < claims.json
  greengate issue claims.json --key issuer.jwk --request request.txt --challenges challenges`

async function run(path: string, options: Options): Promise<void> {
  const { key, out, json, errorCorrection } = options
  const format = options.format ?? (out === undefined ? 'text' : formatOf(out))
  if (format === 'png' && out === undefined && (json === true || process.stdout.isTTY)) {
    throw new OperatorError('issue: a PNG is not for the screen; add --out code.png')
  }
  const name = path === '-' ? 'stdin' : path
  const signer = await signerOf(key)
  const bytes = path === '-' ? await readStdin(whatToGive) : await readBytes(path, whatToGive)
  const claims = await claimsFor(parseJson(bytes, name, whatToGive) as Claims, options)
  const text = await issue(claims, { signer, cti: new Uint8Array(randomBytes(8)) }).catch(
    (error: unknown) => {
      if (!(error instanceof GreengateError)) throw error
      throw new OperatorError(`${name}: ${error.message}; correct the claims`, { cause: error })
    },
  )
  const content = format === 'text' ? `${text}\n` : await drawQr(text, format, errorCorrection)
  if (out !== undefined) await writeWhole(out, content)
  if (json === true) {
    printJson({ text, format, file: out ?? null, qr: qrShape(text, errorCorrection) })
  } else if (out === undefined) print(content)
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
