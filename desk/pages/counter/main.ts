/** Wires the counter's page to the desk that serves it. */
import { deskClient } from '../../shared/desk-client.ts'
import './counter-page.ts'

const page = document.createElement('counter-page')
page.client = deskClient()
document.body.append(page)
