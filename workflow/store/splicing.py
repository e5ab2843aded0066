"""Edits of hand-written YAML that leave every other byte as it is: comments, order, quotes, line ends, blank lines.

Libyaml knows where each value begins and ends; the new text goes exactly there. Each edit is read again and compared
with what it should have done, so that a layout this cannot handle is refused and never damaged.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, NoReturn

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from workflow.errors import InputError
from workflow.store.emitter import dump, entry, flow, scalar
from workflow.store.parsing import Document, Trail, parse


def splice(text: str, trail: Trail, value: Any, name: str = "YAML text") -> str:  # noqa: ANN401
    """Set the scalar at `trail`; when the mapping is there but not the key, add the key with any value.

    Raises:
        InputError: nothing stands at the trail, or it cannot be edited in place.
    """
    return _Edit(text, name).set(trail, value)


def append(text: str, trail: Trail, item: Any, name: str = "YAML text") -> str:  # noqa: ANN401
    """Add an item to the list at `trail`, which may be empty.

    Raises:
        InputError: no list stands there, or it cannot be edited in place.
    """
    return _Edit(text, name).insert(trail, None, [item])


def extend(text: str, trail: Trail, items: Sequence[Any], name: str = "YAML text") -> str:
    """Add items to the list at `trail`, which may be empty.

    Raises:
        InputError: no list stands there, or it cannot be edited in place.
    """
    return _Edit(text, name).insert(trail, None, list(items))


def insert(text: str, trail: Trail, index: int, item: Any, name: str = "YAML text") -> str:  # noqa: ANN401
    """Put an item behind the first `index` (at least one) items of the list at `trail`.

    Raises:
        InputError: no such list stands there, or it cannot be edited in place.
    """
    return _Edit(text, name).insert(trail, index, [item])


def remove(text: str, trail: Trail, name: str = "YAML text") -> str:
    """Take out the key or the list's item at `trail`, with the lines it stands on; comments around it stay.

    Raises:
        InputError: it is not there, or is all that its list or mapping holds, or cannot be edited in place.
    """
    return _Edit(text, name).remove(trail)


class _Edit:
    """One edit of one text. `shift` is the byte order mark, which libyaml does not count."""

    def __init__(self, text: str, name: str) -> None:
        self.document: Document = parse(text, name)
        self.shift = len(text) - len(text.removeprefix("\ufeff"))
        self.text = text.removeprefix("\ufeff")
        self.bom = text[: self.shift]
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def set(self, trail: Trail, value: Any) -> str:  # noqa: ANN401
        path = self._nodes(trail[:-1])
        node = _child(path[-1], trail[-1]) if path else None
        if node is None:
            return self._checked(self._with_key(path, trail, value), trail, value)
        if not isinstance(node, ScalarNode) or isinstance(value, dict | list | tuple):
            self._refuse(trail)
        in_flow = any(_flows(above) for above in path)
        return self._checked(self._with_scalar(node, value, in_flow=in_flow), trail, value)

    def insert(self, trail: Trail, index: int | None, items: list[Any]) -> str:
        path = self._nodes(trail)
        node = path[-1]
        old = at(self.document.data, trail)
        if old is None and isinstance(node, ScalarNode) and not node.value:
            edited = self._below(path, items)
        elif not isinstance(node, SequenceNode) or (index is not None and not 0 < index <= len(node.value)):
            self._refuse(trail)
        elif not node.flow_style:
            edited = self._after(_last(node.value[(index or 0) - 1]), _items(items), node.start_mark.column)
        elif not node.value and isinstance(items[0], dict) and not any(_flows(above) for above in path[:-1]):
            edited = self._below(path, items)
        elif node.value:
            edited = self._insert(
                node.value[(index or 0) - 1].end_mark.index, "".join(f", {flow(item)}" for item in items)
            )
        else:
            edited = self._insert(node.start_mark.index + 1, ", ".join(map(flow, items)))
        place = len(old or []) if index is None else index
        return self._checked(edited, trail, [*(old or [])[:place], *items, *(old or [])[place:]])

    def remove(self, trail: Trail) -> str:
        if not trail:
            self._refuse(trail)
        parent, node = self._nodes(trail)[-2:]
        spans = _spans(parent)
        index = next(place for place, (_, last) in enumerate(spans) if last is node)
        if _flows(parent):
            start, end = spans[index][0].start_mark.index, node.end_mark.index
            if index + 1 < len(spans):
                end = spans[index + 1][0].start_mark.index
            elif index:
                start = spans[index - 1][1].end_mark.index
        elif len(spans) > 1:
            start = self.text.rfind("\n", 0, spans[index][0].start_mark.index) + 1
            end = self._line_end(_last(node))
        else:
            self._refuse(trail)
        wanted = deepcopy(self.document.data)
        del at(wanted, trail[:-1])[trail[-1]]
        return self._checked(self.text[:start] + self.text[end:], (), wanted)

    # --- The three kinds of edit -------------------------------------------------------------------------------------

    def _with_scalar(self, node: ScalarNode, value: Any, *, in_flow: bool) -> str:  # noqa: ANN401
        start, end = node.start_mark.index, node.end_mark.index
        old = self.text[start:end]
        new = scalar(value, flow=in_flow, quote=node.style if node.style in ("'", '"') else "")
        if node.style in ("|", ">"):  # its span takes in the line ends behind it
            new += old[len(old.rstrip()) :]
        if start == end:  # nothing stands behind the colon or the dash yet
            new = f" {new}"
        return self.text[:start] + new + self.text[end:]

    def _with_key(self, path: list[Node], trail: Trail, value: Any) -> str:  # noqa: ANN401
        added = {str(trail[-1]): value}
        if not path:
            body = self.text if self.text.endswith("\n") or not self.text else self.text + self.newline
            return body + self._lines(entry(added), 0)
        parent = path[-1]
        if isinstance(parent, ScalarNode) and not parent.value and parent.style == "":
            return self._below(path, added)
        if not isinstance(parent, MappingNode) or not isinstance(trail[-1], str):
            self._refuse(trail)
        if not parent.flow_style:
            return self._after(_last(parent), entry(added), parent.start_mark.column)
        inner = flow(added)[1:-1]
        if parent.value:
            return self._insert(parent.value[-1][1].end_mark.index, f", {inner}")
        return self._insert(parent.start_mark.index + 1, inner)

    def _below(self, path: list[Node], value: Any) -> str:  # noqa: ANN401
        """Put a block under a key that has nothing, or an empty ``[]``, behind it."""
        node, owner = path[-1], path[-2] if len(path) > 1 else None
        if not isinstance(owner, MappingNode) or owner.flow_style:
            self._refuse(())
        start, end = node.start_mark.index, node.end_mark.index
        head = self.text[:start].rstrip(" ")
        column = owner.start_mark.column + (2 if isinstance(value, dict) else 0)
        block = entry(value) if isinstance(value, dict) else _items(value)
        return self._after_line(head + self.text[end:], len(head), block, column)

    # --- Text --------------------------------------------------------------------------------------------------------

    def _insert(self, at: int, new: str) -> str:
        return self.text[:at] + new + self.text[at:]

    def _after(self, last: Node, block: str, column: int) -> str:
        """Insert a block after the line on which a value ends."""
        end = last.end_mark.index
        if isinstance(last, ScalarNode) and last.style in ("|", ">"):
            end -= 1
        return self._after_line(self.text, end, block, column)

    def _after_line(self, text: str, at: int, block: str, column: int) -> str:
        stop = text.find("\n", at)
        if stop < 0:
            return text + self.newline + self._lines(block, column)
        return text[: stop + 1] + self._lines(block, column) + text[stop + 1 :]

    def _line_end(self, last: Node) -> int:
        """Return where the line after the one on which a value ends begins."""
        end = last.end_mark.index
        if isinstance(last, ScalarNode) and last.style in ("|", ">"):  # its span takes in what is empty behind it
            end = last.start_mark.index + len(self.text[last.start_mark.index : end].rstrip())
        stop = self.text.find("\n", end)
        return len(self.text) if stop < 0 else stop + 1

    def _lines(self, block: str, column: int) -> str:
        return "".join(f"{' ' * column}{line}{self.newline}" if line else self.newline for line in block.splitlines())

    # --- Finding and proving -----------------------------------------------------------------------------------------

    def _nodes(self, trail: Trail) -> list[Node]:
        """Return the nodes from the top to the trail's; none for an empty text."""
        node = yaml.compose(self.text, Loader=yaml.CSafeLoader)
        if node is None and not trail:
            return []
        path: list[Node] = []
        for part in (None, *trail):
            node = node if part is None else _child(path[-1], part)
            if node is None:
                self._refuse(trail[: max(len(path), 1)])
            path.append(node)
        return path

    def _checked(self, edited: str, trail: Trail, value: Any) -> str:  # noqa: ANN401
        wanted = _with(self.document.data, trail, plain(value))
        try:
            found = parse(edited).data
        except InputError:
            self._refuse(trail)
        if repr(found) != repr(wanted):  # repr tells 1 from True and knows the order of keys
            self._refuse(trail)
        return self.bom + edited

    def _refuse(self, trail: Trail) -> NoReturn:
        shown = ".".join(str(part) for part in trail) or "this file"
        raise InputError(f"{shown} cannot be edited in place", place=self.document.place(trail), mend="edit it by hand")


def at(data: Any, trail: Trail) -> Any:  # noqa: ANN401
    """Return the value at a trail; None where there is none."""
    for part in trail:
        if isinstance(data, list) and isinstance(part, int):
            data = data[part]
        else:
            data = data.get(part) if isinstance(data, dict) else None
    return data


def _child(parent: Node | None, part: str | int) -> Node | None:
    if isinstance(parent, MappingNode):
        return next((value for key, value in parent.value if key.value == part), None)
    if isinstance(parent, SequenceNode) and isinstance(part, int) and 0 <= part < len(parent.value):
        found: Node = parent.value[part]
        return found
    return None


def _items(items: list[Any]) -> str:
    """Return a list as a block; an item that is a mapping has each of its values on one line."""
    return "".join("- " + _indented(entry(item)) if item and isinstance(item, dict) else dump([item]) for item in items)


def _indented(block: str) -> str:
    first, *rest = block.splitlines(keepends=True)
    return first + "".join(f"  {line}" if line.strip() else line for line in rest)


def _spans(parent: Node) -> list[tuple[Node, Node]]:
    """Return the first and the last node of each pair or item of a mapping or list."""
    return [part if isinstance(part, tuple) else (part, part) for part in parent.value]


def plain(value: Any) -> Any:  # noqa: ANN401
    """Return data as reading it would: dicts and lists."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def _flows(node: Node) -> bool:
    return isinstance(node, CollectionNode) and bool(node.flow_style)


def _last(node: Node) -> Node:
    """Return the node that ends last in a block; a block's own end takes in the comments behind it."""
    while isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


def _with(data: Any, trail: Trail, value: Any) -> Any:  # noqa: ANN401
    """Return a copy of the data with a value set; what has nothing in it becomes a mapping on the way."""
    if not trail:
        return value
    changed = inner = deepcopy(data) if data is not None else {}
    for part in trail[:-1]:
        if inner[part] is None:
            inner[part] = {}
        inner = inner[part]
    inner[trail[-1]] = value
    return changed
