/** The keys that lie in the folder of an authority: on the publisher's machine, those that sign online. */
import { join } from 'node:path'
import type { Authority } from './authority.ts'
import { filesUnder, parts } from './authority.ts'
import { keySigner, openSigner, type DocumentSigner, type SignerOptions } from './signer.ts'
import { readPrivateKey } from '../keys/key-file.ts'

/**
 * Opens every key in `keys/` that is not sealed, and the one that is named besides.
 *
 * @throws {@link OperatorError}
 */
export async function onlineSigners(
  { folder }: Authority,
  options: SignerOptions,
): Promise<readonly DocumentSigner[]> {
  const signers: DocumentSigner[] = []
  for (const name of await filesUnder(join(folder, parts.keys))) {
    if (!name.endsWith('.jwk')) continue
    const path = join(folder, parts.keys, name)
    signers.push(await keySigner(await readPrivateKey(path), path))
  }
  const isNamed = [options.key, options.command, options.pkcs11].some((each) => each !== undefined)
  return isNamed ? [...signers, await openSigner(options)] : signers
}
