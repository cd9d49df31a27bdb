/** Makes a tar archive (POSIX ustar) of a few small texts. */

/** A file of the archive. */
export interface ArchivedFile {
  /** At most 100 characters of ASCII. */
  readonly name: string
  readonly text: string
}

const block = 512

/** The bytes of the archive: a header and padded content for each file, two empty blocks at the end. */
export function tar(files: readonly ArchivedFile[], at: Date): Uint8Array {
  const parts = files.flatMap(({ name, text }) => {
    const content = Buffer.from(text, 'utf8')
    const padding = Buffer.alloc((block - (content.length % block)) % block)
    return [header(name, content.length, at), content, padding]
  })
  return new Uint8Array(Buffer.concat([...parts, Buffer.alloc(2 * block)]))
}

function header(name: string, length: number, at: Date): Buffer {
  const bytes = Buffer.alloc(block)
  const put = (text: string, offset: number) => bytes.write(text, offset, 'ascii')
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`
  put(name, 0)
  put(octal(0o600, 7), 100)
  put(octal(0, 7), 108)
  put(octal(0, 7), 116)
  put(octal(length, 11), 124)
  put(octal(Math.floor(at.getTime() / 1_000), 11), 136)
  // The sum is taken with its own field full of spaces.
  put('        ', 148)
  put('0', 156)
  put('ustar\u000000', 257)
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return bytes
}
