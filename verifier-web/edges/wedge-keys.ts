/** What a key types by its place on the keyboard, on the US layout that a scanner is set to: no layout of this machine matters. */

const shifted = ')!@#$%^&*('
const others: Readonly<Record<string, string>> = {
  Space: '  ',
  Backquote: '`~',
  Minus: '-_',
  Equal: '=+',
  BracketLeft: '[{',
  BracketRight: ']}',
  Backslash: '\\|',
  Semicolon: ';:',
  Quote: '\'"',
  Comma: ',<',
  Period: '.>',
  Slash: '/?',
  NumpadDecimal: '..',
  NumpadAdd: '++',
  NumpadSubtract: '--',
  NumpadMultiply: '**',
  NumpadDivide: '//',
}

/** The character of a key; undefined: it types none. Caps Lock is not asked: a scanner holds Shift. */
export function characterOf(code: string, isShifted: boolean): string | undefined {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter !== undefined) return isShifted ? letter : letter.toLowerCase()
  const digit = /^Digit(\d)$/.exec(code)?.[1]
  if (digit !== undefined) return isShifted ? shifted.charAt(Number(digit)) : digit
  return numpadDigitOf(code) ?? others[code]?.charAt(isShifted ? 1 : 0)
}

/** The digit of a key of the number pad. */
export const numpadDigitOf = (code: string): string | undefined => /^Numpad(\d)$/.exec(code)?.[1]

/** What ends a scan. */
export const isSuffix = (code: string): boolean =>
  code === 'Enter' || code === 'NumpadEnter' || code === 'Tab'

/** Keys that type nothing and change what others type. */
export const isModifier = (code: string): boolean =>
  /^(?:Shift|Control|Alt|Meta)(?:Left|Right)$|^(?:CapsLock|NumLock)$/.test(code)
