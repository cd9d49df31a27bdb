/** The claims of a decoded code as JSON, the way `issue` takes them. */
import { formatInstant } from '../encoding/instant.ts'
import type { Assessment, Claims, Fact } from './claims.ts'
import type { Credential, DecodedAssessment, DecodedFact } from './credential.ts'

/** Absent things are left out, so that what was issued comes back the same. */
export function claimsOf(credential: Credential): Claims {
  const { maskedName, lastFour, statusIndex, assessment, coverage, facts, holderKey } = credential
  const { validFrom, site } = credential
  const subject = {
    ...(maskedName === null ? {} : { maskedName }),
    ...(lastFour === null ? {} : { lastFour }),
  }
  return {
    issuer: credential.issuer,
    class: credential.class,
    issuedAt: formatInstant(credential.issuedAt),
    ...(validFrom === null ? {} : { validFrom: formatInstant(validFrom) }),
    validUntil: formatInstant(credential.validUntil),
    ...(Object.keys(subject).length === 0 ? {} : { subject }),
    ...(statusIndex === null ? {} : { statusIndex }),
    ...(assessment === null ? {} : { assessment: assessmentOf(assessment, credential.issuer) }),
    ...(coverage === null
      ? {}
      : { covers: coverage.map(({ kind, until }) => ({ kind, until: formatInstant(until) })) }),
    ...(facts === null ? {} : { facts: facts.map(factOf) }),
    ...(site === null ? {} : { site }),
    ...(holderKey === null ? {} : { holderKey }),
  }
}

function factOf(fact: DecodedFact): Fact {
  return { ...fact, recordedAt: formatInstant(fact.recordedAt) }
}

function assessmentOf(decoded: DecodedAssessment, issuer: string): Assessment {
  const { outcome, ruleSet, version, rule, assessedAt } = decoded
  return {
    outcome,
    ...(ruleSet === issuer ? {} : { ruleSet }),
    version,
    ...(rule === null ? {} : { rule }),
    assessedAt: formatInstant(assessedAt),
  }
}
