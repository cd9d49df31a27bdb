/** Gets codes for a key of this device and keeps them: asks with a proof of the key, and again when one is due. */
import { createHolderKey, holderKeyOf, requestText, type HolderKey } from 'greengate/holder'
import { DeskRefusal, type DeskClient } from '../../shared/desk-client.ts'
import type { Code, Kept, KeptCode } from './kept.ts'

/** Keeps codes of the people of one account. */
export interface CodeKeeper {
  /** The key by which codes are shown live. */
  key(): Promise<HolderKey>
  /** What is on this device. */
  kept(person: string): Promise<KeptCode | undefined>
  /**
   * The newest code, from the desk.
   *
   * @throws DeskRefusal
   */
  fetch(person: string): Promise<KeptCode>
}

/** Makes one over what is kept. */
export function codeKeeper(client: DeskClient, kept: Kept): CodeKeeper {
  let made: Promise<HolderKey> | undefined
  const key = (): Promise<HolderKey> => (made ??= keyOf(kept))
  return {
    key,
    kept: (person) => kept.readCode(person),
    fetch: async (person) => {
      const code = await codeOf(client, person, await key())
      const { standing } = await client('GET /people/:id', { params: { id: person } })
      const isSame =
        standing !== undefined && standing.rule === code.rule && standing.version === code.version
      const said = isSame ? standing : { reason: undefined, missing: [] }
      const all = { code, reason: said.reason, missing: said.missing }
      await kept.writeCode(person, all)
      return all
    },
  }
}

async function keyOf(kept: Kept): Promise<HolderKey> {
  const pair = await kept.readKey()
  if (pair !== undefined) return holderKeyOf(pair)
  const made = await createHolderKey()
  await kept.writeKey(made.pair)
  return made
}

async function codeOf(client: DeskClient, person: string, key: HolderKey): Promise<Code> {
  const params = { id: person }
  const holder = await digestOf(key)
  try {
    return await client('GET /people/:id/code', { params, query: { holder } })
  } catch (error) {
    // This key never had one.
    if (!(error instanceof DeskRefusal) || error.code !== 'no-code') throw error
  }
  const { challenge } = await client('POST /people/:id/challenges', { params })
  const request = await requestText(key, { challenge: bytesOf(challenge) })
  return client('POST /people/:id/codes', { params, body: { request } })
}

/** RFC 7638, as the desk names a key. */
async function digestOf({ publicJwk }: HolderKey): Promise<string> {
  const { crv, kty, x } = publicJwk
  const members = publicJwk.kty === 'EC' ? { crv, kty, x, y: publicJwk.y } : { crv, kty, x }
  const bytes = new TextEncoder().encode(JSON.stringify(members))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return btoa(String.fromCharCode(...digest))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

function bytesOf(base64url: string): Uint8Array {
  const base64 = base64url.replaceAll('-', '+').replaceAll('_', '/')
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
