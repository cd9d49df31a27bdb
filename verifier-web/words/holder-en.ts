/** The English words of the holder's page, by their names; what it shares with the verifier page stands with that one. */
import { str, type LocaleModule } from '@lit/localize'
import { ofPictures } from './en-pictures.ts'
import { templates as ofVerifier } from './en.ts'

/** Those that are its own. */
export const own: LocaleModule['templates'] = {
  'holder-title': 'My health codes',
  'holder-go-verify': 'Check somebody else’s code',
  'holder-promise':
    'Codes, keys and names are kept on this device alone: nothing is sent; no network is needed.',
  'holder-framed': 'This page was put into another page, and so it shows no codes.',
  'holder-open-alone': 'Open it by itself',
  'holder-parts': 'Parts',
  'holder-whose': 'Whose codes',
  'holder-clock': str`The clock of this device is behind by ${0} at least`,
  'holder-clock-help': 'Let it set itself: with a wrong clock, gates refuse live codes.',

  'holder-show': 'Show',
  'holder-nothing-yet': 'There is no health code on this device yet.',
  'holder-no-code-yet': str`There is no code of ${0} on this device yet.`,
  'holder-add': 'Add a health code',
  'holder-which-code': 'Which code',
  'holder-refused':
    'The browser refused to keep it: there may be no room. Make some, and try again.',
  'holder-unreadable': 'This code cannot be read.',
  'holder-who': 'The code says',
  'holder-until': 'Good until',
  'holder-kind': 'Kind',
  'holder-authentic': 'Genuine',
  'holder-how-shown': 'Shown',
  'holder-assessed': 'Assessed',
  'holder-assessed-pass': 'meets the rules',
  'holder-assessed-check': 'to be checked by staff',
  'holder-assessed-stop': 'does not meet the rules',
  'holder-opening': 'What this code was made from (only you have it)',
  'holder-opening-use':
    'With it you can prove, in an appeal, from which facts and by which rule the code came.',
  'holder-save-opening': 'Save as a file',
  'holder-go-ahead': 'Check ahead',
  'holder-save-picture': 'Save as a picture',
  'holder-remove-code': 'Delete this code',
  'holder-remove-sure': 'Delete this code from this device?',
  'holder-remove-key-sure':
    'Delete this code? Its key goes with it and cannot be brought back: you would have to ask for a new code.',
  'holder-remove': 'Delete',
  'holder-keep': 'Keep',

  'holder-nobody-named': 'the code names nobody',
  'holder-format-greengate': 'Greengate health code',
  'holder-format-hcert': 'EU Digital COVID Certificate',
  'holder-format-shc': 'SMART Health Card',
  'holder-format-nzcp': 'New Zealand COVID Pass',
  'holder-format-vds-nc': 'ICAO visible digital seal',
  'holder-format-claim169': 'Identity code',
  'holder-valid-from': str`not yet: from ${0} on`,
  'holder-no-end': 'the code states no end',
  'holder-expired-at': str`expired ${0}`,
  'holder-revoked': 'Revoked: gates will not take it.',
  'holder-genuine': 'The signature is right',
  'holder-forged':
    'The signature is wrong: it may be altered or forged, and gates will not take it.',
  'holder-unsigned': 'Not signed: gates will not take it.',
  'holder-unknown-issuer':
    'The data of this device do not know its issuer: whether it is genuine cannot be told.',
  'holder-binding-own':
    'Tied to a key of this device: new every 30 seconds, and a picture of it is worth nothing.',
  'holder-binding-other':
    'Tied to the key of another device: it cannot be shown here. Show it there, or ask anew under “Add” with a challenge from its issuer.',
  'holder-binding-none':
    'Tied to no key: shown as it stands. Whoever has a picture of it can show it; do not pass it on.',
  'holder-binding-static':
    'Shown as it stands. Whoever has a picture of it can show it; do not pass it on.',

  'holder-ran-out': 'This code has expired',
  'holder-ran-out-help':
    'Gates will not take it. Ask its issuer for a new one: under “Add”, scan a challenge or the new code.',
  'holder-key-gone': 'The key of this code is not on this device',
  'holder-key-gone-help':
    'A key stays where it was made, and has no backup. Ask for a new code under “Add”.',
  'holder-paused': 'Paused',
  'holder-paused-help': 'It goes on when you come back to this page.',
  'holder-live-label': str`Live health code of ${0}, new every 30 seconds, good until ${1}. Hold the screen to the scanner.`,
  'holder-static-label': str`Code of ${0}, good until ${1}. Hold the screen to the scanner.`,
  'holder-not-on-paper': 'A live code is worth nothing on paper.',
  'holder-next-in': str`new in ${0} s`,
  'holder-part': str`${0} of ${1}`,
  'holder-next-part': 'Next',
  'holder-large': 'Full screen',
  'holder-close': 'Close',
  'holder-brightness':
    'Turn the brightness up. The screen stays on while the code is shown; away from this page it stops.',

  'holder-add-title': 'Add',
  'holder-read': 'Read',
  'holder-add-help':
    'You have a code: scan it, choose its picture, or paste it. You have none: get a challenge from an issuer and read it in the same way. All of it stays on this device.',
  'holder-choose-file': 'Choose a picture or a file',
  'holder-text-field': 'Text of a code, a challenge, or a code with its opening',
  'holder-read-text': 'Read',
  'holder-code-read': 'A code was read',
  'holder-opening-short': 'Opening',
  'holder-opening-fits': 'It is this code’s, and is kept with it.',
  'holder-opening-differs': 'It is not this code’s, and is not kept.',
  'holder-import-expired': 'This code has expired: gates will not take it.',
  'holder-more-parts': 'This is one of several: read the next one of the same certificate.',
  'holder-drop': 'Discard',
  'holder-keep-code': 'Keep on this device',
  'holder-for-whom': 'For whom',
  'holder-somebody-else': 'Somebody else',
  'holder-name': 'Name (kept on this device alone)',
  'holder-myself': 'Me',
  'holder-is-request': 'This is a request for a code',
  'holder-is-request-help': 'Its issuer has to scan it; read the code that comes of it.',
  'holder-not-a-code': 'This is neither a health code nor a challenge',
  'holder-not-a-code-help': 'Payment codes, links and the like cannot be added.',
  'holder-damaged': 'This code is damaged',
  'holder-damaged-help': 'Read it again, or ask its issuer for it once more.',
  'holder-too-long': 'This is too long',
  'holder-too-long-help': 'It does not fit into one QR code, and so cannot be shown here.',
  'holder-opening-kept': 'The opening is kept',
  'holder-opening-kept-help': 'It is that of a code on this device.',
  'holder-opening-of-none': 'The opening is that of no code on this device',
  'holder-opening-of-none-help': 'Add its code first.',

  'holder-challenge': 'A challenge of an issuer was read',
  'holder-challenge-help':
    'This device makes a new key and answers with it. The key cannot be read or backed up, and does not leave this device. Who you are, the issuer finds out in its own way.',
  'holder-key-unsupported': 'This browser has no keys of this kind: choose P-256.',
  'holder-key': 'Key',
  'holder-make-request': 'Make the request',
  'holder-which-key': 'Which key',
  'holder-new-key': 'A new P-256 key (recommended)',
  'holder-new-ed25519': 'A new Ed25519 key',
  'holder-same-key': str`The key of an earlier code (${0})`,
  'holder-new-key-why':
    'With a new key for each code nobody can tell by the keys that two codes are of one person.',
  'holder-request-of': str`Request of ${0}`,
  'holder-request-label': str`Request of ${0}, for the issuer to scan`,
  'holder-request-help':
    'Let the issuer scan this, within minutes. Then read the code that it gives you, below.',
  'holder-copy': 'Copy the text',
  'holder-copied': 'Copied',
  'holder-withdraw': 'Withdraw',
  'holder-request-text': 'Text of the request',

  'holder-ahead': 'Preview',
  'holder-ahead-help':
    'Before you leave: what the rules of your destination would make of your code. Worked out on this device; nothing is sent.',
  'holder-no-data':
    'There are no rules on this device yet. Open this page once with a network, or load a data file on the verifier page.',
  'holder-verifier': 'Verifier page',
  'holder-ahead-no-code': 'Add a code first.',
  'holder-destination': 'Rules of the destination',
  'holder-when': 'When',
  'holder-now': 'Now',
  'holder-planned': 'At a planned time',
  'holder-then': 'Date and time, in the time of this device',
  'holder-past': 'That time has passed: choose one to come.',
  'holder-preview': 'Preview · not a pass, and nothing to show at a gate',
  'holder-would-pass': 'would probably pass',
  'holder-would-check': 'would probably be checked by staff',
  'holder-would-stop': 'would probably be stopped',
  'holder-would-be-invalid': 'the code would be invalid',
  'holder-would-be-unreadable': 'the code could not be read',
  'holder-why': 'Why',
  'holder-stands': 'Holds',
  'holder-stands-until': str`until ${0}`,
  'holder-after': 'Then: ',
  'holder-stands-always': 'time alone will not change it',
  'holder-next-rules': 'New rules',
  'holder-next-version': str`version ${0} will be in force by then`,
  'holder-rule-version': str`${0} version ${1}`,
  'holder-rule': str`${0} version ${1}, rule ${2}`,
  'holder-stale-now': str`Data of this device are too old now: ${0}. Connect to update them, then look again.`,
  'holder-stale-then': str`By then these data of this device will be too old: ${0}. This preview takes them as unchanged; look again shortly before you leave.`,
  'holder-preview-limits':
    'Worked out from the data and the time of this device alone: a gate also compares the identity card, measures, notices a second use, and goes by its own data.',
  'holder-advice-expired': 'The code will have expired: ask for a new one before you leave.',
  'holder-advice-not-yet-valid': 'The code will not be valid yet: mind when it begins.',
  'holder-advice-other-code':
    'Ask the issuer for a new code, or use one of an issuer that the destination accepts.',
  'holder-advice-missing':
    'See to what is missing before you leave, say a test or a declaration, then ask for a new code.',
  'holder-advice-superseded':
    'This code was assessed under older rules, or those of elsewhere: ask for a new one.',
  'holder-advice-no-rules':
    'This device has no rules that are in force then: update its data and look again.',
  'holder-advice-live': 'Show it on the device that has its key.',
  'holder-advice-card': 'Take the identity card along: the gate compares it.',
  'holder-advice-appeal': 'If you disagree, appeal to whoever publishes these rules.',

  'holder-people': 'People',
  'holder-people-help':
    'Names are yours to give, and are kept on this device alone. Choose at the top of the page, by a tap or the arrow keys.',
  'holder-count': str`codes: ${0}`,
  'holder-add-person': 'Add somebody',
  'holder-rename': 'Rename',
  'holder-up': 'Up',
  'holder-down': 'Down',
  'holder-remove-person': 'Remove',
  'holder-remove-person-sure': str`Remove ${0}? All their codes and keys go from this device and cannot be brought back.`,
  'holder-new-name': 'New name',
  'holder-ok': 'OK',

  'holder-device': 'Device',
  'holder-what-is-kept': 'What is kept',
  'holder-kept-count': str`People: ${0}, codes: ${1}, keys: ${2}. All on this device alone; nothing is sent.`,
  'holder-storage-none':
    'This browser keeps nothing, as in a private window: all is gone when the page is closed.',
  'holder-storage-kept': 'The browser promises to keep it: only you delete it.',
  'holder-storage-may-go':
    'The browser does not promise to keep it: it may delete it when room is short.',
  'holder-storage-unknown': 'The browser does not say whether it keeps it.',
  'holder-ask-to-keep': 'Ask the browser to keep it',
  'holder-asked-kept': 'Kept. The browser promises to keep it: only you delete it.',
  'holder-asked-may-go':
    'Kept, but the browser does not promise to keep it: it may delete it when room is short.',
  'holder-eviction': 'When it can be lost',
  'holder-eviction-cleared':
    'When browsing data are cleared, the browser is removed or a private window is closed, all of it goes.',
  'holder-eviction-room':
    'When room is short, the browser may delete it by itself; above it says whether it promised not to.',
  'holder-eviction-safari':
    'Safari on iPhone and iPad deletes it after 7 days without use, unless the page was added to the home screen.',
  'holder-eviction-key':
    'Without its key a code cannot be shown: ask for a new one. A key has no backup, on purpose: what can be backed up can be stolen.',
  'holder-eviction-picture':
    'A code that is tied to no key can be saved as a picture, which anybody can show.',
  'holder-clear': 'Clear everything',
  'holder-clear-button': 'Clear all that this page keeps',
  'holder-clear-sure':
    'Delete all people, codes and keys from this device? They cannot be brought back.',
  'holder-clear-all': 'Delete everything',
}

export const templates: LocaleModule['templates'] = { ...ofVerifier, ...ofPictures, ...own }
