"""Getting the pictures of an article that are not kept with it yet."""

from dataclasses import replace

from workflow.intake.media import fetch_media
from workflow.intake.original import Original
from workflow.jobs.observer import Observer, Silent
from workflow.model import Image
from workflow.store.desk import Desk


def unkept(desk: Desk, article_id: str) -> tuple[Image, ...]:
    """Return the pictures of an article that its page would load from elsewhere, each address once."""
    images = {image.src: image for image in desk.article(article_id).images if not image.file}
    return tuple(images.values())


def fetch_missing(desk: Desk, article_id: str, *, allow_private: bool = False, observer: Observer | None = None) -> int:
    """Keep the pictures of an article that are not kept yet; return how many were got.

    What cannot be got is told to the observer, and stays a link.

    Raises:
        InputError: no such article, or its folder cannot be written.
    """
    article = desk.article(article_id)
    missing = unkept(desk, article_id)
    if not missing:
        return 0
    path, data = desk.original(article_id)
    original = Original(data=data, url=article.metadata.url, name=path.name, extension=path.suffix.removeprefix("."))
    found, files, warnings = fetch_media(missing, original, allow_private=allow_private)
    for warning in warnings:
        (observer or Silent()).note(f"{article_id}: {warning}")
    if not files:
        return 0
    taken = {image.file for image in article.images if image.file}
    names = {name: _free(name, taken) for name in files}
    kept = {image.src: names[image.file] for image in found if image.file}
    images = tuple(replace(image, file=image.file or kept.get(image.src, "")) for image in article.images)
    media = {names[name]: picture for name, picture in files.items()}
    desk.replace(replace(article, images=images), data, original.extension, desk.body(article_id), media)
    return len(kept)


def _free(name: str, taken: set[str]) -> str:
    stem, _, extension = name.rpartition(".")
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{stem}-{number}.{extension}"
    taken.add(free)
    return free
