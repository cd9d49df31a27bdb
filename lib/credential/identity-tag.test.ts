/** The identity tag, held against an HMAC by Node over CBOR by another encoder. */
import { createHmac } from 'node:crypto'
import { encode } from 'cbor2'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { identityTag } from './identity-tag.ts'

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const ascii = fc.stringMatching(/^[a-cX-Z019-]{1,300}$/)

test('the tag is over the CBOR that the format says, whatever the lengths', async () => {
  const any = fc.tuple(bytes(32), bytes(8), ascii, ascii)
  await fc.assert(
    fc.asyncProperty(any, async ([key, cti, type, number]) => {
      const message = encode(['greengate-tag-1', cti, type, number.toUpperCase()])
      const whole = createHmac('sha256', key).update(message).digest()
      expect(Buffer.from(await identityTag(key, cti, type, number))).toEqual(whole.subarray(0, 16))
    }),
  )
})
