/** The flags of codes: who signs, what they say, and the keys that they need. */
import { Option, type Command } from 'commander'
import { withSignerFlags, type SignerFlags } from '../../bundle/commands/signer-flags.ts'
import { readPublicKey, type SignerOptions } from '../../bundle/signer.ts'
import { lengthOf } from '../../issue/series.ts'
import { describeKey } from '../../keys/key-file.ts'
import { OperatorError } from '../../operator-error.ts'
import { monthOf, readBindingKeys } from '../../station/binding-key.ts'
import { idKeyName } from '../code-ids.ts'
import { readIdKey } from '../id-key-file.ts'
import type { CodeTerms } from '../job.ts'
import type { ThreadData } from '../local/thread-data.ts'
import { openCodeSigner } from '../open-code-signer.ts'

/** What was typed. */
export interface IssueFlags extends SignerFlags {
  readonly issuer: string
  readonly class: CodeTerms['class']
  readonly profile: CodeTerms['profile']
  readonly validFor: string
  readonly commit?: true
  readonly tag?: true
  readonly bindingKey?: string
  readonly site?: string
  readonly ctiKey?: string
  readonly statusDb?: string
  readonly signBy?: 'nats'
}

/** Adds them. */
export function withIssueFlags(command: Command): Command {
  return withSignerFlags(command)
    .requiredOption('--issuer <id>', 'the issuer, as the trust list has it')
    .addOption(
      new Option('--class <name>', 'of the codes').choices(['app', 'paper']).default('app'),
    )
    .addOption(
      new Option('--profile <name>', 'what a code carries')
        .choices(['facts', 'assessment', 'both'])
        .default('assessment'),
    )
    .option('--valid-for <duration>', 'how long a code lives, at most: P1D, PT12H', 'P1D')
    .option(
      '--commit',
      'commit to facts and rule, and write the openings; for --profile assessment',
    )
    .option('--tag', 'tie codes to the cards of people that have one')
    .option('--binding-key <path>', 'of the issuer and month, for --tag; or a folder of such keys')
    .option('--site <integer>', 'where they are issued, by the issuer’s own count')
    .option('--status-db <store>', 'take status indexes from this store (see greengate status)')
    .option('--cti-key <file>', 'what ids and salts are made with (default: made in --out)')
    .option('--share-cti-key', 'with --nats: give that key to the workers by way of NATS')
    .addOption(
      new Option(
        '--sign-by <who>',
        'with --nats: a signer there signs; --public names its key',
      ).choices(['nats']),
    )
}

/** What codes say, and the keys to make them. */
export interface CodeOrder {
  readonly terms: CodeTerms
  readonly keys: NonNullable<ThreadData['keys']>
}

/**
 * Reads the flags, and every key once: what is wrong shows before anything is done.
 *
 * @throws {@link OperatorError}
 */
export async function readCodeOrder(
  flags: IssueFlags,
  out: string,
  now: number,
): Promise<CodeOrder> {
  if (flags.commit === true && flags.profile !== 'assessment') {
    throw new OperatorError('--commit: leaves the facts out of the code; take --profile assessment')
  }
  const signer = signerOf(flags)
  const { kid, alg } = await signerName(flags, signer)
  const bindingKey = await bindingKeyOf(flags, now)
  const idKey = await readIdKey(flags.ctiKey, out)
  const terms: CodeTerms = {
    issuer: flags.issuer,
    class: flags.class,
    profile: flags.profile,
    validForSeconds: lengthOf(flags.validFor, '--valid-for') / 1000,
    commits: flags.commit === true,
    tags: flags.tag === true,
    hasStatus: flags.statusDb !== undefined,
    ...(flags.site === undefined ? {} : { site: siteOf(flags.site) }),
    kid,
    idKey: idKeyName(idKey),
    alg,
  }
  return { terms, keys: { signer, idKey, ...(bindingKey === undefined ? {} : { bindingKey }) } }
}

/** What threads can be given of who signs: plain data. */
export function signerOf({
  key,
  identity,
  command,
  public: publicKey,
  pkcs11,
  token,
  label,
}: SignerFlags): SignerOptions {
  return {
    ...(key === undefined ? {} : { key }),
    ...(identity === undefined ? {} : { identity }),
    ...(command === undefined ? {} : { command }),
    ...(publicKey === undefined ? {} : { public: publicKey }),
    ...(pkcs11 === undefined ? {} : { pkcs11 }),
    ...(token === undefined ? {} : { token }),
    ...(label === undefined ? {} : { label }),
  }
}

/** Who signs elsewhere is known by the public key alone. */
async function signerName(
  { signBy, public: publicKey }: IssueFlags,
  signer: SignerOptions,
): Promise<{ readonly kid: string; readonly alg: CodeTerms['alg'] }> {
  if (signBy === undefined) {
    const { kid, alg } = await openCodeSigner(signer)
    return { kid: Buffer.from(kid).toString('base64url'), alg }
  }
  if (publicKey === undefined) {
    throw new OperatorError('--sign-by nats: name the public key of the signer with --public FILE')
  }
  return describeKey(await readPublicKey(publicKey))
}

/**
 * Finds the binding key of an issuer and of the month of an instant.
 *
 * @throws {@link OperatorError}
 */
export async function bindingKeyOf(
  { tag, bindingKey: path, issuer }: Pick<IssueFlags, 'tag' | 'bindingKey' | 'issuer'>,
  now: number,
): Promise<Uint8Array | undefined> {
  if ((tag === true) !== (path !== undefined)) {
    throw new OperatorError('--tag and --binding-key belong together; give both')
  }
  if (path === undefined) return undefined
  const month = monthOf(new Date(now * 1000))
  const keys = await readBindingKeys(path)
  const found = keys.find((each) => each.issuer === issuer && each.month === month)
  if (found !== undefined) return new Uint8Array(Buffer.from(found.key, 'base64url'))
  throw new OperatorError(
    `${path}: has no binding key of this issuer for ${month}; get it from whoever runs "station seal-keys"`,
  )
}

function siteOf(text: string): number {
  const site = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (site >= 0) return site
  throw new OperatorError('--site: must be a whole number; give digits')
}
