/** Makes the keys of holders: to files of mode 600, or sealed to a person's age recipient. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { generateKey, publicJwk, thumbprint, type Algorithm, type PublicJwk } from 'greengate/issue'
import { fileError, kindAt, writeWhole } from '../edges/file.ts'
import { writeKeyFile } from '../keys/key-file.ts'
import type { Holder } from './holders.ts'
import { keySigner, readPublicKey, type DocumentSigner } from './signer.ts'

/** A key that a holder has now. */
export interface HeldKey {
  readonly holder: Holder
  readonly jwk: PublicJwk
  readonly thumbprint: string
  /** In `keys/`; undefined where the private part is elsewhere. */
  readonly file: string | undefined
  /** While the ceremony lasts; undefined where the private part is elsewhere. */
  readonly signer: DocumentSigner | undefined
}

/** Makes one key for each holder of a role; `keys/trust-1.jwk`, or `keys/trust-1.jwk.age`. */
export async function makeHeldKeys(
  folder: string,
  role: string,
  holders: readonly Holder[],
  alg: Algorithm,
): Promise<readonly HeldKey[]> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw fileError(folder, error, 'name a folder that can be made')
  }
  const held: HeldKey[] = []
  for (const holder of holders) held.push(await makeHeldKey(folder, role, holder, alg))
  return held
}

async function makeHeldKey(
  folder: string,
  role: string,
  holder: Holder,
  alg: Algorithm,
): Promise<HeldKey> {
  if (holder.publicFile !== undefined) {
    const jwk = await readPublicKey(holder.publicFile)
    const name = await thumbprint(jwk)
    return { holder, jwk, thumbprint: name, file: undefined, signer: undefined }
  }
  const key = await generateKey(alg)
  const plain = await freeName(folder, role)
  const { recipient } = holder
  const file = recipient === undefined ? plain : `${plain}.age`
  if (recipient === undefined) await writeKeyFile(join(folder, file), key)
  else {
    const { seal } = await import('./age-file.ts')
    const sealed = await seal(`${JSON.stringify(key)}\n`, recipient)
    await writeWhole(join(folder, file), sealed, { mode: 0o600, fresh: true })
  }
  const signer = await keySigner(key, file)
  return { holder, jwk: publicJwk(key), thumbprint: signer.thumbprint, file, signer }
}

async function freeName(folder: string, role: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = `${role}-${number}.jwk`
    const taken = [name, `${name}.age`].map((each) => kindAt(join(folder, each)))
    if ((await Promise.all(taken)).every((kind) => kind === 'nothing')) return name
  }
}
