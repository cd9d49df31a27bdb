/** Runs credential/live.json and credential/requests.json: what holders make, and what issuers open. */
import type { Api, Read, Trial } from './api.ts'
import { fromHex, json } from './bytes.ts'

interface LiveCase {
  readonly id: string
  readonly key: string
  readonly now: string
  readonly deterministic: boolean
  readonly code: string
  readonly text: string
  readonly characters: number
  readonly presentationId: unknown
}

/** A text that is made is another each time where signatures draw a number: then all but that must be the same. */
export const live = (
  api: Api,
  read: Read,
  file: { readonly cases: readonly LiveCase[] },
): Trial[] =>
  file.cases.map(({ id, key, now, deterministic, code, text, characters, presentationId }) => ({
    id,
    expected: { ids: [presentationId, presentationId], characters, text: deterministic && text },
    got: async () => {
      const { jwk } = json(await read(`keys/${key}.json`)) as { readonly jwk: unknown }
      const signer = await api.jwkSigner(jwk)
      const holder = {
        publicJwk: api.publicJwk(jwk),
        sign: (bytes: Uint8Array) => signer.sign(bytes),
      }
      const made = await api.livePresentation(code, holder, new Date(now))
      return {
        ids: [await api.presentationId(text), await api.presentationId(made)],
        characters: made.length,
        text: deterministic && made,
      }
    },
  }))

interface RequestCase {
  readonly id: string
  readonly challenge: string
  readonly text: string
  readonly opened?: unknown
  readonly error?: string
}

/** Opened over the challenge. */
export const requests = (api: Api, file: { readonly cases: readonly RequestCase[] }): Trial[] =>
  file.cases.map(({ id, challenge, text, opened, error }) => ({
    id,
    expected: error === undefined ? opened : { error },
    got: () => api.openRequest(text, fromHex(challenge)),
  }))
