"""Characters of a glossary that are easily mistyped and hard to see."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from workflow.glossary.consistency import Flaw, Form, Glossary
from workflow.text.chars import has_han

# Each with what is wrong and the mend.
_EVERYWHERE = (
    (re.compile("^\\s|\\s$"), "begins or ends with a space", "remove it"),
    (re.compile("[\u00a0\u2000-\u200d\u2060\ufeff\u00ad\t\r\n]"), "has an invisible or unusual space", "retype it"),
    (re.compile("  +"), "has two spaces in a row", "keep one"),
    (re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"), "has full-width letters or digits", "type plain ones"),
)
_HAN = "[\u4e00-\u9fff]"
_CHINESE = (
    (re.compile("[\"']"), "has straight quotation marks", "write “ ” or ‘ ’"),
    (
        re.compile("[,;:!?()](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[,;:!?()]"),
        "has half-width punctuation",
        "write ，；：（）",
    ),
    (re.compile("(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])"), "has a space between characters", "remove it"),
    (re.compile("[•・‧∙⋅･]"), "has an unusual middle dot", "write ·"),
)
_WESTERN = (
    (re.compile("[，。；：！？（）、《》「」『』【】]"), "has Chinese punctuation", "type plain marks"),
    (re.compile("[‐‑−]"), "has an unusual hyphen", "write -"),
)

_APOSTROPHES = ("'", "’")


def characters(glossary: Glossary) -> Iterator[Flaw]:
    """Report forms with mistyped characters: width, quotation marks, spaces."""
    for language in (glossary.source, glossary.target):
        for form in glossary.forms(language):
            rules = _CHINESE if has_han(form.text) else _WESTERN
            for pattern, problem, mend in (*_EVERYWHERE, *rules):
                if pattern.search(form.text):
                    yield Flaw(f"“{form.text}” of {form.concept.id} {problem}; {mend}", form.trail)
            if language == glossary.target and not language.startswith(("zh", "ja")) and has_han(form.text):
                yield Flaw(f"“{form.text}” of {form.concept.id} has Chinese characters; translate them", form.trail)
    yield from _odd_quotes(glossary.forms(glossary.target))


def _odd_quotes(forms: Sequence[Form]) -> Iterator[Flaw]:
    """Of straight and curly apostrophes, those that are fewer: a page that has both looks careless."""
    western = [form for form in forms if not has_han(form.text)]
    count = Counter({mark: sum(mark in form.text for form in western) for mark in _APOSTROPHES})
    (usual, most), (odd, few) = count.most_common()
    if few and most:
        for form in western:
            if odd in form.text:
                problem = f"has {odd} where the glossary mostly has {usual}; write {usual}"
                yield Flaw(f"“{form.text}” of {form.concept.id} {problem}", form.trail)
