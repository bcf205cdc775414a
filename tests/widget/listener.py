"""A page without a browser, for tests of what a session decides and sends."""

from __future__ import annotations

import json
from typing import Any

from qualcode.widget.session import Session


class Listener:
    """A page without a browser: it says hello, asks for acts, and keeps up with changes."""

    def __init__(self, session: Session, transcript: str | None = None) -> None:
        self.session = session
        self.count = 0
        self.view = self.ask("hello", **({"transcript": transcript} if transcript else {}))
        assert self.view["ok"]
        self.items: dict[str, Any] = dict(self.view["items"])
        self.keyed: dict[str, Any] = dict(self.view["keyed"])

    @property
    def text(self) -> str:
        """The text of the transcript."""
        found: str = self.view["transcript"]["text"]
        return found

    def ask(self, op: str, **carried: Any) -> dict[str, Any]:
        """Send a message, take over the changes, and return the answer."""
        self.count += 1
        return self.send({"id": f"{id(self)}-{self.count}", "op": op, "session": self.session.id, **carried})

    def send(self, message: dict[str, Any]) -> dict[str, Any]:
        """Send a message as it is."""
        # What goes to a page goes as JSON.
        answers = json.loads(json.dumps(self.session.handle(message)))
        for answer in answers:
            if answer.get("type") == "change":
                self.take(answer)
        (answer,) = [answer for answer in answers if answer.get("re") == message["id"]]
        return dict(answer)

    def take(self, change: dict[str, Any]) -> None:
        """Take over a change."""
        for name in change["gone"]:
            del self.items[name]
        self.items |= change["put"]
        self.keyed |= change["keyed"]

    def passage(self, quote: str) -> dict[str, Any]:
        """Return a passage as pages name it."""
        start = self.text.index(quote)
        transcript = self.view["transcript"]["id"]
        return {"transcript": transcript, "start": start, "end": start + len(quote), "quote": quote}

    def code(self, quote: str, code: str, **more: Any) -> dict[str, Any]:
        """Put words under a code."""
        return self.ask("code", **self.passage(quote), code=code, **more)

    def shown(self, kind: str) -> list[tuple[str, str]]:
        """Return the words and codes of what is shown."""
        items = [item for item in self.items.values() if item["kind"] == kind]
        return sorted((self.text[item["start"] : item["end"]], item["code"]) for item in items)

    def suggestion(self, words: str, code: str) -> str:
        """Return the name of an open suggestion."""
        return next(
            name
            for name, item in self.items.items()
            if item["kind"] == "suggestion" and item["code"] == code and words in self.text[item["start"] : item["end"]]
        )
