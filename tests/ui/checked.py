"""Checks of code to draw, each from one call."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from streamlit.testing.v1 import AppTest

from interviewer.coding.failure import Failure, FailureKind
from interviewer.coding.outcome import Band, CaseOutcome, Check, Measurement, Speed, Work

INPUTS = "conv2d(tensor([[1., 2.]]), 2)"
DIFFERENCE = "at [0, 0] expected 3.0, got 1.0"
HOSTILE = '<img src=x onerror="document.title=1"> **bold** [a](http://127.0.0.1:9)'
WRONG = Failure(FailureKind.VALUES, "the result has wrong values", f"{INPUTS}\n{DIFFERENCE}")


def case(name: str, failure: Failure | None = None, *, family: str = "random", tags: Sequence[str] = ()) -> CaseOutcome:
    return CaseOutcome(name, family, True, 0.012, tuple(tags), failure)


def made(*cases: CaseOutcome, failure: Failure | None = None) -> Check:
    return Check("convolution-2d", "0" * 64, "cpu", "bubblewrap", 0.4, cases, failure)


def hidden(check: Check) -> Check:
    """As a submission's: no case tells its values."""
    told = [case.failure and replace(case.failure, detail="") for case in check.cases]
    cases = [replace(case, public=False, failure=one) for case, one in zip(check.cases, told, strict=True)]
    return replace(check, cases=tuple(cases))


def half_wrong() -> Check:
    """Wrong where the stride is above 1."""
    return made(
        case("random/0", tags=["stride 1"]),
        case("random/1", WRONG, tags=["stride > 1"]),
        case("edge/0", WRONG, family="edge", tags=["stride > 1", "batch of one"]),
    )


MEASUREMENT = Measurement(
    Work(operations=8101, flops=1_555_200, peak_bytes=1_008_000),
    Work(operations=12, flops=1_555_200, peak_bytes=230_400),
    (
        Speed("the reference", 2.4, 1.9, 3.1, Band.SLOWER, 7, "cpu"),
        Speed("torch.nn.functional.conv2d", 14.0, 11.0, 18.0, Band.MUCH_SLOWER, 7, "cpu"),
    ),
    ("The timing noise of this machine is 9 %.",),
)


def painted(draw: Callable[[], None]) -> AppTest:
    """A page with nothing on it but what that draws."""

    def script(draw: "Callable[[], None]") -> None:  # its source is run by itself, without this module's imports
        draw()

    app = AppTest.from_function(script, args=(draw,)).run()
    assert not app.exception
    return app
