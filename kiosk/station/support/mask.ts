/** Masks what a support bundle must not tell: paths of users, addresses with more than a host, anything like a number of a person. */

/** A user's folder, whoever it is. */
const homes = /(?<=\/(?:home|Users)\/)[^/\s"']+/g
/** Codes as text, and long runs of digits: none of them is ever in a log, and none may leave if one were. */
const codes = /\b(?:GG1|HC1|shc|NZCP):[^\s"']+/gi
const numbers = /\d{9,}[\dxX]?/g
/** What stands behind the host of an address may be a token. */
const addresses = /\b(https?:\/\/)[^\s"'/]*?([^\s"'/@]+)(?:\/[^\s"']*)?/g

/** Masks a text. */
export const masked = (text: string): string =>
  text
    .replaceAll(addresses, '$1$2/...')
    .replaceAll(codes, '[code]')
    .replaceAll(homes, 'user')
    .replaceAll(numbers, '[number]')

/** Masks every text in a value that is to be JSON. */
export const maskedJson = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => (typeof one === 'string' ? masked(one) : one), 2)
