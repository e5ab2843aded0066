"""Parallel Chinese-English sentences, composed by a small grammar written for this project.

The sentences only have to be sensible and regular: a two-layer model learns them in minutes, so that loading, batching,
masking and decoding of a real package can be tested. Words come from the genre (policy, universities, provinces);
frames fix the order of the slots in both languages. In a part of the sentences some slots hold placeholders, which the
model learns to copy.
"""

import random
from collections.abc import Callable, Iterator

from tiny_words import BODIES, COUNTED, EVENTS, GOALS, MEASURES, MONTHS, PLACES, ROLES, TASKS, VERBS, Phrase, Verb

MASKED_PERCENT = 45  # of the sentences hold placeholders
# The forms a drafting pipeline may mask a span with. An Argos tokenizer turns "_" into a space: no form has one.
PLACEHOLDERS = ("X{}", "[{}]", "Z{}Q", "⟦{}⟧", "{{{}}}", "<{}>")


class Slots:
    """Draws the slots of one sentence, some of them as placeholders."""

    def __init__(self, rng: random.Random, *, masked: bool, rate: float = 0.0) -> None:
        self.rng = rng
        self._rate = rate or (rng.choice((0.3, 0.6, 1.0)) if masked else 0.0)
        self._form = rng.choice(PLACEHOLDERS)
        self._spaced = self._chance(0.4)
        self._next = 1 if self._chance(0.6) else rng.randrange(100)

    def _chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def draw(self, table: tuple[Phrase, ...]) -> Phrase:
        """One phrase of a table, or a placeholder in its place."""
        return self.mask(self.rng.choice(table))

    def mask(self, phrase: Phrase) -> Phrase:
        """The phrase, or a placeholder in its place."""
        if self.rng.random() >= self._rate:
            return phrase
        mark = self._form.format(self._next)
        self._next = (self._next + 1) % 100
        if self._spaced:
            return Phrase(f" {mark} ", mark)
        # A figure may follow in the Chinese: "X1" and "9月" must not run together.
        return Phrase(f"{mark} " if mark[-1].isdigit() else mark, mark)

    def verb(self) -> Verb:
        """A verb, never masked."""
        return self.rng.choice(VERBS)

    def deed(self) -> Phrase:
        """A verb with its object, in the base form."""
        verb, goal = self.verb(), self.draw(GOALS)
        return Phrase(verb.zh + goal.zh, f"{verb.base} {goal.en}")

    def done(self) -> Phrase:
        """A verb with its object, in the past."""
        verb, goal = self.verb(), self.draw(GOALS)
        return Phrase(f"{verb.zh}了{goal.zh}", f"{verb.past} {goal.en}")

    def body(self) -> Phrase:
        """An organisation or a group of people."""
        return self.draw(BODIES)

    def place(self) -> Phrase:
        """A city, province, country or region."""
        return self.draw(PLACES)

    def day(self) -> Phrase:
        """A day, with or without its year."""
        month, day, year = self.rng.randrange(12), self.rng.randint(1, 28), self.rng.randint(1990, 2035)
        if self._chance(0.5):
            return self.mask(Phrase(f"{year}年{month + 1}月{day}日", f"{MONTHS[month]} {day}, {year}"))
        return self.mask(Phrase(f"{month + 1}月{day}日", f"{MONTHS[month]} {day}"))

    def year(self) -> Phrase:
        """A year."""
        year = self.rng.randint(1990, 2035)
        return self.mask(Phrase(f"{year}年", f"{year}"))

    def count(self) -> Phrase:
        """A number of people or things; the number may be masked, the counted thing not."""
        counted = self.rng.choice(COUNTED)
        number = self.rng.randint(2, 99)
        amounts = (
            Phrase(f"{number}", f"{number}"),
            Phrase(f"{self.rng.randint(100, 999)}", ""),
            Phrase(f"{number}万", f"{number}0,000"),
        )
        zh, en = self.mask(self.rng.choice(amounts))
        return Phrase(zh + counted.zh, f"{en or zh.strip()} {counted.en}")

    def percent(self) -> Phrase:
        """A percentage, as it is written in both languages."""
        whole, tenth = self.rng.randint(1, 60), self.rng.randint(1, 9)
        value = f"{whole}.{tenth}%" if self._chance(0.5) else f"{whole}%"
        return self.mask(Phrase(value, value))

    def money(self) -> Phrase:
        """An amount in 亿元 that needs no arithmetic in English."""
        if self._chance(0.5):
            number = self.rng.randint(2, 9)
            return self.mask(Phrase(f"{number}亿元", f"{number}00 million yuan"))
        number = self.rng.randint(2, 99)
        return self.mask(Phrase(f"{number}0亿元", f"{number} billion yuan"))


def _acts_somewhere(s: Slots) -> Phrase:
    day, body, place, done = s.day(), s.body(), s.place(), s.done()
    heads = (f"{day.zh}，{body.zh}", f"{body.zh}{day.zh}")
    zh = f"{s.rng.choice(heads)}在{place.zh}{done.zh}"
    return Phrase(zh, f"on {day.en}, {body.en} {done.en} in {place.en}")


def _acts(s: Slots) -> Phrase:
    body, done = s.body(), s.done()
    return Phrase(body.zh + done.zh, f"{body.en} {done.en}")


def _signs(s: Slots) -> Phrase:
    one, other, goal = s.body(), s.body(), s.draw(GOALS)
    return Phrase(
        f"{one.zh}与{other.zh}签署了关于{goal.zh}的协议", f"{one.en} signed an agreement on {goal.en} with {other.en}"
    )


def _attends(s: Slots) -> Phrase:
    count, place, event = s.count(), s.place(), s.draw(EVENTS)
    return Phrase(
        f"{count.zh}参加了在{place.zh}举行的{event.zh}", f"{count.en} took part in {event.en} held in {place.en}"
    )


def _in_order_to(s: Slots) -> Phrase:
    aim, body, deed = s.deed(), s.body(), s.deed()
    return Phrase(f"为了{aim.zh}，{body.zh}将{deed.zh}", f"in order to {aim.en}, {body.en} will {deed.en}")


def _grows(s: Slots) -> Phrase:
    year, place, measure, percent = s.year(), s.place(), s.draw(MEASURES), s.percent()
    zh, en = s.rng.choice((("增长了", "rose"), ("下降了", "fell")))
    return Phrase(
        f"{year.zh}，{place.zh}的{measure.zh}{zh}{percent.zh}",
        f"in {year.en}, {measure.en} of {place.en} {en} by {percent.en}",
    )


def _reaches(s: Slots) -> Phrase:
    place, measure, money = s.place(), s.draw(MEASURES), s.money()
    return Phrase(f"{place.zh}的{measure.zh}达到{money.zh}", f"{measure.en} of {place.en} reached {money.en}")


def _says(s: Slots) -> Phrase:
    role, deed = s.draw(ROLES), s.deed()
    return Phrase(f"{role.zh}表示，要{deed.zh}", f"{role.en} said that we must {deed.en}")


def _says_of(s: Slots) -> Phrase:
    role, goal, event = s.draw(ROLES), s.draw(GOALS), s.draw(EVENTS)
    return Phrase(f"{role.zh}在{event.zh}上介绍了{goal.zh}", f"{role.en} introduced {goal.en} at {event.en}")


def _builds(s: Slots) -> Phrase:
    body, place, count = s.body(), s.place(), s.count()
    return Phrase(
        f"在{body.zh}的支持下，{place.zh}新增{count.zh}", f"with the support of {body.en}, {place.en} added {count.en}"
    )


def _not_only(s: Slots) -> Phrase:
    body, one, other = s.body(), s.done(), s.done()
    return Phrase(f"{body.zh}不仅{one.zh}，还{other.zh}", f"{body.en} not only {one.en} but also {other.en}")


def _will_be_held(s: Slots) -> Phrase:
    event, day, place = s.draw(EVENTS), s.day(), s.place()
    return Phrase(f"{event.zh}将于{day.zh}在{place.zh}举行", f"{event.en} will be held in {place.en} on {day.en}")


def _is_task(s: Slots) -> Phrase:
    goal, place, task = s.draw(GOALS), s.place(), s.rng.choice(TASKS)
    return Phrase(f"{goal.zh}是{place.zh}发展的{task.zh}", f"{goal.en} is {task.en} for the development of {place.en}")


def _invests(s: Slots) -> Phrase:
    year, body, money, deed = s.year(), s.body(), s.money(), s.deed()
    return Phrase(
        f"{year.zh}，{body.zh}投入{money.zh}{deed.zh}", f"in {year.en}, {body.en} invested {money.en} to {deed.en}"
    )


def _see(s: Slots) -> Phrase:
    body = s.body()
    return Phrase(f"更多内容请看{body.zh}的网站", f"for more, see the website of {body.en}")


FRAMES: tuple[Callable[[Slots], Phrase], ...] = (
    _acts_somewhere,
    _acts,
    _signs,
    _attends,
    _in_order_to,
    _grows,
    _reaches,
    _says,
    _says_of,
    _builds,
    _not_only,
    _will_be_held,
    _is_task,
    _invests,
    _see,
)


def _joined(s: Slots) -> Phrase:
    one, other = s.rng.choice(FRAMES)(s), s.rng.choice(FRAMES)(s)
    zh, en = s.rng.choice((("，同时，", ", and at the same time "), ("；", "; ")))
    return Phrase(one.zh + zh + other.zh, one.en + en + other.en)


def _fragment(s: Slots) -> Phrase:
    """A heading or the words of a link: a noun phrase, a count or a date alone."""
    draws = (
        s.body,
        s.place,
        s.day,
        s.count,
        s.deed,
        lambda: s.draw(GOALS),
        lambda: s.draw(EVENTS),
        lambda: s.draw(ROLES),
    )
    return s.rng.choice(draws)()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _bare(s: Slots) -> Phrase:
    zh, en = _fragment(s)
    return Phrase(zh.strip(), _capital(en))


def _question(s: Slots) -> Phrase:
    zh, en = s.deed()
    return Phrase(f"如何{zh}？", f"How can we {en}?")


def _statement(s: Slots) -> Phrase:
    zh, en = s.rng.choice(FRAMES)(s) if s.rng.randrange(8) else _joined(s)
    if not s.rng.randrange(10):
        zh, en = f"据介绍，{zh}", f"it is reported that {en}"
    if not s.rng.randrange(8):  # a headline
        return Phrase(zh.strip(), _capital(en))
    return Phrase(f"{zh.strip()}。", f"{_capital(en)}.")


def sentence(rng: random.Random) -> Phrase:
    """One sentence and its English; now and then a fragment without a full stop, or a question."""
    kinds = (_bare, _question, _statement)
    return rng.choices(kinds, (20, 8, 72))[0](Slots(rng, masked=rng.randrange(100) < MASKED_PERCENT))


def vocabulary(seed: int) -> Iterator[str]:
    """Texts to learn the pieces of words from: phrases alone, and sentences with nothing but placeholders in the slots.

    Learned from whole sentences, pieces would run across the borders of slots (在上海 as one), and most be too rare.
    """
    rng = random.Random(seed)
    for table in (BODIES, PLACES, GOALS, EVENTS, ROLES, MEASURES, COUNTED, TASKS):
        for zh, en in table:
            yield from (zh, en, _capital(en))
    for verb in VERBS:
        yield from (verb.zh, verb.base, verb.past, _capital(verb.base))
    yield from (
        *MONTHS,
        "年",
        "月",
        "日",
        "万",
        "亿元",
        "million yuan",
        "billion yuan",
        "0123456789.,%。？",
        "据介绍，",
        "it is reported that",
    )
    for frame in (*FRAMES, _joined, _question, _fragment) * 8:
        zh, en = frame(Slots(rng, masked=True, rate=1.0))
        yield from (zh, en, _capital(en))


def distinct(seed: int) -> Iterator[Phrase]:
    """Endless sentences, no Chinese text twice; the same for the same seed."""
    rng = random.Random(seed)
    seen: set[str] = set()
    while True:
        pair = sentence(rng)
        if pair.zh not in seen:
            seen.add(pair.zh)
            yield pair
