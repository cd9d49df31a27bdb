/** `greengate bundle sign` and `show`: says in words what a document is, and signs it. */
import { Command } from 'commander'
import { parseInstant } from '../../edges/instant.ts'
import { languageOf } from '../../edges/language.ts'
import { printJson, printLine } from '../../edges/output.ts'
import { openTerminal } from '../../edges/terminal.ts'
import { OperatorError } from '../../operator-error.ts'
import { openAuthority, placeOf, readDocumentAt, type Authority } from '../authority.ts'
import { readCounts } from '../emergency-counts.ts'
import { progressOf } from '../progress.ts'
import { readShelf } from '../shelf.ts'
import { signCounts, signDrafts, type Signed, type Signing } from '../sign.ts'
import { openSigner } from '../signer.ts'
import { describe } from '../words/describe.ts'
import { withSignerFlags, type SignerFlags } from './signer-flags.ts'

interface Common {
  readonly lang?: string
  readonly json?: true
}

interface SignOptions extends Common, SignerFlags {
  readonly now?: string
  readonly yes?: true
}

/** Builds `sign`. */
export function signCommand(): Command {
  const command = new Command('sign')
    .description('say in words what a document changes, then sign it; needs no network')
    .argument('<documents...>', 'files of drafts/, in the folder of their authority')
  return withSignerFlags(command)
    .option('--now <instant>', 'when it is signed (default: the clock); the first signer decides')
    .option('--yes', 'sign without asking')
    .option('--lang <zh|en>', 'the language of the words (default: of the system)')
    .option('--json', 'print what was signed as JSON; the words go to stderr')
    .action(runSign)
    .addHelpText('after', signHelp)
}

const signHelp = `
Shown before the question: of a rule set all that changes from the version before, by what it is late or early, and
who has signed; of a root every key that comes and goes; of a trust list issuers, keys and revocations. What verifiers
would refuse is not signed.

Signatures are put into FILE.signatures.json beside the document. Several people sign one after the other, on one
machine or on many: carry the folder of the authority, without keys/. All signatures of a document state the instant
at which the first was made: guard rails are measured from it. To begin again, delete FILE.signatures.json.

Exit code: 0 signed, 2 usage or operator error.

Examples:
  greengate bundle sign drafts/rules/cn-3301/14.json --key /media/stick/author.jwk
  greengate bundle sign drafts/root/2.json --key root-1.jwk.age --identity li.txt
  greengate bundle sign drafts/trust/7.json --pkcs11 /usr/lib/softhsm/libsofthsm2.so --token office --label trust
  greengate bundle sign drafts/facts/2.json --command "ssh signer sign-raw" --public facts.jwk`

async function runSign(paths: readonly string[], options: SignOptions): Promise<void> {
  const language = languageOf(options.lang, process.env)
  const authority = await openAuthority(paths[0])
  const terminal = options.yes === true ? undefined : openTerminal('give --yes to sign unasked')
  try {
    const signing: Signing = {
      signers: [await openSigner(options)],
      now: options.now === undefined ? new Date() : parseInstant(options.now, '--now'),
      language,
      terminal,
      // With --json the result alone is on stdout.
      say: (line) => process.stderr.write(`${line}\n`),
    }
    const done = await signAll(authority, paths, signing)
    if (options.json === true) printJson(done)
    else for (const line of done.map((each) => signedLine(each, language))) printLine(line)
  } finally {
    terminal?.close()
  }
}

async function signAll(
  authority: Authority,
  paths: readonly string[],
  signing: Signing,
): Promise<readonly Signed[]> {
  const done: Signed[] = []
  for (const path of paths) {
    if (path.endsWith('.counts.json')) {
      const shelf = await readShelf(authority)
      const place = placeOf(authority, path)
      const set = shelf.drafts.find((draft) => draft.place === place)
      if (set === undefined) throw new OperatorError(`${path}: its set is not in drafts/; add it`)
      done.push(await signCounts(shelf, await readCounts(authority, set), signing))
    } else done.push(...(await signDrafts(authority, [placeOf(authority, path)], signing)))
  }
  return done
}

function signedLine({ title, added, missing }: Signed, language: 'zh' | 'en'): string {
  const zh = language === 'zh'
  const what =
    added.length === 0
      ? zh
        ? '此密钥已签过'
        : 'signed by this key before'
      : zh
        ? '已签署'
        : 'signed'
  const left =
    missing === 0
      ? zh
        ? '签署已足，可以发布'
        : 'it is whole: greengate bundle publish'
      : zh
        ? `还差 ${missing} 个签署`
        : `${missing} more must sign`
  return zh ? `${title}：${what}；${left}` : `${title}: ${what}; ${left}`
}

/** Builds `show`. */
export function showCommand(): Command {
  return new Command('show')
    .description('say in words what a document is and changes, and who has signed it')
    .argument('<documents...>', 'files of drafts/ or signed/')
    .option('--lang <zh|en>', 'the language of the words (default: of the system)')
    .option('--json', 'print who has signed and who is missing as JSON')
    .action(runShow)
    .addHelpText('after', showHelp)
}

const showHelp = `
Examples:
  greengate bundle show drafts/rules/cn-3301/14.json --lang zh
  greengate bundle show signed/root/1.json`

async function runShow(paths: readonly string[], options: Common): Promise<void> {
  const language = languageOf(options.lang, process.env)
  const authority = await openAuthority(paths[0])
  const shelf = await readShelf(authority)
  for (const path of paths) {
    const document = await readDocumentAt(authority, path)
    const progress = await progressOf(shelf, document)
    const signedAt = Math.floor(Date.now() / 1000)
    if (options.json === true) {
      const roles = progress.roles.map(({ title, threshold, keys, signedBy, missing }) => ({
        title,
        threshold,
        keys,
        signedBy,
        missing,
      }))
      printJson({ name: document.name, version: document.version, roles })
    } else {
      for (const line of describe(shelf, document, { progress, signedAt, language }))
        printLine(line)
    }
  }
}
