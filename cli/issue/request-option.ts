/** `issue --request`: the holder key of the claims, out of a request that answers the issuer's own challenge. */
import type { Command } from 'commander'
import { challengeOf, GreengateError, openRequest, type Claims } from 'greengate/issue'
import { readPresented } from '../edges/presented.ts'
import { parseChallenge, takeChallenge } from '../holder/challenges.ts'
import { OperatorError } from '../operator-error.ts'

/** What the option needs. */
export interface RequestOptions {
  readonly request?: string
  readonly challenge?: string
  readonly challenges?: string
  readonly challengeAge: string
}

/** Adds the options to the command. */
export function withRequest(command: Command): Command {
  return command
    .option('--request <text>', "a holder's request: a text, a file, a picture, or - for stdin")
    .option(
      '--challenge <text>',
      'the challenge that it must answer; see to it that it is used once',
    )
    .option('--challenges <folder>', 'or the folder of those that are kept; it is taken out')
    .option('--challenge-age <seconds>', 'how old a kept challenge may be', '600')
}

/**
 * The claims, with the holder key of the request where there is one.
 *
 * @throws {@link OperatorError}
 */
export async function claimsFor(claims: Claims, options: RequestOptions): Promise<Claims> {
  const { request, challenge, challenges } = options
  if (request === undefined) {
    if (challenge === undefined && challenges === undefined) return claims
    throw new OperatorError('--challenge is for a request; add --request')
  }
  if ((challenge === undefined) === (challenges === undefined)) {
    throw new OperatorError('--request: give --challenge, or --challenges, and not both')
  }
  const text = await readPresented(request)
  const asked = await opened(text, challenge)
  if (claims.holderKey !== undefined) {
    throw new OperatorError('claims: holderKey comes out of the request; leave it out')
  }
  if (claims.class !== asked.class) {
    throw new OperatorError(`claims: the request asks for the class ${asked.class}`)
  }
  if (challenges !== undefined) {
    const age = Number(options.challengeAge)
    if (!(age > 0)) throw new OperatorError('--challenge-age: must be a number of seconds')
    await takeChallenge(challenges, challengeOf(text), age, new Date())
  }
  return { ...claims, holderKey: asked.holderKey }
}

async function opened(text: string, challenge: string | undefined) {
  try {
    const awaited =
      challenge === undefined ? challengeOf(text) : parseChallenge(challenge, '--challenge')
    return await openRequest(text, awaited)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(`${error.message} (${error.code}); have the holder ask again`, {
      cause: error,
    })
  }
}
