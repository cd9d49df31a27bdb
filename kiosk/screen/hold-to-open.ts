/** A button that a passing finger does not press: it must be held, while a keyboard presses it as ever. */

/** How long a finger holds it. */
export const holdMs = 900

/** What to put on the button. */
export interface Held {
  readonly down: () => void
  readonly up: () => void
  readonly click: (event: Pick<MouseEvent, 'detail'>) => void
}

// One for the whole page: the view may be drawn anew while the finger is down.
let holding: ReturnType<typeof setTimeout> | undefined

// One too: however often it is added, the page has it once.
const up = () => {
  clearTimeout(holding)
  holding = undefined
}

/** Calls back once it was held, or pressed by a keyboard or an assistive technology. */
export function holdToOpen(open: () => void): Held {
  return {
    down() {
      up()
      holding = setTimeout(open, holdMs)
      // Another view may have taken the button away by the time the finger leaves it.
      for (const ends of ['pointerup', 'pointercancel']) addEventListener(ends, up, { once: true })
    },
    up,
    click({ detail }) {
      // A click that no pointer made has no count.
      if (detail === 0) open()
    },
  }
}
