/** The shape of the section `counter` of desk.yaml: the devices where people are served. */
import { may, must, object, optional } from '../../kiosk/station/configuration/members.ts'
import { choice, number, oneNumber, path } from '../../kiosk/station/configuration/shape.ts'

const line = must(
  path(),
  'its serial line, best by a name that stays with it: /dev/serial/by-id/...',
)

export const counterShape = object({
  reader: optional(
    object({
      path: line,
      baud: may(
        oneNumber(115_200, 57_600, 38_400, 19_200, 9_600),
        'bits a second on the line',
        115_200,
      ),
    }),
    'the reader of resident identity cards',
  ),
  printer: optional(
    object({
      path: line,
      baud: may(
        oneNumber(9_600, 19_200, 38_400, 57_600, 115_200),
        'bits a second on the line',
        9_600,
      ),
      columns: may(number(32, 64), 'characters of a line: 32 on paper of 58 mm, 48 on 80 mm', 32),
      encoding: may(choice('gb18030', 'utf-8'), 'how it wants its text', 'gb18030'),
    }),
    'prints paper codes as slips; sheets are printed by the browser',
  ),
})
