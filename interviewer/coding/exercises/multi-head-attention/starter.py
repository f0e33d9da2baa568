from torch import Tensor


def multi_head_attention(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    w_query: Tensor,
    w_key: Tensor,
    w_value: Tensor,
    w_output: Tensor,
    heads: int,
    mask: Tensor | None,
) -> tuple[Tensor, Tensor]:
    raise NotImplementedError
