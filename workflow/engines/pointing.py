"""Where a model's attention says that a span of its source stands in its draft."""

from collections.abc import Iterator, Sequence

Span = tuple[int, int]
# A word belongs to a span when at least this share of its attention does, or it stands between words that do.
_SHARE = 0.3


def offsets(pieces: Sequence[str], text: str) -> list[Span]:
    """Return the span of each piece in the text that the pieces were made of, or make.

    Pieces are those of SentencePiece (``▁`` begins a word) or BPE (``@@`` goes on). Where a tokenizer rewrote
    characters, spans are as near as their lengths allow.
    """
    spans: list[Span] = []
    at = 0
    for piece in pieces:
        bare = piece.replace("▁", "").removesuffix("@@")
        while at < len(text) and text[at].isspace():
            at += 1
        end = min(len(text), at + len(bare))
        spans.append((at, end))
        at = end
    return spans


def point(
    span: Span, source: Sequence[Span], target: Sequence[Span], attention: Sequence[Sequence[float]]
) -> Span | None:
    """Return the stretch of a draft that attends most to a span of its source, None when none does.

    Args:
        span: of the source text.
        source: spans of the source's pieces.
        target: spans of the draft's pieces.
        attention: one row a piece of the draft, one column a piece of the source.
    """
    inside = [min(span[1], end) > max(span[0], start) for start, end in source]
    gains = [
        sum(weight for weight, counts in zip(row, inside, strict=False) if counts) - _SHARE
        for row in attention[: len(target)]
    ]
    return _richest(list(_words(target, gains)))


def _words(target: Sequence[Span], gains: Sequence[float]) -> Iterator[tuple[Span, float]]:
    """Pieces that touch, as one word with the mean of their gains."""
    at = 0
    while at < len(gains):
        end = at + 1
        while end < len(gains) and target[end][0] == target[end - 1][1]:
            end += 1
        yield (target[at][0], target[end - 1][1]), sum(gains[at:end]) / (end - at)
        at = end


def _richest(words: Sequence[tuple[Span, float]]) -> Span | None:
    """The run of words with the greatest sum (Kadane)."""
    best, found = 0.0, None
    total, start = 0.0, 0
    for index, (span, gain) in enumerate(words):
        if total <= 0:
            total, start = 0.0, index
        total += gain
        if total > best:
            best, found = total, (words[start][0][0], span[1])
    return found
