from types import ModuleType

import torch

from interviewer.coding.case import Call, Case, Family
from interviewer.coding.trial import Expected, expected

WEIGHT = torch.tensor([0.5])


def _repeat(weight: torch.Tensor) -> torch.Tensor:
    return weight.expand(1000) * 1.0


def _constant(weight: torch.Tensor) -> torch.Tensor:
    return torch.ones_like(weight)


def _trial(entry: str, seed: int) -> Expected:
    """A step of a reference whose gradient to the one weight is the sum of a thousand random numbers."""
    reference = ModuleType("reference")
    reference.__dict__.update(repeat=_repeat, constant=_constant)
    case = Case("one", Family.RANDOM, (Call(entry, (WEIGHT,), gradients=(0,)),))
    return expected(case, reference, None, torch.Generator().manual_seed(seed))[0]


def test_a_gradient_whose_terms_cancel_is_held_against_what_it_may_be() -> None:
    trials = [_trial("repeat", seed) for seed in range(200)]
    smallest = min(trials, key=lambda trial: abs(float(trial.gradients[0])))  # type: ignore[arg-type]
    assert abs(float(smallest.gradients[0])) < 1.0  # type: ignore[arg-type]
    assert smallest.magnitudes[0] > 10.0


def test_no_magnitude_is_below_its_gradient() -> None:
    trials = [_trial("repeat", seed) for seed in range(20)]
    assert all(trial.magnitudes[0] >= abs(float(trial.gradients[0])) for trial in trials)  # type: ignore[arg-type]


def test_a_result_without_a_gradient_has_none_to_compare() -> None:
    assert _trial("constant", 0).gradients == ()
