"""The glossary of a desk, looked at for what it says against itself."""

from workflow.model import Finding
from workflow.store.desk import Desk


def inconsistencies(desk: Desk, today: str) -> tuple[Finding, ...]:
    """Return what is wrong in the desk's glossary, with file, line and column.

    Args:
        desk: the desk.
        today: ISO 8601; entries proposed long before are reported.

    Raises:
        InputError: the glossary or the settings are not valid.
    """
    from workflow.checks import Glossary, check_glossary
    from workflow.store.schema import glossary_places

    settings, name = desk.settings, desk.name(desk.glossary_path)
    glossary = Glossary(desk.concepts(), settings.source_language, settings.target_language, today)
    places = glossary_places(desk.glossary_path.read_text(encoding="utf-8"), name)
    return check_glossary(glossary, places, name, settings)
