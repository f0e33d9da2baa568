"""Charts of one dataset as SVG texts, drawn by Vega without a browser and without loading anything."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evals.reporting.attacked import Attacks
from evals.reporting.rule import FIGURE, MOST_ATTACKED
from evals.reporting.section import Section
from evals.statistics import calibration, risk_coverage
from evals.statistics.completeness import common
from evals.statistics.pairs import Pairs

WIDTH, SMALL = 320, 150
NEAR = 0.25
"""A grade is right where it is this near to the given score: one step of quarters."""
MOST_POINTS = 600
"""A chart draws no more answers of a grader, taken evenly; what is computed is of all."""
SHARES = tuple(share / 20 for share in range(1, 21))
Records = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Picture:
    """``svg`` is markup of the library's, in which texts of ours are escaped."""

    title: str
    note: str
    svg: str


def pictures(section: Section, attacks: Attacks | None) -> list[Picture]:
    """Those that there is something to draw for."""
    drawn: list[Callable[[], Iterator[Picture]]] = [
        lambda: _pareto(section),
        lambda: _scatter(section),
        lambda: _bland_altman(section),
        lambda: _confusion(section),
        lambda: _reliability(section),
        lambda: _risk(section),
        lambda: _attacked(section, attacks),
    ]
    return [picture for draw in drawn for picture in draw()]


def _pareto(section: Section) -> Iterator[Picture]:
    records = []
    for line in section.headlines:
        each, found = section.dataset.contestant(line.grader), line.common[FIGURE]
        if each and found.value is not None and found.low is not None and found.high is not None:
            records.append(
                {
                    "grader": line.grader,
                    "kappa": found.value,
                    "low": found.low,
                    "high": found.high,
                    "ms": each.milliseconds,
                    "cost": each.cost,
                }
            )
    timed = [record for record in records if record["ms"]]
    if timed:
        note = "Higher is better, farther left is quicker; bars are 95 % intervals. Copied rows are not timed."
        yield Picture("Agreement against time", note, _svg(_against(timed, "ms", "ms an answer", log=True)))
    priced = [record for record in records if record["cost"] is not None]
    if any(record["cost"] for record in priced):
        note = "Higher is better, farther left is cheaper. Graders of unknown cost are not drawn."
        yield Picture(
            "Agreement against cost", note, _svg(_against(priced, "cost", "cost of 1,000 answers", log=False))
        )


def _against(records: Records, column: str, title: str, *, log: bool) -> Any:  # noqa: ANN401 (any chart)
    import altair as alt

    base = alt.Chart(alt.InlineData(values=list(records))).encode(
        x=alt.X(f"{column}:Q", title=title, scale=alt.Scale(type="log" if log else "linear"))
    )
    bars = base.mark_rule().encode(y=alt.Y("low:Q", title="quadratic kappa"), y2="high:Q")
    points = base.mark_point(filled=True, size=60).encode(y="kappa:Q")
    names = base.mark_text(align="left", dx=6, dy=-6).encode(y="kappa:Q", text="grader:N")
    return (bars + points + names).properties(width=WIDTH * 1.6, height=WIDTH)


def _scores(section: Section) -> list[dict[str, Any]]:
    """Of the answers drawn; ``mid``, ``low`` and ``high`` are the lines of Bland and Altman, of all that are common."""
    shared = common(section.dataset.table)
    drawn = range(0, len(shared.ids), max(-(-len(shared.ids) // MOST_POINTS), 1))
    records = []
    for name in section.dataset.contenders:
        less = shared.scores[name] - shared.given
        mid, reach = (float(less.mean()), 1.96 * float(less.std(ddof=1))) if len(less) > 1 else (0.0, 0.0)
        lines = {"grader": name, "mid": mid, "low": mid - reach, "high": mid + reach}
        records += [
            {**lines, "given": float(shared.given[place]), "graded": float(shared.scores[name][place])}
            for place in drawn
        ]
    return records


def _scatter(section: Section) -> Iterator[Picture]:
    import altair as alt

    records = _scores(section)
    if not records:
        return
    marks = alt.Chart().mark_circle(opacity=0.35, size=25)
    points = marks.encode(x=_unit("given", "given score"), y=_unit("graded", "grader's score"))
    ends = alt.InlineData(values=[{"a": 0, "b": 0}, {"a": 1, "b": 1}])
    line = alt.Chart(ends).mark_line(strokeDash=[4, 3], color="#777").encode(x="a:Q", y="b:Q")
    note = "A point an answer, of those that all scored; on the dashed line the grader agrees."
    yield Picture("Given and grader's scores", note, _svg(_faceted(points + line, records)))


def _bland_altman(section: Section) -> Iterator[Picture]:
    import altair as alt

    records = [
        {**each, "mean": (each["given"] + each["graded"]) / 2, "less": each["graded"] - each["given"]}
        for each in _scores(section)
    ]
    if not records:
        return
    points = alt.Chart().mark_circle(opacity=0.35, size=25)
    points = points.encode(x=_unit("mean", "mean of both"), y=alt.Y("less:Q", title="grader less given"))
    lines = [
        alt.Chart().mark_rule(color="#777", strokeDash=[] if end == "mid" else [4, 3]).encode(y=f"mean({end}):Q")
        for end in ("mid", "low", "high")
    ]
    note = "Bland-Altman: the line is the mean difference, the dashed ones 1.96 standard deviations from it."
    yield Picture("Differences", note, _svg(_faceted(alt.layer(points, *lines), records)))


def _confusion(section: Section) -> Iterator[Picture]:
    import altair as alt

    shared = common(section.dataset.table)
    records = []
    for name in section.dataset.contenders:
        pairs = shared.pairs(name)
        places = pairs.labels(pairs.given) * (pairs.steps + 1) + pairs.labels(pairs.graded)
        counts = np.bincount(places, minlength=(pairs.steps + 1) ** 2).reshape(pairs.steps + 1, -1)
        records += [
            {"grader": name, "given": given / pairs.steps, "graded": graded / pairs.steps, "answers": int(count)}
            for (given, graded), count in np.ndenumerate(counts)
        ]
    if not len(shared.ids) or not records:
        return
    base = alt.Chart().encode(
        x=alt.X("graded:O", title="grader's score"), y=alt.Y("given:O", title="given score", sort="descending")
    )
    cells = base.mark_rect().encode(color=alt.Color("answers:Q", scale=alt.Scale(scheme="blues"), legend=None))
    dark = alt.condition(
        f"datum.answers > {max(each['answers'] for each in records) / 2}", alt.value("white"), alt.value("black")
    )
    chart = cells + base.mark_text(fontSize=9).encode(text="answers:Q", color=dark)
    yield Picture("Confusion", "Answers by given and grader's score, in quarters.", _svg(_faceted(chart, records)))


def _confident(section: Section) -> Iterator[tuple[str, Pairs, Any]]:
    """Of the graders that state a confidence: their pairs, and it (n,)."""
    table = section.dataset.table
    for each in section.dataset.contestants:
        if each.name not in section.dataset.contenders:
            continue
        stated = np.array([_confidence(each.rows.get(name)) for name in table.ids.tolist()], np.float64)
        both = np.isfinite(stated) & table.scored([each.name])
        if both.any():
            yield each.name, table.part(both).pairs(each.name), stated[both]


def _confidence(row: Any) -> float:  # noqa: ANN401 (a row, or nothing)
    return np.nan if row is None or row.confidence is None else row.confidence


def _reliability(section: Section) -> Iterator[Picture]:
    import altair as alt

    records = [
        {"grader": name, "claimed": each.claimed, "right": each.right, "answers": each.answers}
        for name, pairs, stated in _confident(section)
        for each in calibration.reliability(calibration.claims(pairs, stated, NEAR))
    ]
    if not records:
        return
    points = alt.Chart().mark_line(point=True).encode(x=_unit("claimed", "confidence"), y=_unit("right", "share right"))
    ends = alt.InlineData(values=[{"a": 0, "b": 0}, {"a": 1, "b": 1}])
    line = alt.Chart(ends).mark_line(strokeDash=[4, 3], color="#777").encode(x="a:Q", y="b:Q")
    note = f"Right is within {NEAR:g} of the given score; below the dashed line a grader claims too much."
    yield Picture("Reliability", note, _svg(_faceted(points + line, records)))


def _risk(section: Section) -> Iterator[Picture]:
    import altair as alt

    records = [
        {"grader": name, "share": share, "error": error}
        for name, pairs, stated in _confident(section)
        for share, error in zip(SHARES, risk_coverage.risks(risk_coverage.errors(pairs, stated), SHARES), strict=True)
    ]
    if not records:
        return
    chart = alt.Chart(alt.InlineData(values=records)).mark_line()
    chart = chart.encode(
        x=_unit("share", "share that the grader keeps, the most confident first"),
        y=alt.Y("error:Q", title="mean absolute error"),
        color=alt.Color("grader:N", title=None),
        strokeDash=alt.StrokeDash("grader:N", title=None),
    )
    note = "What error is left when the answers of least confidence go to a person."
    yield Picture("Risk and coverage", note, _svg(chart.properties(width=WIDTH * 1.6, height=WIDTH * 0.7)))


def _attacked(section: Section, attacks: Attacks | None) -> Iterator[Picture]:
    import altair as alt

    records = [
        {"grader": each.name, "attack": title, "bound": found.bound, "shown": f"{found.hits}/{found.of}"}
        for each in section.dataset.contestants
        if attacks and attacks.bound(each.grader, each.version)
        for title, found in attacks.found[each.grader].items()
    ]
    if not records:
        return
    order = list(dict.fromkeys(str(each["attack"]) for each in records))
    base = alt.Chart(alt.InlineData(values=records)).encode(
        x=alt.X("grader:N", title=None, axis=alt.Axis(orient="top", labelAngle=-40)),
        y=alt.Y("attack:N", title=None, sort=order, axis=alt.Axis(labelLimit=320)),
    )
    scale = alt.Scale(domain=[0, MOST_ATTACKED, 1], range=["#f7fbff", "#fee0d2", "#cb181d"])
    cells = base.mark_rect().encode(color=alt.Color("bound:Q", scale=scale, legend=None))
    texts = base.mark_text(fontSize=9).encode(
        text="shown:N", color=alt.condition("datum.bound > 0.6", alt.value("white"), alt.value("black"))
    )
    note = "Successes of cases; the redder, the higher the bound on the rate of success (Wilson 95 %)."
    yield Picture("Attacks", note, _svg((cells + texts).properties(width=alt.Step(46), height=alt.Step(18))))


def _unit(column: str, title: str) -> Any:  # noqa: ANN401 (a channel of either axis)
    import altair as alt

    channel = alt.X if column in {"given", "mean", "claimed", "share"} else alt.Y
    return channel(f"{column}:Q", title=title, scale=alt.Scale(domain=[0, 1]))


def _faceted(chart: Any, records: Records) -> Any:  # noqa: ANN401 (any chart)
    """A small chart for each grader."""
    import altair as alt

    small = chart.properties(width=SMALL, height=SMALL)
    return small.facet(alt.Facet("grader:N", title=None), columns=4, data=alt.InlineData(values=list(records)))


def _svg(chart: Any) -> str:  # noqa: ANN401 (any chart)
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(chart.to_json(), allowed_base_urls=[])
    return drawn
