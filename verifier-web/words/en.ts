/** The English words of the verifier page, by their names; the Chinese ones stand where they are said. */
import { str, type LocaleModule } from '@lit/localize'

export const templates: LocaleModule['templates'] = {
  'page-title': 'Health code verifier',
  'page-promise':
    'Everything is checked on this device: of what is shown nothing is sent and nothing kept; no network is needed.',
  'page-language': 'Language',
  'page-result': 'Result',
  'page-idle': 'Show a health code',
  'page-idle-how': 'Hold it to the camera, or choose, drop or paste a picture or its text.',
  'page-next': 'Next person',
  'page-another': 'Another code of the same person',
  'page-drop-here': 'Drop to verify',
  'page-demo': 'Demonstration data: no answer here is good for a real gate.',
  'page-test': 'Test data: no answer here is good for a real gate.',

  'page-pages': 'Pages',
  'page-holder': 'My codes',

  'history-heading': str`Answers of this visit (${0})`,
  'history-clear': 'Clear them',

  'printed-at': 'Checked at',

  'update-label': 'Version of this page',
  'update-waits': 'There is a new version of this page.',
  'update-taken': 'This page was updated in another window.',
  'update-now': 'Update now',
  'update-reload': 'Reload',

  'inputs-picture': 'Choose a picture',
  'inputs-field': 'Text of the code (paste, type, or hardware scanner)',
  'inputs-check': 'Verify',

  'notice-another': 'Show the next code of the same person',
  'notice-another-help':
    'It is judged together with the one before. For somebody else press “Next person”.',
  'notice-checking': 'Checking…',
  'notice-checking-help': 'One moment.',
  'notice-no-code': 'No QR code in this picture',
  'notice-no-code-help':
    'Use a sharp picture of the whole code with its white border, or hold the code to the camera.',
  'notice-several': 'More than one code in view',
  'notice-several-help': 'Show one code at a time.',
  'notice-several-files': 'More than one file at once',
  'notice-several-files-help': 'Give one file at a time.',
  'notice-no-picture': 'This file cannot be opened',
  'notice-no-picture-help': 'Choose a PNG, JPEG, WebP or SVG picture.',
  'notice-heic': 'This browser cannot open HEIC photos',
  'notice-heic-help':
    'Choose a screenshot, or set the camera to “Most Compatible” (JPEG) and take the picture again.',
  'notice-too-large': 'This picture is too large',
  'notice-too-large-help': 'Crop it to the code, or choose a screenshot.',
  'notice-no-decoder': 'The code reader could not start',
  'notice-no-decoder-help':
    'A file of this page may be missing. Reload the page; pasted text can still be checked.',
  'notice-no-part': 'A part of this page could not be loaded',
  'notice-no-part-help': 'Check the network, then reload the page.',
  'notice-failed': 'No decision could be made',
  'notice-failed-help':
    'This page met an internal error. Do not let the person through; use the staffed lane.',
  'notice-insecure': 'This address cannot verify codes',
  'notice-insecure-help':
    'Browsers check signatures only on https addresses and on this very machine. Open this page by https.',
  'notice-ran-out': 'The last answer has run out',
  'notice-ran-out-help': 'Show the code again.',

  'data-heading': 'Verifier data',
  'data-none': 'This page has no data yet',
  'data-none-help':
    'Without data every code is answered with “Check”. Choose the root file (root.ggb) first, then the data file (bundle.ggb), or drop them on this page.',
  'data-root-only': 'There is a root, but no data yet',
  'data-root-only-help':
    'Choose a data file (bundle.ggb) signed under this root. Until then every code is answered with “Check”.',
  'data-loading': 'Reading the verifier’s data…',
  'data-frames': str`Reading an update: ${0} of ${1}`,
  'data-from-good': str`Data from ${0}: good`,
  'data-from-stale': str`Data from ${0}: too old`,
  'data-from-no-rules': str`Data from ${0}: no rules in force`,
  'data-choose-root': 'Choose a root file',
  'data-choose-bundle': 'Choose a data file',
  'data-compare': 'Compare the root’s fingerprint',
  'data-compare-help':
    'Compare it, character by character, with the one its publisher announced. Trust it only if all agree: this page will then take data from this root alone.',
  'data-trust': 'All agree: trust this root',
  'data-discard': 'They differ: discard',
  'data-root': 'Fingerprint of the root',
  'data-version': 'Data version',
  'data-rule-set': 'Rules applied',
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
