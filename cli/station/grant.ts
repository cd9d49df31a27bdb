/** The key of a group, sealed to one of its stations: a JWE (RFC 7516) by ECDH-ES. */
import { compactDecrypt, CompactEncrypt, importJWK } from 'jose'
import { GreengateError, publicJwk, type PrivateJwk, type PublicJwk } from 'greengate/issue'
import { asObject, parseJson } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'
import type { OpenStation } from './station-folder.ts'

const typ = 'greengate-group-key'

/** What a station gets. */
export interface Grant {
  readonly station: string
  readonly group: string
  readonly key: PrivateJwk
}

/** Seals a group's key to a station. */
export async function sealGrant(
  { station, group, key }: Grant,
  recipient: PublicJwk,
): Promise<string> {
  const grant = { format: 'greengate-group-key-1', station, group, key }
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(grant)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', typ, kid: group })
    .encrypt(await importJWK({ ...recipient }, 'ECDH-ES'))
}

/**
 * Opens what was sealed to this station. Who sealed it, it does not say: the key counts only if the signed roster
 * names it.
 *
 * @throws {@link OperatorError}
 */
export async function openGrant(
  text: string,
  name: string,
  { station, recipient }: OpenStation,
): Promise<Grant> {
  const bad = new OperatorError(
    `${name}: is no group key sealed to ${station.id}; ask for it again with this station's request`,
  )
  try {
    const key = await importJWK({ ...recipient }, 'ECDH-ES')
    const { plaintext, protectedHeader } = await compactDecrypt(text.trim(), key, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    const value = asObject(parseJson(plaintext, name, 'a group key')) ?? {}
    const jwk = asObject(value['key']) ?? {}
    const { d } = jwk
    const isOurs = protectedHeader.typ === typ && value['station'] === station.id
    if (!isOurs || typeof d !== 'string' || typeof value['group'] !== 'string') throw bad
    return { station: station.id, group: value['group'], key: { ...publicJwk(jwk), d } }
  } catch (error) {
    if (error instanceof OperatorError) throw error
    if (!(error instanceof GreengateError) && !(error instanceof Error && 'code' in error)) {
      throw error
    }
    throw bad
  }
}
