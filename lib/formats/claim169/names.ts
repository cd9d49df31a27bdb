/** What the numbered members of an identity code are called in JSON; others keep their numbers. */

/** The claims of the CWT. */
export const claimNames = { 1: 'iss', 2: 'sub', 4: 'exp', 5: 'nbf', 6: 'iat', 169: 'claim169' }

/** From 1 on. */
const demographic =
  'id version language fullName firstName middleName lastName dateOfBirth gender address email phone nationality ' +
  'maritalStatus guardian photo photoFormat bestQualityFingers secondaryFullName secondaryLanguage locationCode ' +
  'legalStatus countryOfIssuance'
/** From 50 on. */
const biometric =
  'rightThumb rightPointerFinger rightMiddleFinger rightRingFinger rightLittleFinger leftThumb leftPointerFinger ' +
  'leftMiddleFinger leftRingFinger leftLittleFinger rightIris leftIris face rightPalm leftPalm voice'

const numbered = (
  names: string,
  first: number,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> => ({
  ...Object.fromEntries(names.split(' ').map((name, i) => [String(first + i), name])),
  ...more,
})

/** The members of the claim 169 that hold biometric records. */
export const biometricNames = /* @__PURE__ */ numbered(biometric, 50)
/** All its members. */
export const memberNames = /* @__PURE__ */ numbered(demographic, 1, biometricNames)
/** The members of one biometric record. */
export const recordNames = /* @__PURE__ */ numbered('data format subFormat issuer', 0)
