/** For the test of `<greengate-decision>`: what somebody sees of the card, and where the keyboard leads. */
import { Key, type Browser } from 'webdriverio'
import type {} from './greengate-decision.ts'
import type {} from './greengate-explanation.ts'

/** What stands in the card. Runs in the page. */
export function readCard() {
  const root = document.querySelector('greengate-decision')?.shadowRoot
  const all = (selector: string) => [...(root?.querySelectorAll<HTMLElement>(selector) ?? [])]
  const inner = root?.querySelector('greengate-explanation')?.shadowRoot
  return {
    outcomes: all('.outcome-shape').map((shape) => shape.dataset['outcome']),
    reasons: all('[data-reason]').map((line) => line.dataset['reason']),
    steps: all('[part=next] .step').length,
    status: root?.querySelector<HTMLElement>('[role=status]')?.innerText ?? '',
    inputs: all('[data-role]').map((line) => line.dataset['state']),
    isFreshnessOpen: all('[part=freshness]').some((line) => line.hasAttribute('open')),
    facts: all('[data-fact]').map((row) => row.dataset['fact']),
    rules: [...(inner?.querySelectorAll<HTMLElement>('[data-rule]') ?? [])].map((rule) => ({
      no: rule.dataset['rule'],
      state: rule.dataset['state'],
      isSeen: rule.querySelector('summary')?.checkVisibility() === true,
      isOpen: rule.querySelector('details')?.open === true,
      text: rule.innerText,
    })),
    canBeExplained: all('[part=explanation]').length > 0,
    emergencies: inner?.querySelectorAll('[data-emergency]').length ?? 0,
  }
}

/** Goes to the next thing that takes the focus; says what it is. */
export async function tab(browser: Browser): Promise<string> {
  await browser.keys(Key.Tab)
  return browser.execute(() => {
    let at = document.activeElement
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
    return at?.id || at?.parentElement?.className.split(' ')[0] || at?.localName || ''
  })
}
