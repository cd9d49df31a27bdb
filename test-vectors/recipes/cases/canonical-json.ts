/** encoding/canonical-json.json: RFC 8785, and what is not it. */
import { fromHex, hex, utf8 } from '../hand/bytes.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'

const canonical = (id: string, text: string, comment: string): Case => ({
  id,
  comment,
  hex: hex(utf8(text)),
  value: JSON.parse(text) as unknown,
  canonical: text,
})
/** Not canonical, but JSON: what a writer must make of its value. */
const rewritten = (id: string, text: string, to: string, comment: string): Case => ({
  id,
  comment,
  hex: hex(utf8(text)),
  value: JSON.parse(text) as unknown,
  canonical: to,
  error: 'ERR_JSON_MALFORMED',
})
const refused = (id: string, bytes: Uint8Array, comment: string): Case => ({
  id,
  comment,
  hex: hex(bytes),
  error: 'ERR_JSON_MALFORMED',
})

const good: readonly Case[] = [
  canonical('null', 'null', 'a literal'),
  canonical('array', '[1,true,false,null,"a",[],{}]', 'no white space'),
  canonical('members-sorted', '{"a":1,"b":2}', 'members in order'),
  canonical('members-upper-case-first', '{"B":1,"a":2}', 'by code unit, not by alphabet'),
  canonical(
    'members-by-utf-16',
    '{"\ud83d\ude00":1,"\ufb33":2}',
    'the pair D83D DE00 sorts before FB33, though its character is the larger one',
  ),
  canonical('members-numbers-as-text', '{"10":1,"9":2}', 'names are text: 10 before 9'),
  canonical('member-proto', '{"__proto__":1}', 'a member like any other'),
  canonical('member-empty-name', '{"":1}', 'the empty name'),
  canonical('number-zero', '0', 'zero has no sign'),
  canonical('number-decimal', '36.6', 'the shortest form that comes back'),
  canonical('number-negative', '-1', 'a sign'),
  canonical('number-1e21', '1e+21', 'from 1e21 on with an exponent'),
  canonical('number-below-1e21', '100000000000000000000', 'below without'),
  canonical('number-1e-7', '1e-7', 'below 1e-6 with an exponent'),
  canonical('number-1e-6', '0.000001', 'from 1e-6 on without'),
  canonical('number-largest', '1.7976931348623157e+308', 'the largest double'),
  canonical('number-smallest', '5e-324', 'the smallest double'),
  canonical('number-rfc', '333333333.3333333', 'RFC 8785 appendix B'),
  canonical('text-escapes', '"\\b\\t\\n\\f\\r\\"\\\\"', 'the seven short escapes'),
  canonical('text-control', '"\\u0000\\u001f"', 'other control characters, lower-case hex'),
  canonical('text-delete', '"\u007f"', 'DEL stands for itself'),
  canonical('text-line-separator', '"\u2028"', 'U+2028 stands for itself'),
  canonical('text-solidus', '"/"', 'a solidus is not escaped'),
  canonical('text-chinese', '"健康码"', 'as UTF-8'),
  canonical('text-not-normalised', '"e\u0301"', 'no normalisation'),
]

const otherForms: readonly Case[] = [
  rewritten('space-after-colon', '{"a": 1}', '{"a":1}', 'white space'),
  rewritten('space-before', ' 1', '1', 'white space at the start'),
  rewritten('line-feed-after', '{}\n', '{}', 'a line feed at the end'),
  rewritten('members-unsorted', '{"b":1,"a":2}', '{"a":2,"b":1}', 'members out of order'),
  rewritten('members-unsorted-within', '[{"b":1,"a":2}]', '[{"a":2,"b":1}]', 'further down'),
  rewritten('member-twice', '{"a":1,"a":2}', '{"a":2}', 'a name twice'),
  rewritten('member-twice-same', '{"a":1,"a":1}', '{"a":1}', 'a name twice, with one value'),
  rewritten('member-twice-by-escape', '{"a":1,"\\u0061":2}', '{"a":2}', 'the same name, escaped'),
  rewritten('number-trailing-zero', '1.0', '1', '1.0 is 1'),
  rewritten('number-exponent', '1e2', '100', '1e2 is 100'),
  rewritten('number-upper-case-exponent', '1E+21', '1e+21', 'a capital E'),
  rewritten('number-minus-zero', '-0', '0', '-0 is 0'),
  rewritten('number-too-precise', '0.1000000000000000055', '0.1', 'more digits than a double has'),
  rewritten('text-escaped-letter', '"\\u0061"', '"a"', 'an escape that is not needed'),
  rewritten('text-escaped-solidus', '"\\/"', '"/"', 'an escape that is not needed'),
  rewritten('text-long-escape', '"\\u000a"', '"\\n"', 'a long escape for a short one'),
  rewritten('text-upper-case-hex', '"\\u001F"', '"\\u001f"', 'capital hex'),
]

const notJson: readonly Case[] = [
  refused('empty', new Uint8Array(), 'no byte'),
  refused('cut', utf8('{"a":1'), 'the end is lost'),
  refused('trailing-comma', utf8('[1,]'), 'a comma too many'),
  refused('two-values', utf8('1 2'), 'two values'),
  refused('number-leading-zero', utf8('01'), 'a leading zero'),
  refused('number-plus', utf8('+1'), 'a plus'),
  refused('number-nan', utf8('NaN'), 'not a number'),
  refused('number-overflow', utf8('1e400'), 'beyond any double'),
  refused('single-quotes', utf8("'a'"), 'single quotes'),
  refused('control-character', utf8('"\n"'), 'a bare line feed in text'),
  refused('byte-order-mark', fromHex('efbbbf7b7d'), 'a byte order mark before {}'),
  refused('not-utf-8', fromHex('22ff22'), 'FF'),
  refused('overlong-utf-8', fromHex('22c0af22'), 'C0 AF for a solidus'),
  refused('surrogate-in-utf-8', fromHex('22eda08022'), 'half of a pair as three bytes'),
  refused('surrogate-escaped', utf8('"\\ud800"'), 'half of a pair as an escape'),
]

export const canonicalJson: VectorFile = {
  path: 'encoding/canonical-json.json',
  prefix: 'json',
  schema: 'encoding-canonical-json',
  about:
    'Canonical JSON (RFC 8785). `hex` is read: it must be refused where there is an `error`. `value` is written: it must become `canonical`.',
  cases: [...good, ...otherForms, ...notJson],
}
