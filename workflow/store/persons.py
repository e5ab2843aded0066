"""``names.yaml``: how this newsroom writes the names of persons, where pinyin by rule is not what they use."""

from collections.abc import Mapping

from workflow.errors import InputError
from workflow.store.parsing import parse
from workflow.text.chars import has_han

_FORM = "write lines such as '周明远: Zhou Mingyuan', or '成龙: [Jackie Chan, Chan Kong-sang]'"


def names_from_yaml(text: str, name: str = "names.yaml") -> Mapping[str, tuple[str, ...]]:
    """Read Chinese names with their English forms, the one to be used first.

    Args:
        text: the file's text; nothing but comments is no names.
        name: the file as a person should see it in errors.

    Raises:
        InputError: bad YAML, a key that is no Chinese name, or a name without English.
    """
    document = parse(text, name, texts=True)
    if document.data is None:
        return {}
    if not isinstance(document.data, dict):
        raise InputError("the file must hold names with their English", place=name, mend=_FORM)
    names: dict[str, tuple[str, ...]] = {}
    for chinese, english in document.data.items():
        forms = english if isinstance(english, list) else [english]
        place = document.place((chinese,))
        if not has_han(chinese):
            raise InputError(f"'{chinese}' is not a Chinese name", place=place, mend=_FORM)
        if not forms or not all(isinstance(form, str) and form.strip() and not has_han(form) for form in forms):
            raise InputError(f"'{chinese}' has no English name, or one that is not English", place=place, mend=_FORM)
        names[chinese] = tuple(form.strip() for form in forms)
    return names
