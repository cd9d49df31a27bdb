/**
 * The public entry `greengate/rules`: rule sets as data, checked and run apart from any code.
 *
 * @module greengate/rules
 */
export { compileRuleSet, engineVersion } from './rules/compile.ts'
export { resolveRuleSet } from './rules/resolve.ts'
export { checkRuleSet } from './rules/check/check-rule-set.ts'
export { tighterDirection } from './rules/tighter.ts'
export { evaluate } from './rules/evaluate.ts'
export { explainRules } from './rules/explain-rules.ts'
export { compileCertLogic, evaluateCertLogic } from './rules/certlogic/compile.ts'
export { validateCertLogic } from './rules/certlogic/validate.ts'
export { checkCountryRules } from './rules/country/check-country-rules.ts'
export { compileCountryRules } from './rules/country/compile-country-rules.ts'
export { countryRules } from './rules/country/country-engine.ts'
export { judgeCountry } from './rules/country/judge-country.ts'
export { parseFactTypes } from './facts/fact-types.ts'
export { makeFactBase } from './facts/fact-base.ts'
export { RuleSetFault } from './rules/fault.ts'
export { GreengateError } from './errors.ts'

export type { CompiledRule, CompiledRuleSet } from './rules/compile.ts'
export type { Bases, Origin, Origins, ResolvedRuleSet } from './rules/resolve.ts'
export type { ExplainedPart, ShownValue } from './rules/explain-expression.ts'
export type { ExplainedRule } from './rules/explain-rules.ts'
export type { CheckReport, Example, Finding, FindingCode, Severity } from './rules/check/finding.ts'
export type { FaultDetails } from './rules/fault.ts'
export type { Direction } from './rules/tighter.ts'
export type { Verdict } from './rules/evaluate.ts'
export type { CompiledCertLogic } from './rules/certlogic/compile.ts'
export type { CertLogicIssue } from './rules/certlogic/validate.ts'
export type {
  CompiledCountryRule,
  CompiledCountryRules,
} from './rules/country/compile-country-rules.ts'
export type { CountryAnswer, CountryEngine, DccCode } from './rules/country/country-engine.ts'
export type {
  CountryRules,
  DccKind,
  Invalidation,
  NumberedRule,
  PublishedRule,
} from './rules/country/country-rules.ts'
export type {
  CountryGap,
  CountryQuestion,
  CountryVerdict,
  Doubt,
  JudgedRule,
} from './rules/country/judge-country.ts'
export type {
  AcceptedAssessment,
  Comparison,
  Duration,
  Expression,
  Extends,
  Overlay,
  Parameter,
  Requirement,
  Rule,
  RuleSet,
  Waiver,
} from './rules/rule-set.ts'
export type { Truth } from './rules/truth.ts'
export type { Offsets } from './rules/zone.ts'
export type { FactBase, FieldType, Scalar, TypedFact, Vocabulary } from './rules/vocabulary.ts'
export type { FactTypes } from './facts/fact-types.ts'
export type { Permission, StatedFact, Statement } from './facts/fact-base.ts'
export type { Words } from './encoding/json-shape.ts'
export type { ErrorCode } from './errors.ts'
