/** Wires the office's page to the desk that serves it. */
import { deskClient } from '../../shared/desk-client.ts'
import './office-page.ts'

const page = document.createElement('office-page')
page.client = deskClient()
document.body.append(page)
