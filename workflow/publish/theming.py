"""Themes: the templates that turn a page's context into HTML.

A theme is a folder of Jinja templates under ``themes/``; what it lacks it takes from ``themes/base``. A desk overrides
it file by file: what lies in its ``theme/`` comes first. Templates are given `page` (`workflow.publish.context.Page`)
and decide nothing but the looks; a value they ask for that is not there is an error, never a blank.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING

from workflow.errors import InputError, OutputError

if TYPE_CHECKING:
    from jinja2 import Environment

THEMES = ("modern", "classic")
DEFAULT = THEMES[0]
# The desk's own templates, relative to its root.
OVERRIDES = "theme"
_BASE = "base"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme by name, and the folder whose files override it (None: as it comes).

    `inline` writes the style of a fragment into its elements, for content systems that take no style sheet. `stamp`
    tells one state of the folder's files from another: templates are read once for each.
    """

    name: str = DEFAULT
    folder: Path | None = None
    inline: bool = False
    stamp: str = ""


def template_names(name: str) -> tuple[str, ...]:
    """Return the files of a theme, its own and those it takes from the base.

    Raises:
        InputError: there is no such theme.
    """
    return tuple(sorted({entry.name for folder in (_folder(name), _folder(_BASE)) for entry in folder.iterdir()}))


def template_text(name: str, file: str) -> str:
    """Return one file of a theme as it comes.

    Raises:
        InputError: there is no such theme, or it has no such file.
    """
    for folder in (_folder(name), _folder(_BASE)):
        path = folder / file
        if Path(file).name == file and path.is_file():
            return path.read_text(encoding="utf-8")
    raise InputError(f"the theme {name} has no file “{file}”", mend=f"its files are {', '.join(template_names(name))}")


def _folder(name: str) -> Path:
    if name not in (*THEMES, _BASE):
        raise InputError(f"there is no theme “{name}”", mend=f"choose {' or '.join(THEMES)}")
    return Path(str(files("workflow.publish").joinpath("themes", name)))


def render(theme: Theme, template: str, **context: object) -> str:
    """Return a template of a theme, filled.

    Raises:
        InputError: there is no such theme.
        OutputError: a template is malformed or asks for what is not there (file and line).
    """
    from jinja2 import TemplateError

    try:
        return _environment(theme).get_template(template).render(context).strip() + "\n"
    except Exception as error:
        # A desk's own template is a program of its own: it may divide by zero, or not be UTF-8.
        if theme.folder is None and not isinstance(error, TemplateError):
            raise
        problem = f"the template fails: {str(error).rstrip('.')}"
        place = _place(error, theme, template)
        raise OutputError(problem, place=place, mend="mend it, or remove it to use the theme's") from error


def _place(error: Exception, theme: Theme, template: str) -> str:
    """File and line of a template's fault, as the desk names the file."""
    from jinja2 import TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError):
        file, line = error.filename or error.name or "", error.lineno
    else:
        # Jinja names the template's own file and line in the frames of a failed rendering.
        frames = [frame for frame in extract_tb(error.__traceback__) if not frame.filename.endswith((".py", ">"))]
        file, line = (frames[-1].filename, frames[-1].lineno or 0) if frames else (template, 1)
    path = Path(file)
    own = theme.folder is not None and (theme.folder / path.name).is_file()
    return f"{OVERRIDES if own else theme.name}/{path.name}:{line}"


@lru_cache(maxsize=8)
def _environment(theme: Theme) -> "Environment":
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

    folders = [theme.folder] if theme.folder else []
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in (*folders, _folder(theme.name), _folder(_BASE))]),
        autoescape=True,
        auto_reload=False,  # it would look at five files for every page
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment
