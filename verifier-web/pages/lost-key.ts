/** Keys that a hardware scanner types while nothing on the page would take them. */

/** Whether a key is a character that no element in its path has a use for; the field should have it. */
export function isLostKey(event: KeyboardEvent): boolean {
  const { key, ctrlKey, altKey, metaKey, isComposing } = event
  // The space bar presses buttons, and no code begins with a space.
  const isCharacter = key.length === 1 && key !== ' '
  if (!isCharacter || ctrlKey || altKey || metaKey || isComposing) return false
  return !event.composedPath().some(takesKeys)
}

function takesKeys(node: EventTarget): boolean {
  return node instanceof HTMLTextAreaElement || node instanceof HTMLSelectElement
}
