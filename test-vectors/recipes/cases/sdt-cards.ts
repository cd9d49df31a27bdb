/** sdt/cards.json: the texts of cards, and what a gate knows of each (docs/card-reader.md 4). */
import { hex } from '../hand/bytes.ts'
import { cardText, type CardField } from '../hand/sdt.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'

type Out = Readonly<Record<string, unknown>> | 'malformed' | 'wrong-kind'

const one = (
  id: string,
  comment: string,
  fields: readonly CardField[],
  ...changes: readonly (CardField | Out)[]
): Case => {
  const isField = (change: CardField | Out): change is CardField => Array.isArray(change)
  const out = changes.find((change): change is Out => !isField(change))
  return {
    id,
    comment,
    text: hex(cardText(...fields, ...changes.filter(isField))),
    out: typeof out === 'string' ? { read: out } : { read: 'card', card: out },
  }
}

const valid = { validFrom: '2015-03-01', validUntil: '2035-03-01', source: 'chip' }
const dates: readonly CardField[] = [
  [188, '20150301'],
  [204, '20350301'],
]

const resident: readonly CardField[] = [
  [0, '张三丰'],
  [30, '2'],
  [32, '01'],
  [36, '19491231'],
  [52, '北京市朝阳区建国路1号'],
  [122, '11010519491231002X'],
  [158, '北京市公安局朝阳分局'],
  ...dates,
]
const residentCard = { type: 'cn-resident-id', number: '11010519491231002X', ...valid }

const permit: readonly CardField[] = [
  [0, '陳大文'],
  [30, '2'],
  [36, '19940823'],
  [52, '广东省深圳市福田区'],
  [122, '810000199408230021'],
  [158, '深圳市公安局'],
  ...dates,
  [220, 'H01234567'],
  [238, '01'],
  [248, 'J'],
]
const permitCard = { type: 'cn-resident-id', number: '810000199408230021', ...valid }

const foreigner: readonly CardField[] = [
  [0, 'TESTER, ANNA MARIA'],
  [120, '2'],
  [122, 'USA330190010111'],
  [152, 'USA'],
  [158, '安娜'],
  ...dates,
  [220, '19900101'],
  [236, '01'],
  [240, '1500'],
  [248, 'I'],
]
const foreignerCard = {
  type: 'permanent-residence',
  number: 'USA330190010111',
  ...valid,
  name: { surname: 'TESTER', given: 'ANNA MARIA' },
  birthDate: '1990-01-01',
}

const newer: readonly CardField[] = [
  [0, '安娜'],
  [30, '2'],
  [32, '01'],
  [36, '19900101'],
  [52, 'TESTER, ANNA MARIA'],
  [122, '933156199001010016'],
  ...dates,
  [242, 'USA'],
  [248, 'Y'],
]
const newerCard = { ...foreignerCard, number: '933156199001010016' }

// prettier-ignore
const cases: readonly Case[] = [
  one('resident', 'a citizen: number and validity', resident, residentCard),
  one('resident-endless', '长期: no last day', resident, [204, '长期      '], { type: 'cn-resident-id', number: '11010519491231002X', validFrom: '2015-03-01', source: 'chip' }),
  one('resident-15', 'a number of 15 digits gets its century and its check', resident, [122, '110105491231002   '], residentCard),
  one('resident-small-x', 'a small x', resident, [122, '11010519491231002x'], residentCard),
  one('resident-nul', 'filled up with zeros', resident, [220, '\0'.repeat(18)], residentCard),
  one('resident-short-zeros', 'a number of 15 digits before zeros', resident, [122, '110105491231002\0\0\0'], residentCard),
  one('resident-check', 'another check character', resident, [122, '110105194912310021'], 'malformed'),
  one('resident-digit', 'another digit, the same check', resident, [122, '11010619491231002X'], 'malformed'),
  one('resident-wide', 'digits of another alphabet', resident, [122, '１１０１０５１９４９１２３１００２Ｘ'], 'malformed'),
  one('resident-birth', 'born on another day than the number says', resident, [36, '19491230'], 'malformed'),
  one('resident-15-birth', 'the short number says another day', resident, [122, '110105491230002   '], 'malformed'),
  one('resident-no-day', 'valid from a day that is none', resident, [188, '20150229'], 'malformed'),
  one('resident-backwards', 'ends before it begins', resident, [204, '20150228'], 'malformed'),
  one('resident-no-end', 'neither a last day nor 长期', resident, [204, '        '], 'malformed'),
  one('resident-no-start', 'no first day', resident, [188, '        '], 'malformed'),
  one('resident-no-number', 'no number', resident, [122, ' '.repeat(18)], 'malformed'),
  one('resident-foreign', 'the number of a foreigner', resident, [36, '19900101'], [122, '933156199001010016'], 'malformed'),
  one('blank', 'nothing at all', [], 'malformed'),
  one('unknown-mark', 'a letter that no layout has', resident, [248, 'Z'], 'wrong-kind'),
  one('permit', 'from Hong Kong', permit, permitCard),
  one('permit-macao', 'from Macao', permit, [36, '19880505'], [122, '820000198805050013'], { ...permitCard, number: '820000198805050013' }),
  one('permit-taiwan', 'from Taiwan, born on 29 February', permit, [36, '20000229'], [122, '830000200002290031'], { ...permitCard, number: '830000200002290031' }),
  one('permit-resident', 'the number of a citizen', permit, [36, '19491231'], [122, '11010519491231002X'], 'malformed'),
  one('permit-endless', 'no permit is without end', permit, [204, '长期      '], 'malformed'),
  one('permit-birth', 'born on another day', permit, [36, '19940824'], 'malformed'),
  one('foreigner', 'a foreigner, as from 2017: the name in Latin letters and the birth date too', foreigner, foreignerCard),
  one('foreigner-whole-name', 'without a comma it is one name', foreigner, [0, 'TESTER ANNA       '], { ...foreignerCard, name: { surname: 'TESTER ANNA', given: '' } }),
  one('foreigner-check', 'another check digit', foreigner, [122, 'USA330190010112'], 'malformed'),
  one('foreigner-birth', 'born in another month', foreigner, [220, '19900201'], 'malformed'),
  one('foreigner-endless', 'no such card is without end', foreigner, [204, '长期      '], 'malformed'),
  one('foreigner-newer-number', 'a number as from 2023 on a card as from 2017', foreigner, [122, '933156199001010'], 'malformed'),
  one('newer', 'a foreigner, as from 2023', newer, newerCard),
  one('newer-long-name', 'a name that goes on in the second field', newer, [52, 'WOLFESCHLEGELSTEINHAUSEN, HUBERT BL'], [220, 'AINE WOLFE '], { ...newerCard, name: { surname: 'WOLFESCHLEGELSTEINHAUSEN', given: 'HUBERT BLAINE WOLFE' } }),
  one('newer-split-at-blank', 'the first field ends with the blank between two names', newer, [52, 'WOLFESCHLEGELSTEINHAUSEN, HUBERT B '], [220, 'LAINE      '], { ...newerCard, name: { surname: 'WOLFESCHLEGELSTEINHAUSEN', given: 'HUBERT B LAINE' } }),
  one('newer-check', 'another check character', newer, [122, '933156199001010018'], 'malformed'),
  one('newer-resident', 'the number of a citizen', newer, [36, '19491231'], [122, '11010519491231002X'], 'malformed'),
  one('newer-older-number', 'a number as from 2017', newer, [122, 'USA330190010111   '], 'malformed'),
]

export const sdtCards: VectorFile = {
  path: 'sdt/cards.json',
  schema: 'sdt-cards',
  about:
    'The 256 bytes of text of identity cards, in all four layouts, and the only things that a gate reads of them.',
  prefix: 'sdt-card',
  cases,
}
