/** What may be typed within a condition: by the pieces before the cursor, however broken they are. */
import { comparisons, plurals, quantifiers, spans, timed } from '../../../language/words.ts'
import { piecesOf, type Piece } from './condition-pieces.ts'
import { spotsOf, type Spot } from './condition-walk.ts'
import {
  isNumber,
  isSameUnit,
  isTime,
  kindNamed,
  valueWords,
  type Known,
  type ValueWords,
} from './known.ts'
import { languageWords, forms } from './language-words.ts'
import {
  fieldDetail,
  fieldInfo,
  kindInfo,
  measurementInfo,
  parameterDetail,
  parameterInfo,
  valueSetDetail,
  valueSetInfo,
} from './name-words.ts'
import { nameInCondition, type Suggestion, type Suggestions } from './suggestion.ts'

/** What may stand at an index of a condition. */
export function suggestInCondition(
  condition: string,
  index: number,
  known: Known,
): Suggestions | undefined {
  const pieces = piecesOf(condition)
  const before = pieces.findIndex(({ end }) => end >= index)
  const at = before < 0 ? pieces.length : before
  const piece = pieces[at]
  const spot = spotsOf(pieces)[at]
  if (spot === undefined) return undefined
  if (piece === undefined || piece.start >= index) return eager(spot, index, index, known)
  switch (piece.type) {
    case 'comment':
    case 'number':
      return undefined
    case 'open':
    case 'text':
      return inQuotes(piece, condition, index, spot, known)
    case 'sign':
      // Behind a sign something else begins.
      return piece.end > index ? undefined : afterSign(pieces, at, index, known)
    case 'bad':
      if (piece.text !== '$') return afterSign(pieces, at, index, known)
      return all(parameters(known, spot), piece.start, index)
    case 'parameter':
      return all(parameters(known, spot), piece.start, index)
    case 'word':
    case 'name':
      return all(options(spot, known), piece.start, piece.text.startsWith('`') ? piece.end : index)
  }
}

const all = (options: readonly Suggestion[], from: number, to: number): Suggestions | undefined =>
  options.length === 0 ? undefined : { from, to, isEager: true, options }

function afterSign(
  pieces: readonly Piece[],
  at: number,
  index: number,
  known: Known,
): Suggestions | undefined {
  const spot = spotsOf(pieces)[at + 1]
  return spot === undefined ? undefined : eager(spot, index, index, known)
}

/** Nothing is typed yet: shown at once only where few things can be meant. */
function eager(spot: Spot, from: number, to: number, known: Known): Suggestions | undefined {
  const { expected, side, left } = spot
  const words = valueWords(known, left)
  const isValue = expected === 'operand' && side === 'right' && words?.values !== undefined
  const isEager = isValue || ['kind', 'by-field', 'member', 'set'].includes(expected)
  const found = all(options(spot, known), from, to)
  return found === undefined ? undefined : { ...found, isEager }
}

/** Within a text: the values that it could be; within a quoted name: names. */
function inQuotes(
  { type, text, start, end }: Piece,
  condition: string,
  index: number,
  spot: Spot,
  known: Known,
): Suggestions | undefined {
  if (type === 'text' && index === end) return undefined
  if (type === 'open' && text.startsWith('`')) return all(options(spot, known), start, index)
  // What follows within the quotes is replaced too, unless the closing quote is another text's opening one.
  const rest = condition.slice(index, end)
  const isOwn = type === 'text' && /^[\p{L}\p{N}_.-]*"$/u.test(rest)
  const found = spot.side === 'right' ? values(valueWords(known, spot.left)) : []
  return all(found, start, isOwn ? end : index)
}

function options(spot: Spot, known: Known): readonly Suggestion[] {
  const { expected, inside, kind, left, side } = spot
  switch (expected) {
    case 'kind':
      return kinds(known)
    case 'by':
      return [word('operator', 'by', known)]
    case 'by-field':
      return fields(known, kind, isTime)
    case 'comma':
    case 'call':
      return []
    case 'dot':
      return options({ ...spot, expected: 'member' }, known).map((one) => ({
        ...one,
        label: `.${one.label}`,
      }))
    case 'member':
      return spot.of === 'onSite' ? measurements(known) : fields(known, spot.kind, () => true)
    case 'set':
      return valueSets(known)
    case 'unit':
      return [...units(known, valueWords(known, left), side), ...operators(spot, known)]
    case 'operator':
      return operators(spot, known)
    case 'operand':
      return side === 'right'
        ? rightSide(spot, known)
        : [
            ...fields(
              known,
              kind,
              (spans as readonly string[]).includes(inside) ? isTime : () => true,
            ),
            ...beginnings(spot, known),
          ]
  }
}

function kinds(known: Known): readonly Suggestion[] {
  return (known.factTypes?.kinds ?? []).map((kind) => ({
    type: 'kind',
    label: nameInCondition(kind.name),
    detail: kind.labels[known.language],
    info: kindInfo(kind, known),
    also: `${kind.labels.zh} ${kind.labels.en}`,
  }))
}

function fields(
  known: Known,
  kind: string | undefined,
  isWanted: (field: { readonly type: string }) => boolean,
): readonly Suggestion[] {
  return (kindNamed(known, kind)?.fields ?? []).filter(isWanted).map((field) => ({
    type: 'field',
    label: nameInCondition(field.name),
    detail: fieldDetail(field, known),
    info: fieldInfo(field, kind ?? '', known),
    boost: 20,
  }))
}

function measurements(known: Known): readonly Suggestion[] {
  return (known.factTypes?.onSite ?? []).map((one) => ({
    type: 'measurement',
    label: nameInCondition(one.name),
    detail: one.unit,
    info: measurementInfo(one, known),
  }))
}

function valueSets(known: Known): readonly Suggestion[] {
  return (known.names?.valueSets ?? []).map((set) => ({
    type: 'valueSet',
    label: nameInCondition(set.name),
    detail: valueSetDetail(set, known),
    info: valueSetInfo(set, known),
  }))
}

function parameters(known: Known, { left, side }: Spot): readonly Suggestion[] {
  const beside = side === 'right' ? valueWords(known, left) : undefined
  return (known.names?.parameters ?? []).map((parameter) => ({
    type: 'parameter',
    label: `$${nameInCondition(parameter.name)}`,
    detail: parameterDetail(parameter),
    info: parameterInfo(parameter, known),
    // What can be compared goes first.
    boost: beside !== undefined && isSameUnit(beside.unit, parameter.unit ?? undefined) ? 10 : 0,
  }))
}

function values(words: ValueWords | undefined): readonly Suggestion[] {
  return (words?.values ?? []).map((value) => ({
    type: 'value',
    label: JSON.stringify(value),
    boost: 30,
  }))
}

function rightSide(spot: Spot, known: Known): readonly Suggestion[] {
  const words = valueWords(known, spot.left)
  if (words === undefined) return [...parameters(known, spot), ...beginnings(spot, known)]
  if (words.values !== undefined) return values(words)
  if (words.type === 'boolean') return [word('value', 'true', known), word('value', 'false', known)]
  if (words.type === 'text' || words.type === 'region') return []
  const like = (field: { readonly type: string }): boolean =>
    field.type === words.type || (isNumber(field) && isNumber(words))
  const fromFacts = [
    ...fields(known, spot.kind, like),
    ...timed.slice(1).map((name) => call(name, known)),
  ]
  return isTime(words) ? fromFacts : [...parameters(known, spot), ...fromFacts]
}

function beginnings({ inside }: Spot, known: Known): readonly Suggestion[] {
  const ofTime = timed.slice(1).map((name) => call(name, known))
  if ((spans as readonly string[]).includes(inside)) return ofTime
  return [
    ...[...quantifiers, ...timed].map((name) => call(name, known)),
    ...spans.map((name) => call(name, known)),
    { ...word('function', 'onSite', known), apply: 'onSite.', info: forms['onSite'] ?? '' },
    ...['not', 'true', 'false'].map((name) => word('operator', name, known)),
  ]
}

function operators({ left, side }: Spot, known: Known): readonly Suggestion[] {
  const chain = ['and', 'or'].map((name) => ({ ...word('operator', name, known), boost: 5 }))
  if (side === 'whole') return chain
  const words = valueWords(known, left)
  const signs = Object.keys(comparisons)
  const wanted =
    words === undefined
      ? [...signs, 'in']
      : ({
          boolean: ['='],
          enumeration: ['=', '!=', 'in'],
          text: ['=', '!=', 'in'],
          region: ['in', '=', '!='],
        }[words.type] ?? signs)
  return [...wanted.map((sign) => word('operator', sign, known)), ...chain]
}

function units(
  known: Known,
  beside: ValueWords | undefined,
  side: Spot['side'],
): readonly Suggestion[] {
  const ofFields = (known.factTypes?.kinds ?? []).flatMap(({ fields: list }) =>
    list.flatMap(({ unit }) => unit ?? []),
  )
  const onSite = (known.factTypes?.onSite ?? []).map(({ unit }) => unit)
  const every = [...new Set([...Object.keys(plurals), ...ofFields, ...onSite])]
  const isKnown = side === 'whole' && beside !== undefined && isNumber(beside)
  const wanted = isKnown ? every.filter((unit) => isSameUnit(unit, beside.unit)) : every
  return wanted.map((unit) => ({
    type: 'unit',
    label: plurals[unit] ?? nameInCondition(unit),
    detail: languageWords[unit]?.[known.language] ?? '',
    boost: 10,
  }))
}

function call(name: string, known: Known): Suggestion {
  return { ...word('function', name, known), apply: `${name}(`, info: forms[name] ?? '' }
}

function word(type: 'function' | 'operator' | 'value', label: string, known: Known): Suggestion {
  const words = languageWords[label]
  return { type, label, detail: words?.[known.language] ?? '', also: words?.zh ?? '' }
}
