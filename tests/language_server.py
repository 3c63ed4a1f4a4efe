"""A client of yaml-language-server, the one inside VS Code's YAML extension."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any

_PATIENCE = 60  # seconds


class LanguageServer:
    """Opens files of a folder with its .vscode/settings.json, over stdin and stdout (LSP 3.17)."""

    def __init__(self, server: Path, folder: Path) -> None:
        self.folder = folder
        settings = json.loads((folder / ".vscode" / "settings.json").read_text("utf-8"))
        schemas = {
            (folder / name).resolve().as_uri(): globs
            for name, globs in settings["yaml.schemas"].items()
        }
        self.settings = {
            "validate": True,
            "hover": True,
            "completion": True,
            "schemas": schemas,
            "schemaStore": {"enable": False},
        }
        self._process = subprocess.Popen(
            ["node", str(server), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._inbox: queue.Queue[dict[str, Any]] = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self._last = 0
        root = folder.as_uri()
        self.ask(
            "initialize",
            processId=None,
            rootUri=root,
            capabilities={
                "workspace": {"configuration": True},
                "textDocument": {"hover": {"contentFormat": ["markdown"]}},
            },
            workspaceFolders=[{"uri": root, "name": "报告"}],
        )
        self.tell("initialized")
        self.tell("workspace/didChangeConfiguration", settings={"yaml": self.settings})

    def __enter__(self) -> LanguageServer:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._listener.join()
        with self._process:  # closes the pipes
            pass

    def open(self, path: Path, text: str | None = None) -> list[dict[str, Any]]:
        """Open a file, or another text under its name, and return what the server says of it."""
        uri = path.resolve().as_uri()
        shown = path.read_text("utf-8") if text is None else text
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": shown}
        self.tell("textDocument/didOpen", textDocument=document)
        while True:
            message = self._next()
            if message.get("method") == "textDocument/publishDiagnostics":
                told: dict[str, Any] = message["params"]
                if told["uri"] == uri:
                    return list(told["diagnostics"])

    def at(self, method: str, path: Path, line: int, column: int) -> Any:
        """Ask about a place, counted from 0."""
        return self.ask(
            f"textDocument/{method}",
            textDocument={"uri": path.resolve().as_uri()},
            position={"line": line, "character": column},
        )

    def ask(self, method: str, **params: object) -> Any:
        """Send a request and return its result."""
        self._last += 1
        self._send({"id": self._last, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == self._last and "method" not in message:
                return message.get("result")

    def tell(self, method: str, **params: object) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def _next(self) -> dict[str, Any]:
        """Return the next message; what the server asks meanwhile is answered."""
        while True:
            message = self._inbox.get(timeout=_PATIENCE)
            if "id" not in message or "method" not in message:
                return message
            result: object = None
            if message["method"] == "workspace/configuration":
                items = message["params"]["items"]
                result = [self.settings if i.get("section") == "yaml" else None for i in items]
            self._send({"id": message["id"], "result": result})

    def _send(self, message: dict[str, object]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                header = stream.readline()
            self._inbox.put(json.loads(stream.read(length)))
