"""The widget's page without Jupyter: real modules in a bare page, a real session in Python at the other end."""

from __future__ import annotations

import contextlib
import http.server
import threading
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, Locator, Page

from qualcode.widget.session import Session
from tests.widget import coverage
from tests.widget.coverage import FOLDER

# A line that passes messages to Python and back, can fall silent or break, and remembers what it was sent.
BARE_PAGE = """<!doctype html><html lang="nl"><meta charset="utf-8"><title>Coderen</title>
<link rel="stylesheet" href="/widget.css"><main><h1>Notitieblok</h1><div id="host"></div></main>
<script type="module">
import widget from "/widget.js";
class Line {
  told = []; sent = [];
  on(event, told) { this.told.push(told); }
  off(event, told) { this.told = this.told.filter((one) => one !== told); }
  hear(messages) {
    this.view = messages.find((message) => message.type === "view") ?? this.view;
    for (const message of messages) for (const told of this.told) told(structuredClone(message));
  }
  send(message) {
    this.sent.push(message);
    if (this.dead) throw new Error("Cannot send");
    if (!this.mute) window.python(message).then((messages) => this.hear(messages));
  }
}
const asked = new URLSearchParams(location.search);
document.documentElement.style.colorScheme = asked.get("theme") ?? "light";
const host = document.querySelector("#host");
const root = asked.has("shadow") ? host.attachShadow({ mode: "open" }) : host;
if (root !== host) {
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/widget.css" });
  root.append(style);
}
window.line = new Line();
window.show = () => {
  const el = document.createElement("div");
  root.append(el);
  return widget.render({ model: window.line, el });
};
window.ends = Array.from({ length: Number(asked.get("pages") ?? 1) }, window.show);
</script></html>"""


@contextlib.contextmanager
def served() -> Iterator[str]:
    """Serve the modules of the page and the bare page on this machine, and yield the address."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}  # noqa: RUF012

        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(FOLDER))

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            if self.path.split("?")[0] != "/":
                super().do_GET()
                return
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(BARE_PAGE.encode())

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


class Verbs:
    """What a coder does on a page, wherever it is shown."""

    def __init__(self, page: Page) -> None:
        """Take the browser's page."""
        self.page = page

    def text(self, turn: int) -> Locator:
        """Return the text of a turn, by its index."""
        return self.page.locator(f".qc-text[data-turn='{turn}']").first

    def drag(self, words: str, turn: int, to_turn: int | None = None, to_words: str | None = None) -> None:
        """Select words with the mouse, from the first letter to the last."""
        self.text(turn).scroll_into_view_if_needed()
        box = self.page.evaluate(WHERE, [turn, words, turn if to_turn is None else to_turn, to_words or words])
        (left, top), (right, bottom) = box
        mouse = self.page.mouse
        mouse.move(left + 0.5, top)
        mouse.down()
        mouse.move((left + right) / 2, (top + bottom) / 2, steps=3)
        mouse.move(right - 0.5, bottom, steps=3)
        mouse.up()

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def code(self, typed: str) -> None:
        """Choose a code in the palette by typing a part of its name."""
        self.press("c")
        self.page.locator(".qc-palette input").fill(typed)
        self.press("Enter")
        self.saved()

    def saved(self) -> str:
        """Wait until all is called saved, and return what is said."""
        self.page.wait_for_selector(".qc-status[data-state='saved']")
        return self.status()

    def status(self) -> str:
        """Return what is said of the state."""
        return self.page.locator(".qc-status").first.inner_text()

    def chips(self) -> list[str]:
        """Return the labels in the margin."""
        return self.page.locator(".qc-chip:visible").all_inner_texts()


class Screen(Verbs):
    """The page without Jupyter."""

    def __init__(
        self, browser: Browser, address: str, session: Session, query: str = "", *, counted: bool = True
    ) -> None:
        """Open the page and wait until the transcript is shown; `counted` counts what of the script is run."""
        self.context = browser.new_context(viewport={"width": 1280, "height": 900})
        super().__init__(self.context.new_page())
        self.errors: list[str] = []
        self.outside: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: None if request.url.startswith(address) else self.note(request.url))
        self.line = self.context.new_cdp_session(self.page) if counted else None
        if self.line:
            coverage.begin(self.line)
        self.page.expose_function("python", session.handle)
        self.page.goto(address + query)
        self.page.wait_for_selector(".qc-turn")

    def note(self, url: str) -> None:
        """Remember that the page asked for something from outside."""
        if not url.startswith(("data:", "blob:")):
            self.outside.append(url)

    def close(self) -> None:
        """Close the page; it must have met no error and asked for nothing from outside."""
        if self.line:
            coverage.end(self.line)
        self.context.close()
        assert self.errors == []
        assert self.outside == []


WHERE = """([turn, words, toTurn, toWords]) => {
  const within = (node) => [...node.querySelectorAll("*")].map((one) => one.shadowRoot).filter(Boolean)
    .map((one) => (one.querySelector(".qc-turn") ? one : within(one))).find(Boolean);
  const root = document.querySelector(".qc-turn") ? document : within(document);
  const lastLength = (sought) => [...new Intl.Segmenter("nl").segment(sought)].at(-1).segment.length;
  const at = (number, sought, atEnd) => {
    const text = root.querySelector(`.qc-text[data-turn='${number}']`);
    const place = text.textContent.indexOf(sought);
    if (place < 0) throw new Error(`not there: ${sought}`);
    let [from, to] = [atEnd ? place + sought.length - lastLength(sought) : place, atEnd ? place + sought.length : place + 1];
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode(), before = 0;
    while (node && before + node.length <= from) { before += node.length; node = walker.nextNode(); }
    const range = document.createRange();
    range.setStart(node, from - before);
    range.setEnd(node, Math.min(to - before, node.length));
    const box = range.getBoundingClientRect();
    return [atEnd ? box.right : box.left, (box.top + box.bottom) / 2];
  };
  // Near the edge a drag makes the browser scroll.
  const doc = root.querySelector(".qc-doc");
  doc.scrollTop += at(turn, words, false)[1] - doc.getBoundingClientRect().top - doc.clientHeight / 3;
  return [at(turn, words, false), at(toTurn, toWords, true)];
}"""
