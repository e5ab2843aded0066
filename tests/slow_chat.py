"""An engine behind an address that answers slowly, and falls silent when a test wants it to."""

import json
import threading
import time
from pathlib import Path

from loopback import Call, Reply, Site


class SlowChat:
    """Answers like an OpenAI server: one sentence for each text, up to `most`; then it is silent until `go_on`."""

    def __init__(self) -> None:
        self.site = Site("", 0)
        self.most = 1000
        self.pace = 0.0
        self.asked: list[str] = []
        self.silent = threading.Event()
        self.go_on = threading.Event()

    def __call__(self, call: Call) -> Reply:
        if call.path == "/v1/models":
            return _json({"data": [{"id": "small"}]})
        if len(self.asked) >= self.most:
            self.silent.set()
            self.go_on.wait(30)
        time.sleep(self.pace)
        self.asked.append(str(json.loads(call.body)["messages"][-1]["content"]))
        text = f"The laboratory of the port is at work in part {'abcdefghijklmnopqrstuvwxyz'[len(self.asked)]} of it."
        return _json({"choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": "stop"}]})

    def settle(self, desk: Path, **options: object) -> None:
        """Name this server in the settings of the desk."""
        options = {"url": self.site.url, "parallel": 1, **options}
        settings = (desk / "workflow.yaml").read_text(encoding="utf-8")
        settings = settings.replace("\nengine: auto\n", "\nengine: openai\n")
        (desk / "workflow.yaml").write_text(f"{settings}\nengines: {json.dumps({'openai': options})}\n", "utf-8")


def _json(content: object) -> Reply:
    return Reply(json.dumps(content).encode(), headers=(("Content-Type", "application/json"),))
