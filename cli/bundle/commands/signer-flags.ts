/** The flags that name whoever signs, the same in every command that signs. */
import type { Command } from 'commander'
import type { SignerOptions } from '../signer.ts'

/** Adds them. */
export function withSignerFlags(command: Command): Command {
  return command
    .option('--key <file>', 'a private key file; .age is sealed to a person')
    .option('--identity <file>', 'the age identity that opens a sealed key')
    .option('--command <cmd>', 'a command: bytes on stdin, 64 bytes of signature on stdout')
    .option('--public <file>', 'the public key of --command')
    .option('--pkcs11 <module>', 'the PKCS#11 library of a token, by pkcs11-tool; P-256 keys')
    .option('--token <label>', 'which token')
    .option('--label <label>', 'which key of the token; the PIN may stand in GREENGATE_PIN')
}

/** What they said. */
export type SignerFlags = SignerOptions

/** Whether anything was named. */
export function isSignerNamed({ key, command, pkcs11 }: SignerFlags): boolean {
  return [key, command, pkcs11].some((given) => given !== undefined)
}
