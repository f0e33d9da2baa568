"""How a check of code looks: its cases with their counter-examples, its findings, where it ran."""

from collections.abc import Sequence

import streamlit as st

from interviewer.coding.box import Tier
from interviewer.coding.facts import device, families
from interviewer.coding.failure import Failure
from interviewer.coding.outcome import CaseOutcome, Check, Finding, findings
from ui.components import inert, marked
from ui.measurement import measured

DETAIL_PIXELS = 260
_LONG_DETAIL = 11  # lines; more are scrolled


def run_card(check: Check, triton: bool) -> None:
    """The public cases: each failing one with its counter-example. ``triton``: the exercise is in Triton."""
    _verdict(check, "public")
    cases(check.cases)
    _where(check, triton)
    _printed(check)
    measured(check.measurement)


def submission_card(check: Check, triton: bool) -> None:
    """The hidden cases: families and classes of failure, no values."""
    _verdict(check, "hidden")
    if check.failure is None:
        for finding in findings(check):
            _finding(finding, check.cases)
    if check.cases:
        _families(check)
    for remark in check.review:
        st.caption(f":material/visibility: For a person to look at: {marked(remark)}")
    _where(check, triton)
    measured(check.measurement)


def cases(outcomes: Sequence[CaseOutcome]) -> None:
    for outcome in outcomes:
        _case(outcome)


def _verdict(check: Check, which: str) -> None:
    passed = sum(case.failure is None for case in check.cases)
    counted = f"{passed} of {len(check.cases)} {which} cases pass"
    if check.passed:
        st.success(f"All {len(check.cases)} {which} cases pass.", icon=":material/check_circle:")
    elif check.failure is None:
        st.error(f"{counted}.", icon=":material/cancel:")
    else:
        _stopped(check, counted)


def _stopped(check: Check, counted: str) -> None:
    """Code that could not be run, or is right and not what was asked."""
    failure = check.failure
    if failure is None:
        return
    headline = f"{counted}, but not as asked." if check.barred else "The code could not be checked."
    st.error(f"{headline} **{failure.kind.capitalize()}**", icon=":material/cancel:")
    _told(failure)


def _told(failure: Failure) -> None:
    """The last line of a counter-example says what differs; what went in comes before it."""
    before, _, last = failure.detail.rpartition("\n")
    differs = "expected " in last and " got " in last
    inert(f"{failure.message}: {last}" if differs else failure.message)
    shown = before if differs else failure.detail
    if shown:
        long = shown.count("\n") >= _LONG_DETAIL
        st.code(shown, language=None, height=DETAIL_PIXELS if long else "content")


def _case(outcome: CaseOutcome) -> None:
    right = outcome.failure is None
    icon, colour = (":material/check_circle:", "green") if right else (":material/cancel:", "red")
    tags = " \u00b7 ".join((outcome.family, *outcome.tags))
    kind = "" if outcome.failure is None else f" **{outcome.failure.kind}**"
    st.markdown(
        f":{colour}[{icon}] {marked(outcome.name)}{kind} :gray[{marked(tags)} \u00b7 {_duration(outcome.seconds)}]"
    )
    if outcome.failure:
        _told(outcome.failure)


def _finding(finding: Finding, outcomes: Sequence[CaseOutcome]) -> None:
    passing = any(finding.tag in outcome.tags for outcome in outcomes if outcome.failure is None)
    where = f", {'mostly' if passing else 'only'} where {marked(finding.tag)}" if finding.tag else ""
    st.markdown(f"**{finding.kind.capitalize()}**{where} :gray[{finding.failed} of {len(outcomes)} cases]")
    _told(finding.failure)


def _families(check: Check) -> None:
    rows = []
    for family, passed, of in families(check):
        kinds = dict.fromkeys(case.failure.kind for case in check.cases if case.failure and case.family == family)
        rows.append({"Family": family, "Passed": f"{passed} of {of}", "Failures": ", ".join(kinds) or "none"})
    st.table(rows)


def _where(check: Check, triton: bool) -> None:
    if check.tier == Tier.OWN_CODE:
        st.caption(":orange-badge[:material/warning: Not isolated: run as the user\u2019s own code]")
    st.caption(
        f"{marked(device(check, triton))}. Isolation: {marked(check.tier)}. "
        f"Checked in {check.seconds:.1f} s, by the checker\u2019s clock."
    )


def _printed(check: Check) -> None:
    if check.printed:
        with st.expander("What the code printed", type="compact"):
            st.code(check.printed, language=None, height=DETAIL_PIXELS)


def _duration(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"
