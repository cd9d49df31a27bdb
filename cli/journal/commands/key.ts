/** `greengate journal key`: the pair of keys that receipts are sealed to and opened by. */
import type { Command } from 'commander'
import { pairCommand } from '../../keys/pair-command.ts'
import { makeSealingKey } from '../sealing-key-file.ts'

/** Builds it. */
export function keyCommand(): Command {
  return pairCommand({
    description: 'make the key that opens sealed parts of receipts, and the one they are sealed to',
    help,
    knownBy: 'name',
    make: async (file, publicFile) => (await makeSealingKey(file, publicFile)).name,
  })
}

const help = `
X25519. The private file has mode 600 and stays with the operator, never on a station: what a station sealed, not even
the station can open. The public file is what stations name in their configuration (journal: seal: to).

Exit code: 0 made, 2 usage or operator error.

Examples:
  greengate journal key operator.jwk
  greengate journal key operator.jwk --public operator.public.jwk --json`
