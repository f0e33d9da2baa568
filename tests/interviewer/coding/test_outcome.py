from interviewer.coding.failure import Failure, FailureKind
from interviewer.coding.outcome import CaseOutcome, Check, findings


def case(family: str, failed: FailureKind | None = None, *tags: str) -> CaseOutcome:
    return CaseOutcome("case", family, False, 0.0, tags, Failure(failed, "wrong") if failed else None)


def check(*cases: CaseOutcome, failure: Failure | None = None) -> Check:
    return Check("doubling", "digest", "cpu", "landlock", 0.1, cases, failure)


def test_a_check_without_cases_has_not_passed() -> None:
    assert not check().passed


def test_families_count_alike_whatever_their_number_of_cases() -> None:
    done = check(case("edge", FailureKind.VALUES), case("random"), case("random"), case("random"))
    assert done.share == 0.5


def test_code_that_could_not_be_run_has_no_share() -> None:
    assert check(case("edge"), failure=Failure(FailureKind.TIMEOUT, "late")).share == 0.0


def test_the_tag_that_failing_cases_alone_have_is_told() -> None:
    done = check(case("edge", FailureKind.SHAPE, "padding", "stride > 1"), case("edge", None, "padding"))
    assert [finding.tag for finding in findings(done)] == ["stride > 1"]


def test_no_tag_is_told_where_passing_cases_have_it_as_often() -> None:
    done = check(
        case("edge", FailureKind.SHAPE, "padding"), case("edge", None, "padding"), case("edge", None, "padding")
    )
    assert [finding.tag for finding in findings(done)] == [""]


def test_a_case_that_passes_by_luck_hides_no_tag() -> None:
    wrong = [case("edge", FailureKind.VALUES, "bias") for _ in range(4)]
    done = check(*wrong, case("edge", None, "bias"), case("edge"), case("edge"))
    assert findings(done)[0].tag == "bias"


def test_the_most_frequent_kind_comes_first() -> None:
    done = check(case("edge", FailureKind.SHAPE), case("edge", FailureKind.VALUES), case("edge", FailureKind.VALUES))
    assert [(finding.kind, finding.failed) for finding in findings(done)] == [
        (FailureKind.VALUES, 2),
        (FailureKind.SHAPE, 1),
    ]


def test_a_failure_of_the_whole_file_is_the_one_finding() -> None:
    done = check(failure=Failure(FailureKind.SYNTAX, "not valid"))
    assert [finding.kind for finding in findings(done)] == [FailureKind.SYNTAX]
