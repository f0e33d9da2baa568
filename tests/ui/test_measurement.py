from dataclasses import replace

from streamlit.testing.v1 import AppTest

from interviewer.coding.outcome import Measurement, Work
from tests.ui import checked
from tests.ui.held import captions
from ui.measurement import measured


def drawn(measurement: Measurement | None) -> AppTest:
    return checked.painted(lambda: measured(measurement))


def charts(app: AppTest) -> int:
    return len(app.get("vega_lite_chart")) + len(app.get("arrow_vega_lite_chart"))


def test_work_is_told_beside_the_references() -> None:
    app = drawn(checked.MEASUREMENT)
    figures = {metric.label: (metric.value, metric.delta) for metric in app.metric}
    assert figures["Operations"] == ("8,101", "675 times the reference")
    assert figures["Peak memory in bytes"] == ("1,008,000", "4.4 times the reference")
    assert "Loads" not in figures


def test_time_and_memory_are_plotted() -> None:
    assert charts(drawn(checked.MEASUREMENT)) == 2


def test_where_nothing_was_timed_no_time_is_plotted() -> None:
    app = drawn(replace(checked.MEASUREMENT, speeds=(), notes=()))
    assert charts(app) == 1
    assert "**Time**" not in captions(app)


def test_a_time_is_told_with_its_interval_and_band() -> None:
    told = captions(drawn(checked.MEASUREMENT))
    assert "Against the reference\\: 2 to 10 times slower \\(times 2\\.4, 1\\.9 to 3\\.1, 7 rounds on cpu\\)" in told


def test_without_a_measurement_nothing_is_drawn() -> None:
    assert not drawn(None).main.children
    assert not drawn(Measurement(Work(0), Work(0))).metric
