"""What the formats of findings share: the rules a report explains, and what makes two findings the same."""

from dataclasses import dataclass
from hashlib import sha256

from workflow.model import Finding, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """A check as a report explains it: its id, its default severity, and its page (Markdown)."""

    id: str
    severity: Severity
    page: str

    @property
    def paragraph(self) -> str:
        """The first paragraph of the page on one line: what the check reports."""
        return self.page.split("\n\n")[1].replace("\n", " ")

    @property
    def gist(self) -> str:
        """Its first sentence."""
        return self.paragraph.partition(". ")[0].rstrip(".") + "."


def fingerprint(finding: Finding) -> str:
    """Return what stays the same of a finding while both texts do, wherever they move: 24 hexadecimal digits."""
    message = finding.message.replace(finding.unit, "") if finding.unit else finding.message
    stable = (finding.check, finding.article, message, finding.source, finding.target)
    return sha256("\0".join(stable).encode("utf-8", "surrogatepass")).hexdigest()[:24]
