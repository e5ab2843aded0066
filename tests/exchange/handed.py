"""An article's items, as they are handed to other programs in these tests."""

from workflow.exchange.handoff import Handoff, Item, Proposal
from workflow.model import Comment, State

LINK = "https://site.example/plan?a=1&amp;b=2"
ITEMS = (
    Item(id="metadata.title", source="港口&amp;大学", target="Port &amp; University", kind="", state=State.TRANSLATED),
    Item(
        id="u1",
        source=f'见<a href="{LINK}">专题<strong>网页</strong></a>。<br/>下一行',
        target=f'<em>See</em> <a href="{LINK}" title="The &quot;plan&quot;">the <strong>page</strong></a>.<br/>Next a&lt;b',
        state=State.REVIEWED,
        comments=(Comment("Which year?", "Chen Yu", "2026-01-02T03:04:05Z"), Comment("Ask again.")),
        remarks=("The draft fails term.missing: 港口 = port",),
        terms=(("网页", "page"), ("大学", "university")),
        proposals=(Proposal("见<em>网页</em>。", "See the <em>page</em>.", 87, "2024-01-01-other u2"),),
    ),
    Item(id="u2", source='<img src="a.png"/>H<sub>2</sub>O<sup>+</sup>', kind="figcaption"),
    Item(id="u3", source="旧文", target="Old text", kind="h2", remarks=("The Chinese has changed.",)),
)
HANDED = Handoff(
    article="2024-01-24-port",
    source_language="zh",
    target_language="en",
    items=ITEMS,
    about=("Title: 港口&大学", "Original: https://site.example/port.html"),
)
