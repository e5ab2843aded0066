"""What the web says of the links, asked of real servers on loopback."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from loopback import Call, Reply, Site, serving

from workflow.jobs import online as job
from workflow.jobs.check import Checked
from workflow.model import Article, Finding, Metadata, Reproduction, Target, Unit, Waiver
from workflow.store.desk import Desk

ID = "2024-01-24-links"
POLITE = job.Manners(delay=0.0, timeout=5.0, allow_private=True)


REPLIES = {
    "/moved": Reply(status=301, headers=(("Location", "/here"),)),
    "/elsewhere": Reply(status=302, headers=(("Location", "/here"),)),
    "/round": Reply(status=302, headers=(("Location", "/round"),)),
    "/walled": Reply(status=403),
    "/tired": Reply(status=503),
    "/gone": Reply(status=404),
}


def answer(call: Call) -> Reply:
    if (call.method, call.path) == ("HEAD", "/no-head"):
        return Reply(status=405)
    return REPLIES.get(call.path, Reply(b"<p>here</p>"))


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(answer) as running:
        yield running


def put(desk: Desk, site: Site, *paths: str, original: str = "/here") -> Checked:
    metadata = Metadata(title="新闻", date="2024-01-24", url=f"{site.url}{original}")
    article = Article(id=ID, language="zh", metadata=metadata, digest="sha256:" + "0" * 64)
    markup = [f'<a href="{site.url}{path}">甲</a>' for path in paths]
    body = "\n".join(f'<p data-unit="u{n}">{text}</p>' for n, text in enumerate(markup, start=1))
    desk.add(article, b"<p>", "html", body, {})
    units = tuple(Unit(f"u{n}", text, target=Target(text)) for n, text in enumerate(markup, start=1))
    desk.save(Reproduction(article=ID, language="en", digest=article.digest, units=units))
    return Checked(article=ID, units=len(units), findings=())


def found(desk: Desk, checked: Checked, manners: job.Manners = POLITE) -> tuple[Finding, ...]:
    (result,) = job.with_links(desk, [checked], manners=manners)
    return result.findings


def test_what_is_there_is_asked_by_head_and_nothing_is_said(desk: Desk, site: Site) -> None:
    assert found(desk, put(desk, site, "/one", "/two")) == ()
    assert {(call.method, call.path) for call in site.calls} == {("HEAD", "/here"), ("HEAD", "/one"), ("HEAD", "/two")}


def test_servers_that_refuse_a_head_are_sent_a_get(desk: Desk, site: Site) -> None:
    assert found(desk, put(desk, site, "/no-head", "/walled")) == ()
    assert [call.method for call in site.calls if call.path in ("/no-head", "/walled")] == ["HEAD", "GET"] * 2


def test_a_page_that_is_gone_stands_at_its_unit(desk: Desk, site: Site) -> None:
    (finding,) = found(desk, put(desk, site, "/one", "/gone"))
    assert (finding.check, finding.unit, finding.severity) == ("link.dead", "u2", "warning")
    assert (finding.file, finding.line) == (f"translations/en/{ID}.yaml", 11)
    assert finding.message.startswith(f"the link {site.url}/gone is gone (the server answered 404);")


def test_an_original_that_is_gone_stands_in_the_articles_record(desk: Desk, site: Site) -> None:
    (finding,) = found(desk, put(desk, site, original="/gone"))
    assert (finding.unit, finding.file) == ("", f"sources/{ID}/article.yaml")
    assert finding.message.startswith("the link to the original ")


def test_only_a_move_for_good_is_told(desk: Desk, site: Site) -> None:
    (finding,) = found(desk, put(desk, site, "/moved", "/elsewhere"))
    assert (finding.check, finding.severity) == ("link.moved", "info")
    assert f"has moved for good to {site.url}/here;" in finding.message


def test_a_tired_server_and_a_circle(desk: Desk, site: Site) -> None:
    tired, circle = found(desk, put(desk, site, "/tired", "/round"))
    assert (tired.check, tired.severity) == ("link.dead", "info")
    assert "redirects more than 10 times" in circle.message


def test_nobody_answers(desk: Desk, site: Site) -> None:
    silent = replace(site, url="http://127.0.0.1:9")
    (finding,) = found(desk, put(desk, silent))
    assert (finding.check, finding.severity) == ("link.dead", "warning")
    assert "cannot be read" in finding.message


def test_private_hosts_are_refused_unless_allowed(desk: Desk, site: Site) -> None:
    findings = found(desk, put(desk, site, "/one"), replace(POLITE, allow_private=False))
    assert site.calls == []
    assert all("leads to a private address (127.0.0.1)" in finding.message for finding in findings)
    assert len(findings) == 2


def test_an_answer_is_believed_for_a_while(desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = put(desk, site, "/gone")
    before = found(desk, checked)
    asked = len(site.calls)
    assert found(desk, checked) == before
    assert len(site.calls) == asked
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 7 * 3_600)
    assert found(desk, checked) == before
    assert [call.path for call in site.calls[asked:]] == ["/gone"]


def test_an_address_is_asked_once_however_often_it_is_linked(desk: Desk, site: Site) -> None:
    assert found(desk, put(desk, site, "/one", "/one")) == ()
    assert [call.path for call in site.calls].count("/one") == 1


def test_a_waiver_accepts_it(desk: Desk, site: Site) -> None:
    checked = put(desk, site, "/gone")
    made = desk.reproduction(ID, "en")
    assert made is not None
    unit = made.units[0]
    given = (Waiver("link.dead", "kept as evidence", digest=unit.digest),)
    desk.save(replace(made, units=(replace(unit, target=replace(unit.target, waived=given)),)))
    assert found(desk, checked) == ()
