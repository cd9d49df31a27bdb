/** sdt/commands.json: every frame that goes to a reader, as its makers print them (docs/card-reader.md 2). */
import type { VectorFile } from '../hand/vector-file.ts'

// prettier-ignore
const frames: readonly (readonly [id: string, hex: string, command: string | null, comment: string, argument?: number])[] = [
  ['reset-sam', 'aaaaaa9669000310ffec', 'reset-sam', 'restarts the security module'],
  ['sam-status', 'aaaaaa9669000311ffed', 'sam-status', 'whether the security module works'],
  ['sam-id', 'aaaaaa9669000312ffee', 'sam-id', 'which reader this is'],
  ['find-card', 'aaaaaa96690003200122', 'find-card', 'whether a card came'],
  ['select-card', 'aaaaaa96690003200221', 'select-card', 'the card that was found'],
  ['read-base', 'aaaaaa96690003300132', 'read-base', 'text and photograph'],
  ['read-management', 'aaaaaa96690003300536', 'read-management', 'whether the card that was read lies there still'],
  ['read-fingerprints', 'aaaaaa96690003301023', null, 'no gate asks for fingerprints'],
  ['read-address', 'aaaaaa96690003300330', null, 'no gate asks for the address'],
  ['baud-115200', 'aaaaaa96690003600063', 'set-baud', 'the usual rate', 115_200],
  ['baud-57600', 'aaaaaa96690003600162', 'set-baud', 'half of it', 57_600],
  ['baud-38400', 'aaaaaa96690003600261', 'set-baud', 'a third', 38_400],
  ['baud-19200', 'aaaaaa96690003600360', 'set-baud', 'a sixth', 19_200],
  ['baud-9600', 'aaaaaa96690003600467', 'set-baud', 'the slowest', 9_600],
  ['rf-bytes-80', 'aaaaaa9669000461ff50ca', 'set-rf-bytes', 'a byte of data: 80 bytes at once', 0x50],
  ['rf-bytes-88', 'aaaaaa9669000461ff58c2', 'set-rf-bytes', 'a byte of data: 88 bytes at once', 0x58],
]

export const sdtCommands: VectorFile = {
  path: 'sdt/commands.json',
  schema: 'sdt-commands',
  about:
    'Every frame that a station sends to a reader of resident identity cards; command null: one that a reader knows and a station never sends.',
  prefix: 'sdt-command',
  cases: frames.map(([id, hex, command, comment, argument]) => ({
    id,
    comment,
    command,
    ...(argument !== undefined && { argument }),
    hex,
  })),
}
