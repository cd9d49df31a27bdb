/** Curves that a certificate writes out in full: taken as the named curve that they are, on every platform alike. */
import { Integer, ObjectIdentifier, OctetString, Sequence } from 'asn1js'

const primeField = '1.2.840.10045.1.1'

/** A curve of NIST's in hexadecimal (FIPS 186-4, D.1.2); a is p - 3. */
interface Curve {
  readonly name: 'P-256' | 'P-384' | 'P-521'
  readonly p: string
  readonly b: string
  readonly x: string
  readonly y: string
  readonly n: string
}

/** Parts of long numbers that are all ones. */
const ones = (digits: number): string => 'f'.repeat(digits)

// prettier-ignore
const curves: readonly Curve[] = [
  {
    name: 'P-256',
    p: `ffffffff00000001000000000000000000000000${ones(24)}`,
    b: '5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b',
    x: '6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296',
    y: '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
    n: `ffffffff00000000${ones(16)}bce6faada7179e84f3b9cac2fc632551`,
  },
  {
    name: 'P-384',
    p: `${ones(63)}effffffff0000000000000000ffffffff`,
    b: 'b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef',
    x: 'aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7',
    y: '3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f',
    n: `${ones(48)}c7634d81f4372ddf581a0db248b0a77aecec196accc52973`,
  },
  {
    name: 'P-521',
    p: `1${ones(130)}`,
    b: '51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00',
    x: 'c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66',
    y: '011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650',
    n: `1${ones(65)}a51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409`,
  },
]

/** The named curve that explicit parameters (RFC 3279, ECParameters) are equal to; undefined: another curve. */
export function namedCurveOf({ valueBlock }: Sequence): Curve['name'] | undefined {
  const [version, field, curve, base, order, cofactor] = valueBlock.value
  if (!(version instanceof Integer && base instanceof OctetString && order instanceof Integer)) {
    return undefined
  }
  if (!(field instanceof Sequence && curve instanceof Sequence)) return undefined
  const [kind, prime] = field.valueBlock.value
  if (!(kind instanceof ObjectIdentifier && kind.valueBlock.toString() === primeField)) {
    return undefined
  }
  const [a, b] = curve.valueBlock.value
  if (!(prime instanceof Integer && a instanceof OctetString && b instanceof OctetString)) {
    return undefined
  }
  // NIST's have the cofactor 1; a seed says only where b came from.
  if (cofactor instanceof Integer && hex(cofactor) !== '1') return undefined
  return curves.find(
    (known) =>
      hex(prime) === known.p &&
      hex(a) === lessThree(known.p) &&
      hex(b) === known.b &&
      isBase(base.valueBlock.valueHexView, known) &&
      hex(order) === known.n,
  )?.name
}

function isBase(point: Uint8Array, { p, x, y }: Curve): boolean {
  const width = Math.ceil(p.length / 2) * 2
  const wide = (digits: string): string => digits.padStart(width, '0')
  const form = digitsOf(point)
  const isOdd = Number.parseInt(y.slice(-1), 16) % 2 === 1
  return form === `04${wide(x)}${wide(y)}` || form === `0${isOdd ? '3' : '2'}${wide(x)}`
}

/** All these primes end in f. */
function lessThree(p: string): string {
  return `${p.slice(0, -1)}c`
}

/** Digits of a number, without leading zeros. */
function hex({ valueBlock: { valueHexView } }: Integer | OctetString): string {
  return digitsOf(valueHexView).replace(/^0+/, '')
}

function digitsOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
