"""What a person does to an article as a whole: its metadata, its approval, who works on it, its publication."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from workflow.errors import InputError
from workflow.jobs import decisions, edits
from workflow.jobs.edits import ConflictError
from workflow.jobs.export import export
from workflow.model import State
from workflow.review.present import Told
from workflow.review.replies import bench, field, form, page, place
from workflow.review.views import seen, whole
from workflow.review.workbench import Opened, Workbench
from workflow.text.worddiff import compare


async def metadata(request: Request) -> Response:
    """Show what the reproduction says of itself, to be edited."""
    article_id = place(request)
    return page(request, "metadata.html", **await bench(request).run(lambda bench: _fields(bench.open(article_id))))


async def set_metadata(request: Request) -> Response:
    """Write one field, unless somebody else changed it since it was read."""
    article_id = place(request)
    fields = await form(request)
    name, value, expected = (field(fields, key) for key in ("field", "value", "expected"))

    def work(bench: Workbench) -> Told:
        try:
            edits.set_metadata(bench.desk, article_id, name, value, by=bench.by, expected=expected)
        except ConflictError as error:
            pieces = list(compare(error.theirs, value))
            return {"theirs": error.theirs, "mine": value, "pieces": pieces} | _fields(bench.open(article_id))
        opened = bench.open(article_id)
        return whole(opened) | _fields(opened)

    told = await bench(request).run(work)
    shown = next((one for one in told["fields"] if one["name"] == name), None)
    if "theirs" not in told:
        return page(request, "metadata_saved.html", field=shown, **told)
    answer = page(request, "metadata_conflict.html", HTTPStatus.CONFLICT, field=shown, **told)
    answer.headers["HX-Retarget"] = f"#field-{name}"
    answer.headers["HX-Reswap"] = "outerHTML"
    return answer


def _fields(opened: Opened) -> Told:
    subject = opened.subject
    rows = [
        {
            "name": name,
            "chinese": _text(getattr(subject.article.metadata, name)),
            "english": _text(getattr(opened.metadata, name)),
            "origin": subject.reproduction.origins.get(name, "") if subject.reproduction else "",
            "is_list": isinstance(getattr(opened.metadata, name), tuple),
        }
        for name in edits.METADATA_FIELDS
    ]
    return {"article_id": subject.article.id, "fields": rows}


def _text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


async def state(request: Request) -> Response:
    """Approve every unit of an article, or make it final; only the texts that the person saw."""
    article_id = place(request)
    fields = await form(request)
    wanted, known = field(fields, "state"), field(fields, "seen")
    if wanted not in (State.REVIEWED, State.FINAL, State.TRANSLATED):
        raise HTTPException(HTTPStatus.BAD_REQUEST, f"There is no state {wanted}.")

    def work(bench: Workbench) -> None:
        if seen(bench.open(article_id)) != known:
            raise InputError("a text was changed since you opened the page", mend="reload it, and look again")
        if wanted == State.TRANSLATED:
            decisions.reopen(bench.desk, article_id, by=bench.by)
        else:
            decisions.set_state(bench.desk, article_id, State(wanted), by=bench.by)

    await bench(request).run(work)
    return Response(status_code=HTTPStatus.NO_CONTENT, headers={"HX-Refresh": "true"})


async def assign(request: Request) -> Response:
    """Write down who works on an article."""
    article_id = place(request)
    name = " ".join(field(await form(request), "name").split())
    await bench(request).run(lambda bench: decisions.assign(bench.desk, article_id, name))
    return Response(status_code=HTTPStatus.NO_CONTENT, headers={"HX-Refresh": "true"})


async def publish(request: Request) -> Response:
    """Export the page as ``workflow export`` does, or show the findings that stand in the way."""
    article_id = place(request)
    await form(request)

    def work(bench: Workbench) -> Told:
        out = bench.desk.root / bench.desk.settings.out
        done = export(bench.desk, article_id, out, by=bench.by)
        return {"path": str(done.path or ""), "findings": done.findings}

    return page(request, "exported.html", article_id=article_id, **await bench(request).run(work))
