"""All input projections first; the state moves from the candidate towards itself by the update gate."""

from torch import Tensor, nn


def _move(p: Tensor, h: Tensor, w_h: Tensor, b_h: Tensor) -> Tensor:
    size = h.shape[-1]
    q = nn.functional.linear(h, w_h, b_h)
    gates = (p + q)[..., : 2 * size].sigmoid()
    candidate = (p[..., 2 * size :] + gates[..., :size] * q[..., 2 * size :]).tanh()
    return candidate.lerp(h, gates[..., size:])


def gru_cell(x: Tensor, h: Tensor, w_x: Tensor, w_h: Tensor, b_x: Tensor, b_h: Tensor) -> Tensor:
    return _move(nn.functional.linear(x, w_x, b_x), h, w_h, b_h)


def gru(x: Tensor, h: Tensor, w_x: Tensor, w_h: Tensor, b_x: Tensor, b_h: Tensor) -> tuple[Tensor, Tensor]:
    projected = nn.functional.linear(x, w_x, b_x)
    outputs = h.new_zeros(x.shape[0], x.shape[1], h.shape[1])
    for t, p in enumerate(projected.unbind(dim=1)):
        h = _move(p, h, w_h, b_h)
        outputs[:, t] = h
    return outputs, h
