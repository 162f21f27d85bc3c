// data-shortcut="n" on a link, button or field makes that key follow, press or focus it; "?" lists the keys of the page.
// A single key must be possible to turn off (WCAG 2.1.4): the list has the switch, remembered in this browser.
const OFF = 'piperoll-shortcuts-off'

const places = () => [...document.querySelectorAll('[data-shortcut]')].filter((place) => place.offsetParent !== null)
const isTyping = (place) => place.matches('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]')
const name = (place) => place.dataset.shortcutName || place.getAttribute('aria-label') || place.textContent.trim()

function follow(place) {
  place.focus()
  if (isTyping(place)) place.select?.()
  else place.click()
}

function list(dialog) {
  dialog.querySelector('tbody').replaceChildren(
    ...places().map((place) => {
      const row = document.createElement('tr')
      row.className = 'govuk-table__row'
      const key = Object.assign(document.createElement('kbd'), { className: 'app-key', textContent: place.dataset.shortcut })
      const cells = [key, name(place)].map((content) => {
        const cell = Object.assign(document.createElement('td'), { className: 'govuk-table__cell' })
        cell.append(content)
        return cell
      })
      row.append(...cells)
      return row
    }),
  )
  dialog.querySelector('input').checked = localStorage.getItem(OFF) !== 'yes'
  dialog.showModal()
}

export function startShortcuts() {
  const dialog = document.getElementById('shortcuts')
  const opener = document.querySelector('[data-opens-shortcuts]')
  if (!dialog || !opener) return
  opener.hidden = false
  opener.addEventListener('click', () => list(dialog))
  dialog.querySelector('input').addEventListener('change', (event) => {
    localStorage.setItem(OFF, event.target.checked ? 'no' : 'yes')
  })
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || dialog.open) return
    if (localStorage.getItem(OFF) === 'yes') return
    if (event.key === '?') return list(dialog)
    const place = places().find((one) => one.dataset.shortcut === event.key)
    if (!place) return
    event.preventDefault()
    follow(place)
  })
}
