/** Private keys sealed to a person: files of age (age-encryption.org), opened again by that person's identity. */
import { Decrypter, Encrypter } from 'age-encryption'
import { readBytes } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'

const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * Seals a text to a recipient, `age1...`.
 *
 * @throws {@link OperatorError} for what is no recipient
 */
export async function seal(text: string, recipient: string): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  try {
    encrypter.addRecipient(recipient)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new OperatorError(
      'an age recipient: must begin with age1 and be whole; make one with age-keygen',
    )
  }
  return encrypter.encrypt(text)
}

/**
 * Opens a sealed file.
 *
 * @param identity - A file as age-keygen writes it; its comments are passed over.
 * @throws {@link OperatorError}
 */
export async function openSealed(path: string, identity: string): Promise<string> {
  const sealed = await readBytes(path, 'a sealed key')
  const lines = decoder.decode(await readBytes(identity, 'an age identity')).split(/\r?\n/)
  const decrypter = new Decrypter()
  try {
    for (const line of lines) if (/^AGE-SECRET-KEY-/.test(line)) decrypter.addIdentity(line.trim())
    return await decrypter.decrypt(sealed, 'text')
  } catch (error) {
    // Its messages may tell of the key; ours do not.
    if (!(error instanceof Error)) throw error
    throw new OperatorError(
      `${path}: is not sealed to the identity in ${identity}; give that of the holder with --identity`,
    )
  }
}
