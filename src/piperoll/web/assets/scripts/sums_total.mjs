// A form with boxes [data-counts] and a total [data-available-pence]: the total follows the typing. The server works it out again.
const POUNDS = /^-?£?(\d{1,3}(,\d{3})+|\d*)(\.\d{1,2})?$/

function pence(text) {
  const typed = text.trim()
  if (!POUNDS.test(typed)) return 0
  const [whole, part = ''] = typed.replace(/[£,]/g, '').split('.')
  return Number(whole || 0) * 100 + Number(part.padEnd(2, '0') || 0)
}

// A box says a sum, or how many of something worth [data-each-pence].
const worth = (box) => (box.dataset.eachPence ? Math.round(pence(box.value) / 100) * Number(box.dataset.eachPence) : pence(box.value))

export const pounds = (sum) =>
  `£${Math.floor(sum / 100).toString().replace(/\B(?=(\d{3})+$)/g, ',')}.${String(sum % 100).padStart(2, '0')}`

export function startSumsTotal() {
  document.querySelectorAll('[data-available-pence]').forEach((total) => {
    const form = total.closest('form')
    const show = () => {
      const entered = [...form.querySelectorAll('[data-counts]')].reduce((sum, box) => sum + worth(box), 0)
      const left = Number(total.dataset.availablePence) - entered
      total.classList.toggle('app-total--over', left < 0)
      total.querySelector('[data-total=entered]').textContent = pounds(entered)
      total.querySelector('[data-total=left]').textContent = pounds(Math.abs(left))
      total.querySelector('[data-total-name=left]').textContent = left < 0 ? 'Too much by' : total.dataset.leftName
    }
    form.addEventListener('input', show)
    show()
  })
}
