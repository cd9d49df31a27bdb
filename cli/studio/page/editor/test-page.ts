/** For the test in a browser: a page with an editor and a comparison. */
import './before-view.ts'
import './rule-editor.ts'
