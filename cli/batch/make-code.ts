/** Makes the code of a person whom a batch has assessed. */
import {
  issue,
  type AssessedPerson,
  type Claims,
  type Coverage,
  type Fact,
  type Signer,
} from 'greengate/issue'
import { instantText } from '../edges/instant.ts'
import { OperatorError } from '../operator-error.ts'
import { codeIds, idKeyBytes, idKeyName, salts } from './code-ids.ts'
import type { BatchJob, CodeTerms } from './job.ts'

/** Keys that codes are made with. */
export interface CodeKeys {
  readonly signer: Signer
  /** 32 bytes: what ids and salts are made with. */
  readonly idKey: Uint8Array
  /** 32 bytes, of the issuer and of the month of the job: where codes have tags. */
  readonly bindingKey: Uint8Array
}

/** Whom a code is about. */
export interface CodePerson {
  readonly facts: readonly Fact[]
  readonly covers: readonly Coverage[]
  readonly card?: { readonly type: string; readonly number: string }
  readonly subject?: Claims['subject']
  readonly holderKey?: Claims['holderKey']
}

/** A code, and the JSON that opens its commitment. */
export interface MadeCode {
  readonly text: string
  readonly opening: string | undefined
}

/** Makes codes. */
export interface CodeMaker {
  /** The salt of whoever stands at a byte offset; undefined where nothing is committed to. */
  saltAt(offset: number): Uint8Array | undefined
  /** Undefined where no code may state what came of the person. */
  make(
    person: CodePerson,
    assessed: AssessedPerson,
    offset: number,
    statusIndex: number | undefined,
  ): Promise<MadeCode | undefined>
}

/** Longest life of an app code that carries an assessment and no facts (docs/format.md 4). */
const assessmentSeconds = 86_400

/**
 * Makes ready; undefined for a job without codes.
 *
 * @throws {@link OperatorError} for keys that are missing, or are not those of the job
 */
export function openCodes(
  { codes: terms, now }: BatchJob,
  keys: Partial<CodeKeys>,
): CodeMaker | undefined {
  if (terms === undefined) return undefined
  const { signer, idKey, bindingKey } = held(terms, keys)
  const ctiAt = codeIds(idKey)
  const saltAt = salts(idKey)
  const issuedAt = textOf(now)
  const endOf = ends(terms, now)
  return {
    saltAt: (offset) => (terms.commits ? saltAt(offset) : undefined),
    async make(person, assessed, offset, statusIndex) {
      const { assessment, commitment, opening } = assessed
      const isStated = terms.profile !== 'assessment'
      if (assessment === undefined && !isStated) return undefined
      if (terms.hasStatus && statusIndex === undefined) {
        throw new TypeError('a part must have a status index for each record')
      }
      const { subject, card, holderKey } = person
      const claims: Claims = {
        issuer: terms.issuer,
        class: terms.class,
        issuedAt,
        validUntil: endOf(assessment !== undefined, assessed.holdsUntil),
        ...(subject === undefined ? {} : { subject }),
        ...(statusIndex === undefined ? {} : { statusIndex }),
        ...(assessment === undefined || terms.profile === 'facts' ? {} : { assessment }),
        ...(isStated ? { facts: person.facts, covers: cappedCovers(person.covers, issuedAt) } : {}),
        ...(holderKey === undefined ? {} : { holderKey }),
        ...(terms.site === undefined ? {} : { site: terms.site }),
      }
      const bind = card === undefined || bindingKey === undefined ? undefined : { bindingKey, card }
      const text = await issue(claims, {
        signer,
        cti: ctiAt(offset),
        ...(bind === undefined ? {} : { bind }),
        ...(commitment === undefined ? {} : { commitment }),
      })
      return { text, opening: opening === undefined ? undefined : openingJson(opening, commitment) }
    },
  }
}

function held(
  terms: CodeTerms,
  { signer, idKey, bindingKey }: Partial<CodeKeys>,
): Omit<CodeKeys, 'bindingKey'> & Partial<Pick<CodeKeys, 'bindingKey'>> {
  if (signer === undefined || idKey?.length !== idKeyBytes) {
    throw new TypeError('codes need a signer and a key of 32 bytes')
  }
  const kid = Buffer.from(signer.kid).toString('base64url')
  if (kid !== terms.kid || signer.alg !== terms.alg) {
    throw new OperatorError(
      `the key that signs is ${kid}, and the job's is ${terms.kid}; give the key of the job`,
    )
  }
  if (idKeyName(idKey) !== terms.idKey) {
    throw new OperatorError('--cti-key: is not the key of the job; give the one it began with')
  }
  if (!terms.tags) return { signer, idKey }
  if (bindingKey?.length !== 32) throw new TypeError('tags need a binding key of 32 bytes')
  return { signer, idKey, bindingKey }
}

/** Of a code that is issued at `now`: a colour without its facts must not outlive itself. */
export function lastSecond(
  terms: CodeTerms,
  now: number,
  { isDecided, holdsUntil }: { readonly isDecided: boolean; readonly holdsUntil: string },
): number {
  const wanted = now + terms.validForSeconds
  if (terms.profile !== 'assessment' || !isDecided) return wanted
  const most = terms.class === 'app' ? Math.min(wanted, now + assessmentSeconds) : wanted
  return Math.min(most, Date.parse(holdsUntil) / 1000)
}

/** The same as text: instants of one form are in order as texts. */
function ends(terms: CodeTerms, now: number): (isDecided: boolean, holdsUntil: string) => string {
  const never = '9999-12-31T23:59:59Z'
  const [undecided, decided] = [false, true].map((isDecided) =>
    textOf(lastSecond(terms, now, { isDecided, holdsUntil: never })),
  ) as [string, string]
  return (isDecided, holdsUntil) => {
    if (!isDecided) return undecided
    return terms.profile === 'assessment' && holdsUntil < decided ? holdsUntil : decided
  }
}

/** What an issuer knows after the instant of the code is not said by it. */
function cappedCovers(covers: readonly Coverage[], issuedAt: string): readonly Coverage[] {
  // Instants of one form are in order as texts.
  return covers.map((cover) => (cover.until > issuedAt ? { ...cover, until: issuedAt } : cover))
}

function openingJson(
  { salt, facts, covers, ...assessment }: NonNullable<AssessedPerson['opening']>,
  commitment: Uint8Array | undefined,
): string {
  return JSON.stringify({
    format: 'greengate-opening-1',
    facts,
    covers,
    assessment,
    salt: Buffer.from(salt).toString('base64url'),
    commitment: Buffer.from(commitment ?? []).toString('base64url'),
  })
}

function textOf(seconds: number): string {
  return instantText(new Date(seconds * 1000))
}
