"""Any markup that a unit may have, for property tests."""

from hypothesis import strategies as st

from workflow.text.inline import escape, escape_attribute

TEXT = st.text(
    alphabet=st.one_of(st.sampled_from("开放ab &<>\"'=+-。；\n\t\r\u00a0\u200b⟦]"), st.characters(codec="utf-8")),
    max_size=8,
).filter(lambda text: all(ch in "\t\n\r" or (ch >= " " and ch not in "\ufffe\uffff") for ch in text))
ADDRESSES = st.sampled_from(["https://x.example/?a=1&b=2", "b.html", 'c"d', "mailto:a@x.example", "路/径"])


def _link(address: str, title: str, content: str) -> str:
    titled = f' title="{escape_attribute(title)}"' if title.strip() else ""
    return f'<a href="{escape_attribute(address)}"{titled}>{content}</a>'


def _wrap(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inner = st.lists(children, max_size=3).map("".join)
    return st.one_of(
        st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["em", "strong", "sub", "sup"]), inner),
        st.builds(_link, ADDRESSES, TEXT, inner.filter(lambda markup: "<a " not in markup)),
    )


_LEAVES = st.one_of(
    TEXT.map(escape), st.just("<br/>"), ADDRESSES.map(lambda src: f'<img src="{escape_attribute(src)}"/>')
).filter(lambda markup: "mailto" not in markup)
MARKUP = st.lists(st.recursive(_LEAVES, _wrap, max_leaves=8), max_size=4).map("".join)
"""Unit markup, not always canonical."""
