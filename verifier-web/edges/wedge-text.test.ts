/** Scanners and people at one keyboard, told apart by their keys and times. */
import { expect, test } from 'vitest'
import { characterOf } from './wedge-keys.ts'
import { wedgeText, wedgeTimes, type KeyStroke, type WedgeAnswer } from './wedge-text.ts'

/** Every key of a US keyboard that types a character, as code and Shift; written by hand. */
const rows: readonly (readonly [codes: string, plain: string, shifted: string])[] = [
  ['Backquote Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7', '`1234567', '~!@#$%^&'],
  ['Digit8 Digit9 Digit0 Minus Equal BracketLeft BracketRight', '890-=[]', '*()_+{}'],
  ['Backslash Semicolon Quote Comma Period Slash Space', "\\;',./ ", '|:"<>? '],
  ['KeyA KeyM KeyQ KeyW KeyY KeyZ', 'amqwyz', 'AMQWYZ'],
]
const everyKey = rows.flatMap(([codes, plain, shifted]) =>
  codes
    .split(' ')
    .flatMap((code, i) => [
      [code, false, plain.charAt(i)] as const,
      [code, true, shifted.charAt(i)] as const,
    ]),
)
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
const keyOf = new Map<string, readonly [code: string, isShifted: boolean]>([
  ...everyKey.map(([code, isShifted, character]) => [character, [code, isShifted]] as const),
  ...letters.map((letter) => [letter, [`Key${letter}`, true]] as const),
  ...letters.map((letter) => [letter.toLowerCase(), [`Key${letter}`, false]] as const),
])

const base: KeyStroke = {
  code: 'KeyA',
  isShifted: false,
  isCommand: false,
  isAlt: false,
  isRepeat: false,
  isByHand: false,
  atMs: 0,
}

/** Types, one key each so many milliseconds, and gives what each key made. */
function typist(stepMs: number, wedge = wedgeText(), from = 1_000) {
  let atMs = from
  const answers: WedgeAnswer[] = []
  const press = (code: string, more: Partial<KeyStroke> = {}) => {
    atMs += stepMs
    const answer = wedge.down({ ...base, code, ...more, atMs })
    answers.push(answer)
    return answer
  }
  const type = (text: string, more: Partial<KeyStroke> = {}) => {
    for (const character of text) {
      const [code, isShifted] = keyOf.get(character)!
      if (isShifted) wedge.down({ ...base, code: 'ShiftLeft', isShifted, ...more, atMs })
      press(code, { isShifted, ...more })
    }
  }
  const told = () =>
    answers.flatMap(({ text, noise }) => [
      ...(noise === undefined ? [] : [noise.why]),
      ...(text === undefined ? [] : [text]),
    ])
  return { press, type, told, answers, wedge, pause: (ms: number) => (atMs += ms) }
}

test('every key types what it types on a US keyboard', () => {
  for (const [code, isShifted, character] of everyKey)
    expect([code, isShifted, characterOf(code, isShifted)]).toEqual([code, isShifted, character])
  for (const code of ['Escape', 'F1', 'ArrowDown', 'IntlBackslash', 'Dead'])
    expect(characterOf(code, false)).toBeUndefined()
  expect(characterOf('Numpad7', false)).toBe('7')
})

test('what a scanner types is a text when Enter or Tab comes, whatever it is made of', () => {
  const all = [...keyOf.keys()].join('')
  const { type, press, told } = typist(4)
  type(all)
  press('Enter')
  type('GG1:ABC-9')
  press('Tab')
  expect(told()).toEqual([all, 'GG1:ABC-9'])
})

test('a scanner’s Enter presses nothing, nor does a second one, nor the space within a code', () => {
  const { type, press, answers } = typist(4)
  type('GG1:A B')
  const last = [press('Enter'), press('Enter'), press('KeyJ', { isCommand: true })]
  expect(last.map(({ isTaken }) => isTaken)).toEqual([true, true, true])
  // Only what came first could be anybody's.
  expect(answers.findLastIndex(({ isTaken }) => !isTaken)).toBeLessThan(4)
})

test('a person who types is left alone: no key is taken, and nothing is told', () => {
  const { type, press, answers, told } = typist(60)
  type('hello there ')
  press('Enter')
  press('Tab')
  press('Space')
  expect(answers.some(({ isTaken }) => isTaken)).toBe(false)
  expect(told()).toEqual([])
})

test('in a field that people type in two quick keys are theirs, and a scan is not', () => {
  const quick = typist(8)
  quick.type('12', { isByHand: true })
  quick.pause(300)
  quick.type('345', { isByHand: true })
  expect(quick.answers.some(({ isTaken }) => isTaken)).toBe(false)
  const scan = typist(8)
  scan.type('GG1:12345', { isByHand: true })
  expect(scan.press('Enter', { isByHand: true })).toEqual({ isTaken: true, text: 'GG1:12345' })
})

test('a key that repeats by itself is typed once', () => {
  const { type, press, told } = typist(4)
  type('GG1:AB')
  for (let n = 0; n < 5; n++) press('KeyB', { isRepeat: true })
  type('C')
  press('Enter')
  expect(told()).toEqual(['GG1:ABC'])
})

test('a character that is typed by its number is understood, and one beyond ASCII is not guessed', () => {
  const byNumber = (...numbers: string[]) => {
    const { press, told, wedge } = typist(3)
    for (const number of numbers) {
      press('AltLeft', { isAlt: true })
      for (const digit of number) press(`Numpad${digit}`, { isAlt: true })
      wedge.up('AltLeft')
    }
    press('Enter')
    return told()
  }
  expect(byNumber('071', '71', '0049', '58', '65', '43')).toEqual(['GG1:A+'])
  expect(byNumber('071', '71', '0049', '58', '65', '0228')).toEqual(['unknown-key'])
})

test('the separator of GS1 is typed as Ctrl and a bracket', () => {
  const { type, press, told } = typist(4)
  type('0104')
  press('BracketRight', { isCommand: true })
  type('17')
  press('Enter')
  expect(told()).toEqual(['0104\u001D17'])
})

test.each([
  ['too short for a code', 'ABC', 'too-short'],
  ['longer than any code', 'A'.repeat(7_090), 'too-long'],
])('a scan that is %s is noise, and its Enter presses nothing', (_what, text, why) => {
  const { type, press, told } = typist(2)
  type(text)
  expect(press('Enter').isTaken).toBe(true)
  expect(told()).toEqual([why])
})

test('a scan with a key that types nothing is noise', () => {
  const { type, press, told } = typist(4)
  type('GG1:AB')
  press('F5')
  type('CD')
  press('Enter')
  expect(told()).toEqual(['unknown-key'])
})

test('a scan without its suffix is noise when it is over, and the next one is whole', () => {
  const { type, press, told, pause, wedge } = typist(4)
  type('GG1:HALF')
  pause(wedgeTimes.gapMs)
  type('GG1:WHOLE')
  press('Enter')
  expect(told()).toEqual(['no-suffix', 'GG1:WHOLE'])
  type('GG1:HALF')
  expect(wedge.silence()).toEqual({ why: 'no-suffix', text: 'GG1:HALF' })
  expect(wedge.silence()).toBeUndefined()
})

test('the gap may be longer, for scanners that are slow', () => {
  const slow = typist(45, wedgeText({ averageMs: 50, gapMs: 200, minLength: 6 }))
  slow.type('GG1:ABC')
  slow.press('Enter')
  expect(slow.told()).toEqual(['GG1:ABC'])
  const strict = typist(45)
  strict.type('GG1:ABC')
  strict.press('Enter')
  expect(strict.told()).toEqual([])
})
