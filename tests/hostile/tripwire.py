"""A wire that a hostile text trips when a browser takes it for something to run or to load."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Page

FORBIDDEN = """selector => {
  const found = [];
  for (const root of document.querySelectorAll(selector)) {
    for (const node of root.querySelectorAll('*')) {
      const name = node.localName;
      if (['script', 'iframe', 'frame', 'object', 'embed', 'link', 'meta', 'base', 'style', 'form',
           'video', 'audio', 'source', 'math', 'template'].includes(name)) found.push(`<${name}>`);
      for (const { name: key, value } of node.attributes) {
        if (/^on/i.test(key) || ['srcdoc', 'formaction', 'ping', 'autofocus'].includes(key))
          found.push(`<${name} ${key}>`);
        if (key === 'style' && /url|expression|@import/i.test(value)) found.push(`style ${value}`);
        const beside = name === 'a' && node.target === '_blank'
          && node.relList.contains('noopener');
        if (/href|src$|action/.test(key) && !(beside && /^https?:/.test(value))
            && /tripwire|^[\\s\\0]*(java|vb)script:/i.test(value))
          found.push(`<${name} ${key}="${value.slice(0, 60)}">`);
        if (/^href/.test(key) && /^[\\s\\0]*data:/i.test(value)) found.push(`<${name} data:>`);
      }
    }
  }
  return found;
}"""
"""What no text can become inside our cards and reports, whether it goes off or not."""

OPEN_ALL = """selector => {
  for (const root of document.querySelectorAll(selector)) {
    for (const node of root.querySelectorAll('details')) node.open = true;
    for (const node of root.querySelectorAll('input, textarea, [tabindex]')) {
      node.focus();
      node.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
    }
    for (const link of root.querySelectorAll('a[href]'))
      if (!/^(https?|blob):|^#|^[\\w-]+[.]ipynb$/.test(link.getAttribute('href'))) link.click();
  }
}"""


class Tripwire:
    """``trips``: what went off in any page or frame of the context, in words."""

    def __init__(self, context: BrowserContext) -> None:
        self.trips: list[str] = []
        context.on("request", lambda request: self._address(request.url))
        context.on("console", lambda message: self._said(message.text))
        context.on("page", self._page)

    def _page(self, page: Page) -> None:
        page.on(
            "dialog",
            lambda dialog: (self.trips.append(f"asked: {dialog.message}"), dialog.dismiss()),
        )

    def _address(self, url: str) -> None:
        if "tripwire" in url:
            self.trips.append(f"asked for {url}")

    def _said(self, text: str) -> None:
        if found := re.search(r"TRIP ([\w-]+)", text):
            self.trips.append(f"ran {found[1]}")

    def pull(self, page: Page, selector: str) -> list[str]:
        """Open, focus and touch everything below ``selector``; what is there and what went off."""
        before = page.url
        page.evaluate(OPEN_ALL, selector)
        page.wait_for_timeout(300)  # what loads or fires needs a moment
        moved = [] if page.url == before else [f"the page went to {page.url}"]
        found: list[str] = page.evaluate(FORBIDDEN, selector)
        return [*self.trips, *moved, *found]
