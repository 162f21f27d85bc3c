"""A person at a window: what they see, whether everyone could use it, and the keys they press."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Page

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
}
AXE = Axe().axe_script
DESK, ZOOMED, PHONE = (1280, 900), (640, 450), (320, 640)


@dataclass
class Window:
    """One tab. Anything the console complains of (a script that fails, a policy that blocks) is a complaint."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, said: ConsoleMessage) -> None:
        expected = "the server responded with a status of 4" in said.text
        if said.type in ("error", "warning") and not expected:
            self.complaints.append(said.text)

    def go(self, address: str) -> Window:
        """Open a page of ours."""
        self.page.goto(address, wait_until="load")
        return self

    def usable_by_everyone(self) -> None:
        """Fail unless axe finds nothing, and neither a phone nor 200% zoom has to scroll sideways."""
        found = self._judged()
        assert not found.response["violations"], found.generate_report()
        for name, size in {"200% zoom": ZOOMED, "a phone": PHONE}.items():
            with self.sized(size):
                wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                assert wide <= 0, f"{self.page.url} is {wide}px too wide for {name}: {self._sticking_out()}"

    def _judged(self) -> AxeResults:
        """What axe finds in the page that is there to stay: one that a click is still leaving is judged in vain."""
        for _ in range(5):
            self.page.wait_for_load_state("load")
            with suppress(Error):  # the page went from under it
                arrived = self._arrived()
                if not self.page.evaluate("'axe' in window"):
                    self.page.evaluate(AXE)
                found = self.page.evaluate("(rules) => axe.run(document, rules)", RULES)
                if self._arrived() == arrived:
                    return AxeResults(found)
        raise AssertionError(f"{self.page.url} is never at rest")

    def _arrived(self) -> float:
        return float(self.page.evaluate("performance.timeOrigin"))

    def _sticking_out(self) -> str:
        script = """() => [...document.querySelectorAll('main *, header *, footer *')]
            .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .slice(0, 5).map((one) => one.outerHTML.slice(0, 120)).join(' | ')"""
        return str(self.page.evaluate(script))

    @contextmanager
    def sized(self, size: tuple[int, int]) -> Iterator[None]:
        """The window at another size (CSS pixels) for a while."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        yield
        self.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})

    def tab_to(self, name: str, most: int = 60) -> None:
        """Press Tab until the focus is on something called `name`, and can be seen there."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if name in self.focused():
                assert self._focus_shows(), f"nothing shows that {name!r} has the focus"
                return
        raise AssertionError(f"{most} presses of Tab did not reach {name!r} on {self.page.url}")

    def focused(self) -> str:
        """The name of whatever has the focus: its label, its words or its value."""
        script = """() => {
            const one = document.activeElement
            const names = [one.labels?.[0]?.textContent, one.getAttribute('aria-label'), one.textContent]
            return one === document.body ? '' : names.filter(Boolean).join(' ').trim()
        }"""
        return str(self.page.evaluate(script))

    def _focus_shows(self) -> bool:
        script = """() => {
            const one = document.activeElement
            const drawn = ['radio', 'checkbox'].includes(one.type)
            const ring = drawn ? getComputedStyle(one.nextElementSibling, '::before') : getComputedStyle(one)
            return ring.outlineStyle !== 'none' || ring.boxShadow !== 'none'
        }"""
        return bool(self.page.evaluate(script))


@contextmanager
def open_window(browser: Browser, base_url: str, *, scripts: bool = True) -> Iterator[Window]:
    """A fresh tab with nothing remembered. On the way out it must have had nothing to complain of."""
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": DESK[0], "height": DESK[1]},
        java_script_enabled=scripts,
        locale="en-GB",
        timezone_id="Europe/London",
        reduced_motion="reduce",
    )
    context.set_default_timeout(30_000)
    window = Window(context.new_page())
    try:
        yield window
        assert not window.complaints, window.complaints
    finally:
        context.close()
