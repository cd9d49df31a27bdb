/** The English words of the panel of data, which are fetched with it and spoken with those that are there. */
import { str, type LocaleModule } from '@lit/localize'
import { templates } from './en.ts'

/** By their names. */
export const ofData: LocaleModule['templates'] = {
  'data-heading': 'Verifier data',
  'data-none-help':
    'Without data every code is answered with “Check”. Choose the root file (root.ggb) first, then the data file (bundle.ggb), or drop them on this page.',
  'data-root-only-help':
    'Choose a data file (bundle.ggb) signed under this root. Until then every code is answered with “Check”.',
  'data-choose-root': 'Choose a root file',
  'data-choose-bundle': 'Choose a data file',
  'data-compare': 'Compare the root’s fingerprint',
  'data-compare-help':
    'Compare it, character by character, with the one its publisher announced. Trust it only if all agree: this page will then take data from this root alone.',
  'data-trust': 'All agree: trust this root',
  'data-discard': 'They differ: discard',
  'data-root': 'Fingerprint of the root',
  'data-version': 'Data version',
  'data-in-force': str`${0} · in force, until ${1}`,
  'data-not-in-force': 'no version is in force now',
  'data-next': str`next v${0} · from ${1}`,
  'data-ages': 'Age of each part, and the whole fingerprint',
  'data-signed': str`${0} since it was signed`,
  'data-limit': str`, limit ${0}`,
  'data-stale': 'too old',
  'data-refused': 'The file was not taken up',
  'data-kept': 'The data from before stays.',
  'data-world-demo': 'Demonstration data',
  'data-world-test': 'Test data',
  'data-world-production': 'Production data',
  'data-role-timestamp': 'Timestamp',
  'data-role-trust': 'List of issuers',
  'data-role-facts': 'Fact types',
  'data-role-status': 'Status lists',
  'data-role-covered': 'Set of persons assessed',
  'data-role-not-green': 'Set of persons not green',
}

// The page may be speaking English already: it goes on with the very same words, and these among them.
Object.assign(templates, ofData)
