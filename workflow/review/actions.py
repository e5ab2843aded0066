"""What a person does to a unit: look at what was typed, save it, approve it, reopen it, accept a finding, remark."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from workflow.errors import InputError
from workflow.jobs import decisions, edits
from workflow.jobs.edits import ConflictError
from workflow.model import State, text_digest
from workflow.review import present
from workflow.review.present import Told
from workflow.review.replies import bench, field, form, page, place
from workflow.review.views import whole
from workflow.review.workbench import Workbench

Decide = Callable[[Workbench, str, str, Mapping[str, str]], str]
"""Decides something about a unit, and says what was decided, for who does not see the page."""


async def check(request: Request) -> Response:
    """Say what the checks find in a text that is being typed; nothing is written."""
    article_id, unit_id = _place(request)
    fields = await form(request)
    text, base = field(fields, "text"), field(fields, "base")
    view = await bench(request).run(lambda bench: present.typed(bench.open(article_id), unit_id, text, base))
    typing = view.markup != view.recorded.target.text  # what is not saved cannot be waived
    return page(request, "live.html", article_id=article_id, unit=view, typing=typing)


async def save(request: Request) -> Response:
    """Write a person's English, unless somebody else changed it since it was read: then show both."""
    article_id, unit_id = _place(request)
    fields = await form(request)
    text, base, expected, began = (field(fields, name) for name in ("text", "base", "expected", "began"))

    def work(bench: Workbench) -> Told:
        opened = bench.open(article_id)
        current = present.current_unit(opened, unit_id)
        if text_digest(current.source) != field(fields, "source"):
            raise InputError("the original of this unit has changed", place=unit_id, mend="reload the page")
        markup = present.read(current, text, base)
        try:
            edits.set_text(
                bench.desk,
                article_id,
                unit_id,
                markup,
                by=bench.by,
                expected=expected,
                began=began,
                origin=bench.origin(article_id, unit_id, markup),
            )
        except ConflictError as error:
            return {"unit": present.unit(opened, unit_id)} | present.conflict(error.theirs, markup)
        opened = bench.open(article_id)
        return whole(opened) | {"unit": present.unit(opened, unit_id)}

    told = await bench(request).run(work)
    if "theirs" in told:
        answer = page(request, "conflict.html", HTTPStatus.CONFLICT, article_id=article_id, **told)
        answer.headers["HX-Retarget"] = f"#conflict-{unit_id}"
        answer.headers["HX-Reswap"] = "innerHTML"
        return answer
    return page(request, "saved.html", article_id=article_id, typing=False, **told)


async def show(request: Request) -> Response:
    """Show a unit as it is now."""
    article_id, unit_id = _place(request)
    return await _unit(request, article_id, unit_id, "")


async def state(request: Request) -> Response:
    """Approve a unit, make it final, or take that back; only the text that the person saw."""
    return await _decided(request, _set_state)


def _set_state(bench: Workbench, article_id: str, unit_id: str, fields: Mapping[str, str]) -> str:
    wanted = field(fields, "state")
    if wanted not in tuple(State):
        raise HTTPException(HTTPStatus.BAD_REQUEST, f"There is no state {wanted}.")
    view = _refuse_changed(bench, article_id, unit_id, field(fields, "expected"))
    if State(wanted) is State.TRANSLATED:
        decisions.reopen(bench.desk, article_id, [unit_id], by=bench.by)
    else:
        compared = fields.get("source") == view.source_digest  # the page shows what changed in the original
        decisions.set_state(bench.desk, article_id, State(wanted), [unit_id], by=bench.by, compared=compared)
    return f"{unit_id} is {wanted} now"


def _refuse_changed(bench: Workbench, article_id: str, unit_id: str, expected: str) -> present.View:
    view = present.unit(bench.open(article_id), unit_id)
    if view.markup != expected:
        raise ConflictError(f"{article_id} {unit_id}", view.markup)
    return view


async def waive(request: Request) -> Response:
    """Accept a finding of a check, with a reason."""

    def decide(bench: Workbench, article_id: str, unit_id: str, fields: Mapping[str, str]) -> str:
        _refuse_changed(bench, article_id, unit_id, field(fields, "expected"))
        check = field(fields, "check")
        decisions.waive(bench.desk, article_id, unit_id, check, field(fields, "reason"), by=bench.by)
        return f"{check} is waived on {unit_id}"

    return await _decided(request, decide)


async def withdraw(request: Request) -> Response:
    """Take a waiver back."""

    def decide(bench: Workbench, article_id: str, unit_id: str, fields: Mapping[str, str]) -> str:
        decisions.withdraw(bench.desk, article_id, unit_id, field(fields, "check"))
        return f"the waiver on {unit_id} is taken back"

    return await _decided(request, decide)


async def comment(request: Request) -> Response:
    """Add a remark to a unit."""

    def decide(bench: Workbench, article_id: str, unit_id: str, fields: Mapping[str, str]) -> str:
        edits.add_comment(bench.desk, article_id, unit_id, field(fields, "remark"), by=bench.by)
        return f"the comment stands on {unit_id}"

    return await _decided(request, decide)


async def _decided(request: Request, decide: Decide) -> Response:
    article_id, unit_id = _place(request)
    fields = await form(request)
    said = await bench(request).run(lambda bench: decide(bench, article_id, unit_id, fields))
    return await _unit(request, article_id, unit_id, said)


async def _unit(request: Request, article_id: str, unit_id: str, said: str) -> Response:
    def work(bench: Workbench) -> Told:
        opened = bench.open(article_id)
        return whole(opened) | {"unit": present.unit(opened, unit_id)}

    told = await bench(request).run(work)
    return page(request, "decided.html", article_id=article_id, typing=False, said=said, **told)


def _place(request: Request) -> tuple[str, str]:
    return place(request), request.path_params["unit"]
