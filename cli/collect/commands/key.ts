/** `greengate collect key`: the key that the collector signs its receipts with. */
import type { Command } from 'commander'
import { generateKey, publicJwk } from 'greengate/issue'
import { writeWhole } from '../../edges/file.ts'
import { describeKey, writeKeyFile } from '../../keys/key-file.ts'
import { pairCommand } from '../../keys/pair-command.ts'

/** Builds it. */
export function keyCommand(): Command {
  return pairCommand({
    description: 'make the key that the collector signs its receipts with',
    help,
    knownBy: 'thumbprint',
    async make(file, publicFile) {
      const jwk = await generateKey('Ed25519')
      await writeKeyFile(file, jwk)
      await writeWhole(publicFile, `${JSON.stringify(publicJwk(jwk))}\n`, { fresh: true })
      return (await describeKey(jwk)).thumbprint
    },
  })
}

const help = `
Ed25519. The private file has mode 600 and stays with the collector. The public file is pinned at every station
(journal: upload: key): what it has signed for, a station may forget in time, and nothing else.

Exit code: 0 made, 2 usage or operator error.

Examples:
  greengate collect key collector.jwk
  greengate collect key collector.jwk --public collector.public.jwk --json`
