/** Writes cards of all four layouts as their chips hold them: for simulated readers, the demo and benches. */

/** What is printed on a card, whoever it is made for; a gate reads little of it. */
export interface SimulatedCard {
  readonly layout: 'resident' | 'residence-permit' | 'permanent-2017' | 'permanent-2023'
  readonly number: string
  /** Of foreigners the Chinese name; it may be empty. */
  readonly name: string
  /** Such as `TESTER, ANNA`; of foreigners only. */
  readonly latinName?: string
  /** GB/T 2261.1: 1 male, 2 female. */
  readonly sex?: '0' | '1' | '2' | '9'
  /** GB/T 3304. */
  readonly ethnicGroup?: string
  readonly birthDate: string
  readonly address?: string
  readonly authority?: string
  readonly nationality?: string
  readonly validFrom: string
  /** null: 长期. */
  readonly validUntil: string | null
}

type Fields = readonly (readonly [offset: number, length: number, text: string])[]

/** The 256 bytes of text of a card. */
export function encodeCard(card: SimulatedCard): Uint8Array {
  const bytes = new Uint8Array(256)
  for (let at = 0; at < bytes.length; at += 2) bytes[at] = 0x20
  for (const [offset, length, text] of fieldsOf(card)) {
    if (text.length * 2 > length) throw new TypeError(`${text.length} characters are too many`)
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      bytes[offset + 2 * i] = unit & 0xff
      bytes[offset + 2 * i + 1] = unit >> 8
    }
  }
  return bytes
}

function fieldsOf(card: SimulatedCard): Fields {
  const { name, latinName = '', number, sex = '0', ethnicGroup = '', address = '' } = card
  const { authority = '', nationality = '' } = card
  const [birth, from] = [digits(card.birthDate), digits(card.validFrom)]
  const until = card.validUntil === null ? '长期' : digits(card.validUntil)
  const dates: Fields = [
    [188, 16, from],
    [204, 16, until],
  ]
  const person: Fields = [
    [0, 30, name],
    [30, 2, sex],
    [36, 16, birth],
    [122, 36, number],
  ]
  const home: Fields = [
    [52, 70, address],
    [158, 30, authority],
  ]
  switch (card.layout) {
    case 'resident':
      return [...person, [32, 4, ethnicGroup], ...home, ...dates]
    case 'residence-permit':
      return [...person, ...home, ...dates, [220, 18, 'H01234567'], [238, 4, '01'], [248, 2, 'J']]
    case 'permanent-2017':
      return [
        [0, 120, latinName],
        [120, 2, sex],
        [122, 30, number],
        [152, 6, nationality],
        [158, 30, name],
        ...dates,
        [220, 16, birth],
        [236, 4, '01'],
        [240, 8, '1500'],
        [248, 2, 'I'],
      ]
    case 'permanent-2023':
      return [
        ...person,
        [32, 4, '01'],
        [52, 70, latinName.slice(0, 35)],
        ...dates,
        [220, 22, latinName.slice(35)],
        [242, 6, nationality],
        [248, 2, 'Y'],
      ]
  }
}

function digits(date: string): string {
  return date.replaceAll('-', '')
}
