/** The chunk that reads certificates: loaded by `loadX509`, never imported by name from outside this room. */
export { checkChain, intersect, windowOf, type Chain, type Window } from './check-chain.ts'
export { alpha2Of, alpha3Of } from './countries.ts'
export { checkIssued } from './check-issued.ts'
export type { Extensions } from './extensions.ts'
export { usageOids } from './oids.ts'
export { parseCertificate, type Certificate, type CertificateName } from './parse-certificate.ts'
