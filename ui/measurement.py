"""What was measured of a submission: its time beside others', its memory and operations beside the reference's."""

from collections.abc import Sequence

import streamlit as st

from interviewer.coding.outcome import Measurement, Speed
from interviewer.printable import printable
from ui.components import marked

ROW_PIXELS = 34
LABEL_PIXELS = 220
GREY = "#7f8b99"  # seen on a light and on a dark page
_KINDS = ("Yours", "Reference")


def measured(measurement: Measurement | None) -> None:
    if measurement is None:
        return
    _work(measurement)
    _speeds(measurement.speeds)
    for note in measurement.notes:
        st.caption(marked(note))


def _work(measurement: Measurement) -> None:
    mine, reference = measurement.work, measurement.reference_work
    figures = {
        "Operations": (mine.operations, reference.operations),
        "Floating-point operations": (mine.flops, reference.flops),
        "Peak memory in bytes": (mine.peak_bytes, reference.peak_bytes),
        "Programs": (mine.programs, reference.programs),
        "Loads": (mine.loads, reference.loads),
        "Stores": (mine.stores, reference.stores),
    }
    there = {name: pair for name, pair in figures.items() if any(pair)}
    if not there:
        return
    st.caption("**Work**, beside the reference on the same input; counted, not timed")
    with st.container(horizontal=True):
        for name, (own, others) in there.items():
            ratio = f"{_times(own / others)} times the reference" if others else None
            st.metric(name, f"{own:,}", ratio, delta_color="off", delta_arrow="off", border=True)
    if mine.peak_bytes and reference.peak_bytes:
        _memory(mine.peak_bytes, reference.peak_bytes)


def _memory(own: int, reference: int) -> None:
    import altair as alt

    rows = [{"of": name, "KiB": count / 1024} for name, count in zip(_KINDS, (own, reference), strict=True)]
    chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(size=16)
        .encode(
            alt.X("KiB:Q", title="peak memory in KiB"),
            alt.Y("of:N", title=None, sort=None).axis(labelLimit=LABEL_PIXELS),
            tooltip=["of:N", alt.Tooltip("KiB:Q", format=",.1f")],
        )
        .properties(height=alt.Step(ROW_PIXELS))
    )
    st.altair_chart(chart, alt=f"Peak memory: yours {own:,} bytes, the reference {reference:,} bytes")


def _speeds(speeds: Sequence[Speed]) -> None:
    """A point with its interval for each comparison, on a logarithmic scale; 1 is as fast."""
    if not speeds:
        return
    import altair as alt

    st.caption("**Time**, divided by that of others: below 1 is faster; the line is the 95 % interval")
    rows = [
        {"against": printable(speed.against), "ratio": speed.ratio, "low": speed.low, "high": speed.high}
        for speed in speeds
    ]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        alt.Y("against:N", title=None, sort=None).axis(labelLimit=LABEL_PIXELS)
    )
    scale = alt.Scale(type="log", domain=_domain(speeds), nice=False)
    interval = base.mark_rule(strokeWidth=3, color=GREY).encode(
        alt.X("low:Q", title="times the other\u2019s time", scale=scale), alt.X2("high:Q")
    )
    point = base.mark_point(size=90, filled=True, opacity=1).encode(
        alt.X("ratio:Q", scale=scale),
        tooltip=[alt.Tooltip(field, format=".2f") for field in ("ratio:Q", "low:Q", "high:Q")],
    )
    one = (
        alt.Chart(alt.InlineData(values=[{"ratio": 1}]))
        .mark_rule(strokeDash=[4, 4], color=GREY)
        .encode(alt.X("ratio:Q"))
    )
    chart = (one + interval + point).properties(height=alt.Step(ROW_PIXELS))
    st.altair_chart(chart, alt="; ".join(_spoken(speed) for speed in speeds))
    for speed in speeds:
        st.caption(marked(_spoken(speed)))


def _domain(speeds: Sequence[Speed]) -> list[float]:
    return [min(0.5, *(speed.low for speed in speeds)), max(2.0, *(speed.high for speed in speeds))]


def _spoken(speed: Speed) -> str:
    return (
        f"Against {speed.against}: {speed.band} (times {_times(speed.ratio)}, {_times(speed.low)} to "
        f"{_times(speed.high)}, {speed.rounds} rounds on {speed.device})"
    )


def _times(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.2g}"
