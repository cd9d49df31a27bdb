/** Texts of any characters. That of fast-check with the unit `binary` is the same, but takes seconds to begin. */
import fc from 'fast-check'

/** All code points but surrogates, those of ASCII more often than others. */
const codePoint = fc.oneof(fc.nat(0x7f), fc.nat(0xd7ff), fc.integer({ min: 0xe000, max: 0x10ffff }))

/** Any text of at most so many code points. */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc.array(codePoint, { maxLength }).map((points) => String.fromCodePoint(...points))
}
