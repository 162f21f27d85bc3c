// Everything here is a kindness: each page does its work with this file missing.
import {
  Button, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink, createAll, isSupported,
} from 'govuk-frontend'
import { startDesk } from './desk.mjs'
import { startSearchAsYouType } from './search_as_you_type.mjs'
import { startShortcuts } from './shortcuts.mjs'
import { startSumsTotal } from './sums_total.mjs'

if (isSupported()) {
  for (const component of [Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink]) {
    createAll(component)
  }
  createAll(Button, { preventDoubleClick: true })
  startDesk()
  startSearchAsYouType()
  startShortcuts()
  startSumsTotal()
}
