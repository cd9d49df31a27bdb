/** A keyboard for tests in Chromium: keys by their place, with the characters of another layout, at times of one's own choice. */
import type { Browser } from 'webdriverio'

/** How something is typed. */
export interface TypingOptions {
  /** What the system takes the keyboard for. */
  readonly layout?: 'us' | 'de' | 'fr'
  readonly isCapsLocked?: boolean
  /** An input method takes each key, and begins to make a word of them. */
  readonly isComposed?: boolean
  /** By the keys' own time, in milliseconds. */
  readonly everyMs: number
  /** And before the first of them. */
  readonly afterMs?: number
}

/** A keyboard at the page that a browser shows. */
export interface Keyboard {
  /** Takes the page's time anew, after it was loaded. */
  begin(): Promise<void>
  /** Presses the keys of a US keyboard for a text; a line end is Enter. Resolves when the page had them all. */
  type(text: string, options: TypingOptions): Promise<void>
  close(): void
}

const plain = "`1234567890-=[]\\;',./"
const shifted = '~!@#$%^&*()_+{}|:"<>?'
const codes =
  'Backquote Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal ' +
  'BracketLeft BracketRight Backslash Semicolon Quote Comma Period Slash'
/** What the same keys type elsewhere: the letters that are not where they are on a US keyboard, and the row of digits. */
const elsewhere: Readonly<Record<'us' | 'de' | 'fr', Readonly<Record<string, string>>>> = {
  us: {},
  de: { y: 'z', z: 'y', Y: 'Z', Z: 'Y', ':': 'Ö', '/': '-', '-': 'ß', '*': '(', '+': '`' },
  fr: { q: 'a', a: 'q', Q: 'A', A: 'Q', w: 'z', z: 'w', W: 'Z', Z: 'W', 1: '&', 2: 'é', ':': 'M' },
}

interface Key {
  readonly code: string
  readonly isShifted: boolean
  readonly text: string
}

function keyFor(character: string): Key {
  if (character === '\n') return { code: 'Enter', isShifted: false, text: '\r' }
  if (character === ' ') return { code: 'Space', isShifted: false, text: ' ' }
  if (/[a-z]/i.test(character)) {
    const upper = character.toUpperCase()
    return { code: `Key${upper}`, isShifted: character === upper, text: character }
  }
  const at = plain.indexOf(character)
  const place = at === -1 ? shifted.indexOf(character) : at
  return { code: codes.split(' ')[place] ?? '', isShifted: at === -1, text: character }
}

const swapCase = (text: string) =>
  text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase()

/** Opens one. Its own connection: what is sent over it arrives in order, without waiting for each key. */
export async function openKeyboard(browser: Browser): Promise<Keyboard> {
  const chrome = browser.capabilities['goog:chromeOptions'] as { readonly debuggerAddress: string }
  const pages = (await (await fetch(`http://${chrome.debuggerAddress}/json`)).json()) as {
    readonly type: string
    readonly webSocketDebuggerUrl: string
  }[]
  const socket = new WebSocket(
    pages.find(({ type }) => type === 'page')?.webSocketDebuggerUrl ?? '',
  )
  await new Promise((opened) => {
    socket.addEventListener('open', opened, { once: true })
  })
  const answered = new Map<number, () => void>()
  let sent = 0
  socket.addEventListener('message', ({ data }) => {
    const { id } = JSON.parse(String(data)) as { readonly id?: number }
    answered.get(id ?? 0)?.()
    answered.delete(id ?? 0)
  })
  let atMs = 0
  const send = (params: object, method = 'Input.dispatchKeyEvent') =>
    new Promise<void>((done) => {
      answered.set(++sent, done)
      socket.send(JSON.stringify({ id: sent, method, params }))
    })

  return {
    async begin() {
      atMs = await browser.execute(() => Date.now())
    },
    async type(
      text,
      { layout = 'us', isCapsLocked = false, isComposed = false, everyMs, afterMs = 0 },
    ) {
      let composed = ''
      const all: Promise<void>[] = []
      atMs += afterMs
      for (const character of text) {
        atMs += everyMs
        const { code, isShifted, text: there } = keyFor(character)
        const typed = elsewhere[layout][there] ?? there
        const key = isCapsLocked ? swapCase(typed) : typed
        const number =
          code === 'Enter' ? 13 : code === 'Space' ? 32 : typed.toUpperCase().charCodeAt(0)
        const common = {
          code,
          key: code === 'Enter' ? 'Enter' : key,
          windowsVirtualKeyCode: number,
          modifiers: isShifted ? 8 : 0,
        }
        const timestamp = atMs / 1_000
        const shift = { code: 'ShiftLeft', key: 'Shift', windowsVirtualKeyCode: 16, timestamp }
        if (isShifted) all.push(send({ type: 'rawKeyDown', ...shift, modifiers: 8 }))
        if (isComposed) {
          const taken = { key: 'Process', windowsVirtualKeyCode: 229 }
          all.push(send({ type: 'rawKeyDown', ...common, ...taken, timestamp }))
          composed += key
          const selection = { selectionStart: composed.length, selectionEnd: composed.length }
          // Whoever takes a key from the page takes it from the input method too, after the first.
          if (composed.length < 3)
            all.push(send({ text: composed, ...selection }, 'Input.imeSetComposition'))
        } else all.push(send({ type: 'keyDown', ...common, timestamp, text: key }))
        all.push(send({ type: 'keyUp', ...common, timestamp: timestamp + 0.001 }))
        if (isShifted) all.push(send({ type: 'keyUp', ...shift, timestamp: timestamp + 0.001 }))
      }
      await Promise.all(all)
    },
    close() {
      socket.close()
    },
  }
}
