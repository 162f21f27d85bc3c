// <form data-as-you-type="ID"> asks its own address again 150 ms after the last key and replaces the region with that id.
// The address bar follows, so a reload or a copied link shows the same page.
export function startSearchAsYouType() {
  document.querySelectorAll('form[data-as-you-type]').forEach((form) => {
    const region = form.dataset.asYouType
    let waiting
    let asking
    const ask = async () => {
      asking?.abort()
      asking = new AbortController()
      const address = `${form.action.split('?')[0]}?${new URLSearchParams(new FormData(form))}`
      try {
        const answer = await fetch(address, { signal: asking.signal, headers: { 'X-Requested-With': 'fetch' } })
        if (!answer.ok || answer.redirected) return form.requestSubmit()
        const text = await answer.text() // from <main> on: a <style> in its head would be told off by the page's own policy
        const page = new DOMParser().parseFromString(text.slice(text.indexOf('<main')), 'text/html')
        document.getElementById(region).replaceChildren(...page.getElementById(region).childNodes)
        history.replaceState(null, '', address)
      } catch (problem) {
        if (problem.name !== 'AbortError') form.requestSubmit()
      }
    }
    form.addEventListener('input', () => {
      clearTimeout(waiting)
      waiting = setTimeout(ask, 150)
    })
  })
}
