/** The English words of the verifier page, by their names; the Chinese ones stand where they are said. Those of the panel of data and of pictures come with these. */
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
  'notice-several': 'More than one code in view',
  'notice-several-help': 'Show one code at a time.',
  'notice-several-files': 'More than one file at once',
  'notice-several-files-help': 'Give one file at a time.',
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

  'data-none': 'This page has no data yet',
  'data-root-only': 'There is a root, but no data yet',
  'data-loading': 'Reading the verifier’s data…',
  'data-frames': str`Reading an update: ${0} of ${1}`,
  'data-from-good': str`Data from ${0}: good`,
  'data-from-stale': str`Data from ${0}: too old`,
  'data-from-no-rules': str`Data from ${0}: no rules in force`,
  'data-rule-set': 'Rules applied',
}
