/** Reads the keys of a DID document of the method `web`: what New Zealand's passes are signed with. */
import { parseOtherJwk, type OtherJwk } from '../crypto/other-key.ts'
import { shapeOf } from '../encoding/json-shape.ts'
import { GreengateError } from '../errors.ts'

const shape = /* @__PURE__ */ shapeOf('ERR_TRUST_LIST_MALFORMED')

/** Whose keys they are, and the keys that may sign statements. */
export interface DidDocument {
  /** `did:web:…`: an authority's id. */
  readonly id: string
  /** `kid`: the fragment of the verification method. */
  readonly keys: readonly { readonly kid: string; readonly jwk: OtherJwk }[]
}

/**
 * Reads a document: the methods of the type `JsonWebKey2020` that its `assertionMethod` names. Methods of other types
 * and keys of other kinds are passed over: they are for other uses.
 *
 * @throws GreengateError `ERR_TRUST_LIST_MALFORMED`, also where no key is left; `ERR_KEY_MALFORMED`
 */
export function parseDidDocument(value: unknown): DidDocument {
  const document = membersOf(value, 'document')
  const id = shape.text(document['id'], 'document.id')
  if (!id.startsWith('did:web:')) throw shape.refuse('document.id', 'must be a did:web')
  const listed = shape.list(document['assertionMethod'], 'document.assertionMethod', (item) => item)
  const named = new Set(listed.filter((item) => typeof item === 'string').map(absolute))
  const methods = shape.list(
    document['verificationMethod'] ?? [],
    'document.verificationMethod',
    membersOf,
  )
  // A method may also be written out where it is named, and is then for nothing else.
  const inPlace = listed
    .filter((item) => typeof item !== 'string')
    .map((item) => membersOf(item, 'document.assertionMethod'))
  const signing = [...methods.filter((method) => named.has(absolute(method['id']))), ...inPlace]
  const keys = signing.flatMap((method) => {
    const at = absolute(method['id'])
    if (method['type'] !== 'JsonWebKey2020' || !at.startsWith(`${id}#`)) return []
    const jwk = readableKey(method['publicKeyJwk'])
    return jwk === undefined ? [] : [{ kid: at.slice(id.length + 1), jwk }]
  })
  if (keys.length === 0) throw shape.refuse('document', 'has no key for assertions')
  return { id, keys }

  /** A reference that begins with its fragment is to the document itself. */
  function absolute(reference: unknown): string {
    const text = typeof reference === 'string' ? reference : ''
    return text.startsWith('#') ? id + text : text
  }
}

function membersOf(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw shape.refuse(where, 'must be an object')
  }
  return value as Record<string, unknown>
}

function readableKey(value: unknown): OtherJwk | undefined {
  try {
    return parseOtherJwk(value)
  } catch (error) {
    if (!(error instanceof GreengateError) || error.code !== 'ERR_KEY_UNSUPPORTED') throw error
    return undefined
  }
}
