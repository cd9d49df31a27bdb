/** The keys of an authority that a desk signs with: of the role status, and of snapshot and timestamp. */
import {
  keySigner,
  onlineSigners,
  readPrivateKey,
  type Authority,
  type DocumentSigner,
} from 'greengate-cli/bundle'
import type { AuthoritySigners } from '../feeds/authority-publisher.ts'
import type { DeskConfiguration } from './read-desk-file.ts'

/** Opens those that desk.yaml names, or else those that lie with the authority. */
export async function openSigners(
  { authority: { statusKey, onlineKeys } }: Pick<DeskConfiguration, 'authority'>,
  authority: Authority,
): Promise<AuthoritySigners> {
  const online =
    onlineKeys === undefined
      ? await onlineSigners(authority, {})
      : await Promise.all(onlineKeys.map(signerOf))
  return { status: await signerOf(statusKey), online }
}

async function signerOf(file: string): Promise<DocumentSigner> {
  return keySigner(await readPrivateKey(file), file)
}
