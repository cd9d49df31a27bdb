/** Which small changes may be made to one node of a program: an operator flipped, a constant moved, a guard taken out. */
import ts from 'typescript'

/** A change of text: what stands there instead. */
export interface Change {
  readonly start: number
  readonly end: number
  readonly to: string
}

const { SyntaxKind: Kind } = ts

/** What stands in place of an operator. */
const flips: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>'],
  '<=': ['<', '>'],
  '>': ['>=', '<'],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '&&': ['||'],
  '||': ['&&'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '+=': ['-='],
  '-=': ['+='],
  '??=': ['='],
  '++': ['--'],
  '--': ['++'],
}

/** What stands in place of a method or function. */
const others: Readonly<Record<string, string>> = {
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
}

/** Methods without which their object stands as it is. */
const passing: readonly string[] = ['filter', 'sort', 'toSorted', 'slice']

/** Every change of a node itself; its parts have their own. */
export const changesOf = (node: ts.Node, file: ts.SourceFile): readonly Change[] => {
  if (ts.isSourceFile(node) || isProse(node)) return []
  const over = (part: ts.Node, to: string): Change => ({
    start: part.getStart(file),
    end: part.end,
    to,
  })
  const text = (part: ts.Node): string => part.getText(file)
  if (ts.isBinaryExpression(node)) return ofBinary(node, over, text)
  if (ts.isPrefixUnaryExpression(node)) return ofPrefix(node, over, text)
  if (ts.isPostfixUnaryExpression(node)) {
    const to = node.operator === Kind.PlusPlusToken ? '--' : '++'
    return [over(node, `${text(node.operand)}${to}`)]
  }
  if (ts.isConditionalExpression(node)) {
    const { condition, whenTrue, whenFalse } = node
    return [over(node, `${text(condition)} ? ${text(whenFalse)} : ${text(whenTrue)}`)]
  }
  if (node.kind === Kind.TrueKeyword && !isInType(node)) return [over(node, 'false')]
  if (node.kind === Kind.FalseKeyword && !isInType(node)) return [over(node, 'true')]
  if (ts.isNumericLiteral(node) && !isInType(node)) return [over(node, nextNumber(node.text))]
  if (ts.isIdentifier(node) && node.text === 'undefined' && isResult(node))
    return [over(node, 'false'), over(node, 'true')]
  if (ts.isCallExpression(node)) return ofCall(node, over, text)
  if (ts.isArrayLiteralExpression(node)) return ofList(node, node.elements, over, text)
  if (ts.isObjectLiteralExpression(node)) {
    const spreads = node.properties.filter((part) => ts.isSpreadAssignment(part))
    return spreads.map((gone) => {
      const kept = node.properties.filter((part) => part !== gone)
      return over(node, `{ ${kept.map(text).join(', ')} }`)
    })
  }
  return ofStatement(node, over, text)
}

type Over = (part: ts.Node, to: string) => Change
type Text = (part: ts.Node) => string

const ofBinary = (node: ts.BinaryExpression, over: Over, text: Text): readonly Change[] => {
  const { left, operatorToken, right } = node
  const operator = text(operatorToken)
  const isJoining = operator === '&&' || operator === '||' || operator === '??'
  const alone = isJoining ? [over(node, text(left)), over(node, text(right))] : []
  if (operator === '+' && [left, right].some(isText)) return []
  return [...(flips[operator] ?? []).map((to) => over(operatorToken, to)), ...alone]
}

const ofPrefix = (node: ts.PrefixUnaryExpression, over: Over, text: Text): readonly Change[] => {
  if (isInType(node)) return []
  const { operator, operand } = node
  if (operator === Kind.ExclamationToken || operator === Kind.MinusToken)
    return [over(node, text(operand))]
  const to = flips[operator === Kind.PlusPlusToken ? '++' : '--']?.[0] ?? ''
  return [over(node, `${to}${text(operand)}`)]
}

const ofCall = (node: ts.CallExpression, over: Over, text: Text): readonly Change[] => {
  const { expression } = node
  if (!ts.isPropertyAccessExpression(expression)) return []
  const { name } = expression
  const other = Object.hasOwn(others, name.text) ? others[name.text] : undefined
  return [
    ...(other === undefined ? [] : [over(name, other)]),
    ...(passing.includes(name.text) ? [over(node, text(expression.expression))] : []),
    ...(text(expression) === 'Math.abs' ? [over(node, node.arguments.map(text).join())] : []),
  ]
}

/** A list without one of its elements. */
const ofList = (
  node: ts.Node,
  elements: readonly ts.Node[],
  over: Over,
  text: Text,
): readonly Change[] =>
  elements.map((gone) => {
    const kept = elements.filter((part) => part !== gone)
    return over(node, `[${kept.map(text).join(', ')}]`)
  })

const ofStatement = (node: ts.Node, over: Over, text: Text): readonly Change[] => {
  if (ts.isIfStatement(node)) {
    const { expression, elseStatement } = node
    const without = over(node, elseStatement === undefined ? ';' : text(elseStatement))
    // A comparison is turned round by itself.
    return ts.isBinaryExpression(expression)
      ? [without]
      : [without, over(expression, `!(${text(expression)})`)]
  }
  const isAlone = !ts.isIfStatement(node.parent)
  if (ts.isExpressionStatement(node)) return [over(node, ';')]
  // The guard as a whole is taken out already.
  if (ts.isThrowStatement(node) && isAlone) return [over(node, ';')]
  const isBare = ts.isReturnStatement(node) && node.expression === undefined
  return (isBare || ts.isContinueStatement(node)) && isAlone ? [over(node, ';')] : []
}

/** Whether a node only words the message of an error: tests assert on codes and places, never on prose. */
const isProse = (node: ts.Node): boolean => {
  const template = ts.findAncestor(node, ts.isTemplateExpression)
  return template !== undefined && ts.findAncestor(template, ts.isThrowStatement) !== undefined
}

const isText = (node: ts.Node): boolean => ts.isStringLiteral(node) || ts.isTemplateExpression(node)

const nextNumber = (text: string): string => (text === '1' ? '0' : String(Number(text) + 1))

const isInType = (node: ts.Node): boolean => ts.findAncestor(node, ts.isTypeNode) !== undefined

/** Whether what is `undefined` here is the answer, and not what another value is compared with. */
const isResult = ({ parent }: ts.Identifier): boolean =>
  ts.isReturnStatement(parent) || ts.isConditionalExpression(parent) || ts.isArrowFunction(parent)
