# fails: barred operation
import torch.nn.functional as F


def self_attention(x, w_query, w_key, w_value, causal):
    return F.scaled_dot_product_attention(x @ w_query, x @ w_key, x @ w_value, is_causal=causal)
