/** How a member names raw data: by length and digest. */
import { shapeOf } from '../encoding/json-shape.ts'

const shape = /* @__PURE__ */ shapeOf('ERR_BUNDLE_MALFORMED')

/** Raw data that a member names. */
export interface NamedData {
  readonly length: number
  /** SHA-256, base64url. */
  readonly sha256: string
}

/** @throws GreengateError `ERR_BUNDLE_MALFORMED` */
export function parseNamedData(value: unknown, where: string): NamedData {
  const data = shape.record(value, where, ['length', 'sha256'])
  return {
    length: shape.integer(data['length'], `${where}.length`),
    sha256: shape.text(data['sha256'], `${where}.sha256`),
  }
}
