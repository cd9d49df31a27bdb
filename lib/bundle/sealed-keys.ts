/** The keys of stations as the bundle carries them: sealed to one group, of no use to anybody else. */
import { shapeOf } from '../encoding/json-shape.ts'

const shape = /* @__PURE__ */ shapeOf('ERR_BUNDLE_MALFORMED')

/** A compact JWE (RFC 7516) whose key is agreed directly, so that its second part is empty. */
const compactJwe = /^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/

/** The payload of a member `keys/<group>`. */
export interface SealedKeys {
  readonly version: number
  /** Unix seconds. */
  readonly expires: number
  readonly group: string
  /** What `openStationKeys` opens. */
  readonly sealed: string
}

/** @throws GreengateError `ERR_BUNDLE_MALFORMED`, also when they are not those that their name says. */
export function parseSealedKeys(value: unknown, name: string): SealedKeys {
  const keys = shape.record(value, 'keys', ['version', 'expires', 'group', 'sealed'])
  const group = shape.text(keys['group'], 'group')
  const { sealed } = keys
  if (name !== `keys/${group}`) throw shape.refuse('keys', 'differ from their name')
  if (typeof sealed !== 'string' || !compactJwe.test(sealed)) {
    throw shape.refuse('sealed', 'must be a compact JWE')
  }
  return {
    version: shape.integer(keys['version'], 'version', 1),
    expires: shape.instant(keys['expires'], 'expires'),
    group,
    sealed,
  }
}
