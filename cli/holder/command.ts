/** `greengate holder`: the two halves of asking for a code: the issuer's challenge, and the holder's request. */
import { Command } from 'commander'
import { requestText } from 'greengate/holder'
import { print, printJson, printLine } from '../edges/output.ts'
import { drawQr, qrShape } from '../edges/qr-code.ts'
import { challengeText, drawChallenge, keepChallenge, parseChallenge } from './challenges.ts'
import { readHolderKey } from './holder-key-file.ts'

/** Builds the command. */
export function holderCommand(): Command {
  const holder = new Command('holder').description('ask for a code that only its holder can show')
  holder
    .command('challenge')
    .description('the issuer draws a challenge for one holder')
    .option('--keep <folder>', 'keep it there until "greengate issue --challenges" takes it')
    .option('--json', 'print it as JSON')
    .action(challenge)
    .addHelpText(
      'after',
      `
16 random bytes as base64url. Give it to one holder, and take one request for it, soon.

Examples:
  greengate holder challenge --keep challenges`,
    )
  holder
    .command('request')
    .description('the holder asks for a code: proves the key over the challenge')
    .requiredOption('--key <file>', "the holder's private key (see greengate keys create)")
    .requiredOption('--challenge <text>', 'what the issuer gave')
    .option('--qr', 'draw it')
    .option('--json', 'print text and QR size as JSON')
    .action(request)
    .addHelpText(
      'after',
      `
Examples:
  greengate keys create holder.jwk --alg ESP256
  greengate holder request --key holder.jwk --challenge b2xkIG1vb24gcml2ZXI > request.txt`,
    )
  return holder
}

async function challenge({ keep, json }: { keep?: string; json?: true }): Promise<void> {
  const drawn = drawChallenge()
  if (keep !== undefined) await keepChallenge(keep, drawn)
  if (json) printJson({ challenge: challengeText(drawn), kept: keep ?? null })
  else printLine(challengeText(drawn))
}

interface RequestOptions {
  readonly key: string
  readonly challenge: string
  readonly qr?: true
  readonly json?: true
}

async function request({ key, challenge: given, qr, json }: RequestOptions): Promise<void> {
  const answered = parseChallenge(given, '--challenge')
  const text = await requestText(await readHolderKey(key), { challenge: answered })
  if (json) printJson({ text, qr: qrShape(text, 'M') })
  else if (qr) print(await drawQr(text, 'terminal'))
  else printLine(text)
}
