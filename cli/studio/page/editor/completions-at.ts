/** What may be typed at a position of a rule set or of its cases: words only, without a page, of any text, broken or not. */
import type { Known } from './known.ts'
import { withNamesOf } from './names-in-text.ts'
import { suggestInCondition } from './suggest-in-condition.ts'
import { suggestItems } from './suggest-items.ts'
import { suggestMembers } from './suggest-members.ts'
import type { Suggestion, Suggestions } from './suggestion.ts'
import { suggestValues } from './suggest-values.ts'
import type { Style } from './yaml-flow.ts'
import { conditionAt, placeAt } from './yaml-place.ts'

/** The words; undefined where there is nothing to say. */
export function completionsAt(
  text: string,
  position: number,
  given: Known,
): Suggestions | undefined {
  const place = placeAt(text, position)
  if (place === undefined) return undefined
  const known = withNamesOf(text, place.outline, given)
  const condition = known.kind === 'rules' ? conditionAt(text, place, position) : undefined
  if (condition !== undefined) {
    const { source, index, style } = condition
    const found = suggestInCondition(source.text, index, known)
    if (found === undefined) return undefined
    return {
      ...found,
      from: source.offsetAt(found.from),
      to: Math.max(position, source.offsetAt(found.to)),
      options: found.options.map((option) => inScalar(option, style)),
    }
  }
  const options = [
    ...suggestItems(text, place, known),
    ...suggestMembers(text, place, known),
    ...suggestValues(text, place, known),
  ]
  if (options.length === 0) return undefined
  const isQuoted = place.style === 'single' || place.style === 'double'
  const from = isQuoted ? Math.min(position, place.from + 1) : place.from
  // What stands behind the cursor stays, but for a key, of which there is one a line.
  const to = place.hasColon ? place.to : position
  return { from, to, isEager: place.valueAt !== undefined && place.keyIn === undefined, options }
}

const escapes: Partial<Record<Style, (text: string) => string>> = {
  single: (text) => text.replaceAll("'", "''"),
  double: (text) => text.replace(/["\\]/g, '\\$&'),
}

/** As it is written within the quotes of the YAML. */
function inScalar(option: Suggestion, style: Style): Suggestion {
  const escape = escapes[style]
  if (escape === undefined) return option
  const written = escape(option.apply ?? option.label)
  return written === option.label ? option : { ...option, apply: written }
}
