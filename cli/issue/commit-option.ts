/** `issue --commit`: the code carries the assessment alone, and its holder keeps what it was made on. */
import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { commit, type Claims } from 'greengate/issue'
import { OperatorError } from '../operator-error.ts'

/** What is given on the command line. */
export interface CommitOptions {
  readonly commit?: true
  readonly openingOut?: string
}

/** Adds the options. */
export function withCommitOptions(command: Command): Command {
  return command
    .option('--commit', 'leave facts and covers out of the code, and commit to them')
    .option('--opening-out <path>', 'where the holder’s opening goes; with --count a folder')
}

/** A code that commits, and what opens it. */
export interface CommittedClaims {
  readonly claims: Claims
  readonly commitment: Uint8Array
  /** JSON (docs/receipt.md 8). */
  readonly opening: object
}

/** @throws {@link OperatorError} where only one of the two is given */
export function isCommitting({ commit: wanted, openingOut }: CommitOptions): boolean {
  if ((wanted === true) === (openingOut !== undefined)) return wanted === true
  throw new OperatorError('issue: --commit and --opening-out belong together; give both')
}

/**
 * Takes facts and coverage out of claims, and commits to them with a fresh salt.
 *
 * @throws {@link OperatorError}
 */
export async function commitTo(given: Claims): Promise<CommittedClaims> {
  const { facts, covers, ...claims } = given
  const { assessment } = claims
  if (assessment === undefined || facts === undefined || covers === undefined) {
    throw new OperatorError(
      'issue: --commit needs an assessment, facts and covers in the claims; add what is missing',
    )
  }
  const { outcome, ruleSet = claims.issuer, version, rule, assessedAt } = assessment
  const assessed = {
    outcome,
    ruleSet,
    version,
    ...(rule === undefined ? {} : { rule }),
    assessedAt,
  }
  const salt = new Uint8Array(randomBytes(16))
  const commitment = await commit({ salt, facts, covers, ...assessed })
  const opening = {
    format: 'greengate-opening-1',
    facts,
    covers,
    assessment: assessed,
    salt: Buffer.from(salt).toString('base64url'),
    commitment: Buffer.from(commitment).toString('base64url'),
  }
  return { claims, commitment, opening }
}
