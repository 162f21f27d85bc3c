// The allocation desk. Arrow keys and Enter are the browser's own; here the total follows the choice, Ctrl+Enter sends
// form[data-desk-key=certain] and Ctrl+Z form[data-desk-key=undo], unless somebody is typing and means their own words.
import { pounds } from './sums_total.mjs'

const isTyping = (place) => place.matches('input:not([type=radio]), textarea, select')

function startTotal(total) {
  const form = total.closest('form')
  const show = (way) => {
    const allocated = Number(way.dataset.allocatedPence)
    const kept = Number(way.dataset.keptPence)
    const figures = { allocated, kept, left: Number(total.dataset.offeredPence) - allocated - kept }
    for (const [name, sum] of Object.entries(figures)) total.querySelector(`[data-offer-total=${name}]`).textContent = pounds(sum)
  }
  form.addEventListener('change', (event) => {
    if (event.target.name === 'candidate') show(event.target)
  })
}

export function startDesk() {
  document.querySelectorAll('[data-offered-pence]').forEach(startTotal)
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    const key = event.key === 'Enter' ? 'certain' : event.key === 'z' && !isTyping(event.target) ? 'undo' : ''
    const form = key && document.querySelector(`form[data-desk-key=${key}]`)
    if (!form) return
    event.preventDefault()
    form.requestSubmit()
  })
}
