/** The desk for whoever starts one: the command `greengate desk`, and the demo. */
export { startDesk, type RunningDesk } from './start-desk.ts'
export type { DeskSettings } from './desk-settings.ts'
export { demoOfficers, demoSources, settingsOfDemo, type DemoDeskOptions } from './demo-settings.ts'
export { pushCoverage } from './demo-coverage.ts'
export {
  settingsOfConfiguration,
  type ConfiguredOptions,
} from './configuration/settings-of-configuration.ts'
export { loadDeskFile, readDeskFile } from './configuration/read-desk-file.ts'
export { checkDesk, type DeskCheck } from './configuration/check-desk.ts'
export { DeskError } from './desk-error.ts'
export { inForce, rulesOf } from './current-rules.ts'
export { auditLines, parseAuditLines } from './audit/export-audit.ts'
export { readAudit, type AuditReach } from './audit/read-audit.ts'
export { verifyAudit } from './audit/verify-audit.ts'
export { makeOrder, signOrder } from './orders/sign-order.ts'
export { takeOrder } from './orders/take-order.ts'
export { registerOfficer, type NewOfficer } from './sign-in/register-officer.ts'
export { endSource, handOutSecret, registerSource } from './sources/register-source.ts'
export { hasSecret, setSigningKeys } from './sources/source-keys.ts'
export { sourceOf } from './facts/sources-of.ts'
export { openStore, type DeskStore } from './store/open-store.ts'
