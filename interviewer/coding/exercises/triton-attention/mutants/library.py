# fails: barred operation
import torch


def attention(q, k, v, causal):
    return torch.nn.functional.scaled_dot_product_attention(q[None], k[None], v[None], is_causal=causal)[0]
