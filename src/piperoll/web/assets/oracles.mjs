// Copies the markup govuk-frontend publishes for a few components, so that tests can compare ours with it.
import { readFileSync, writeFileSync } from 'node:fs'

const wanted = {
  'back-link': ['default'],
  breadcrumbs: ['default'],
  button: ['default', 'link', 'secondary', 'warning', 'start link'],
  checkboxes: ['default'],
  'date-input': ['default'],
  details: ['default'],
  'error-summary': ['default'],
  'file-upload': ['default', 'with error message and hint'],
  input: ['default', 'with error and hint', 'with prefix'],
  'inset-text': ['default'],
  'notification-banner': ['default'],
  pagination: ['default', 'with many pages', 'with previous only'],
  panel: ['default'],
  'password-input': ['default'],
  radios: ['default', 'with hint and error message', 'with hints on items'],
  select: ['default', 'with hint text and error message'],
  'skip-link': ['default'],
  'summary-list': ['default', 'with actions'],
  tag: ['default', 'grey'],
  textarea: ['default', 'with error message'],
  'warning-text': ['default'],
}
const { version, license } = JSON.parse(readFileSync('node_modules/govuk-frontend/package.json'))
const components = {}
for (const [component, names] of Object.entries(wanted)) {
  const { fixtures } = JSON.parse(readFileSync(`node_modules/govuk-frontend/dist/govuk/components/${component}/fixtures.json`))
  components[component] = Object.fromEntries(
    names.map((name) => {
      const fixture = fixtures.find((one) => one.name === name)
      if (!fixture) throw new Error(`govuk-frontend has no ${component} fixture called ${name}`)
      return [name, fixture.html]
    }),
  )
}
const source = `govuk-frontend ${version}, ${license} licence, © Crown copyright (Government Digital Service)`
writeFileSync(process.argv[2], JSON.stringify({ source, components }, null, 2) + '\n')
