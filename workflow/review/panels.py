"""What is looked up beside a unit or an article: proposals, what changed, a phrase elsewhere, the page to come."""

import re
from base64 import b64encode
from hashlib import sha256
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from workflow.errors import InputError
from workflow.jobs import history
from workflow.jobs.concordance import lookup
from workflow.jobs.export import preview
from workflow.jobs.proposals import proposals
from workflow.jobs.redraft import redraft
from workflow.review import present
from workflow.review.present import Told
from workflow.review.replies import bench, drafting, form, page, place, reading
from workflow.review.workbench import Workbench
from workflow.text.worddiff import Piece

MOST = 40
"""Places of a phrase that are shown."""
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp")
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)


async def unit_proposals(request: Request) -> Response:
    """Show what the translation memory has for a unit."""
    article_id, unit_id = place(request), request.path_params["unit"]

    def work(bench: Workbench) -> Told:
        opened = bench.open(article_id)
        current = present.current_unit(opened, unit_id)
        found = [
            {
                "proposal": one,
                "shown": present.drawn(one.target),
                "text": present.as_text(opened, unit_id, one.target),
                "source": present.changed(one.source, current.source),
            }
            for one in proposals(bench.desk, article_id, unit_id)
        ]
        return {"found": found, "unit_id": unit_id}

    return page(request, "proposals.html", article_id=article_id, **await reading(request).run(work))


async def draft(request: Request) -> Response:
    """Have the engine draft a unit once more, and show what it says; nothing is written."""
    article_id, unit_id = place(request), request.path_params["unit"]
    await form(request)
    made = await drafting(request).run(lambda bench: redraft(bench.desk, article_id, unit_id, bench.engine))
    offer = {"shown": present.drawn(made.text), "origin": made.origin, "unmet": made.unmet, "unit_id": unit_id}

    def work(bench: Workbench) -> str:
        bench.offer(article_id, unit_id, made.text, made.origin)
        return present.as_text(bench.open(article_id), unit_id, made.text)

    return page(request, "draft.html", text=await bench(request).run(work), **offer)


async def unit_history(request: Request) -> Response:
    """Show what changed in a unit since the machine's draft, its earlier texts, and who did what."""
    article_id, unit_id = place(request), request.path_params["unit"]

    def work(bench: Workbench) -> Told:
        opened = bench.open(article_id)
        recorded = present.unit(opened, unit_id).recorded
        began = history.drafted(recorded)
        now = recorded.target.text
        return {
            "unit_id": unit_id,
            "began": began,
            "since": present.changed(began, now) if began and began != now else [],
            "past": [
                {"past": one, "shown": present.drawn(one.text), "text": present.as_text(opened, unit_id, one.text)}
                for one in reversed(recorded.target.history)
            ],
            "steps": history.log(bench.desk, article_id, unit_id),
        }

    return page(request, "history.html", **await bench(request).run(work))


async def changes(request: Request) -> Response:
    """Show every unit of an article that is not the machine's draft any more."""
    article_id = place(request)

    def work(bench: Workbench) -> list[tuple[str, list[Piece]]]:
        found = history.differences(bench.desk, article_id)
        return [(one.unit, present.changed(one.old, one.new)) for one in found]

    return page(request, "changes.html", changes=await bench(request).run(work))


async def concordance(request: Request) -> Response:
    """Show where a phrase stands on the desk, in both languages."""
    phrase = " ".join(request.query_params.get("phrase", "").split())[:200]
    if not phrase:
        raise InputError("there is no phrase to look up", mend="write one")
    found, settings = await reading(request).run(
        lambda bench: (lookup(bench.desk, phrase, bench.desk.ids()), bench.desk.settings)
    )
    shown = [
        {
            "place": one,
            "source": present.spotted(one.source, one.source_spans),
            "target": present.spotted(one.target, one.target_spans),
        }
        for one in found.occurrences[:MOST]
    ]
    return page(
        request,
        "concordance.html",
        phrase=phrase,
        concepts=found.concepts[:MOST],
        shown=shown,
        count=len(found.occurrences),
        source=settings.source_language,
        target=settings.target_language,
    )


async def page_beside(request: Request) -> Response:
    """Show the frame in which the page stands as it will be published."""
    return page(request, "preview.html", article_id=place(request))


async def published_page(request: Request) -> Response:
    """The page as it will be published, without scripts and with the styles of its theme alone."""
    article_id = place(request)
    html = await bench(request).run(lambda bench: preview(bench.desk, article_id))
    digests = [b64encode(sha256(style.encode()).digest()).decode() for style in _STYLE.findall(html)]
    styles = " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
    policy = (
        f"default-src 'none'; style-src {styles}; img-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'; sandbox allow-same-origin"
    )
    return HTMLResponse(html, headers={"Content-Security-Policy": policy})


async def picture(request: Request) -> Response:
    """A kept picture of an article, under a name that its record lists."""
    article_id, name = place(request), request.path_params["name"]

    def work(bench: Workbench) -> str:
        names = {image.file for image in bench.desk.article(article_id).images if image.file}
        if name not in names or not name.lower().endswith(_PICTURES):
            raise HTTPException(HTTPStatus.NOT_FOUND, "There is no such picture.")
        return str(bench.desk.media(article_id) / name)

    return FileResponse(await bench(request).run(work))
