/** What the numbered members of an identity code are called in JSON; others keep their numbers. */

/** The claims of the CWT. */
export const claimNames: ReadonlyMap<unknown, string> = new Map([
  [1, 'iss'],
  [2, 'sub'],
  [4, 'exp'],
  [5, 'nbf'],
  [6, 'iat'],
  [169, 'claim169'],
])

/** From 1 on. */
const demographic =
  'id version language fullName firstName middleName lastName dateOfBirth gender address email phone nationality ' +
  'maritalStatus guardian photo photoFormat bestQualityFingers secondaryFullName secondaryLanguage locationCode ' +
  'legalStatus countryOfIssuance'
/** From 50 on. */
const biometric =
  'rightThumb rightPointerFinger rightMiddleFinger rightRingFinger rightLittleFinger leftThumb leftPointerFinger ' +
  'leftMiddleFinger leftRingFinger leftLittleFinger rightIris leftIris face rightPalm leftPalm voice'

/** The members of the claim 169. */
export const memberNames: ReadonlyMap<unknown, string> = new Map([
  ...demographic.split(' ').map((name, i) => [i + 1, name] as const),
  ...biometric.split(' ').map((name, i) => [i + 50, name] as const),
])

/** The members of one biometric record. */
export const biometricNames = ['data', 'format', 'subFormat', 'issuer'] as const

/** Whether a member holds biometric records. */
export function isBiometric(key: unknown): boolean {
  return typeof key === 'number' && key >= 50 && memberNames.has(key)
}
