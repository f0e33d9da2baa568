"""Text that is no language: keys struck at random, placeholders, and one word over and over. Pure."""

import re
from collections.abc import Sequence
from itertools import pairwise

# After each letter, those that hardly ever follow it within an English word.
_STRANGE = {
    run[0]: frozenset(run[1:])
    for run in """
    ajoq bfgkqwxz cbfjxz dkxz fbcdghjkmnpqvwxz gdjkqvwxz hdfgjkqvxz iijwy jbcdfghijklmnqrtvwxyz kchjkmqrvxz lhjqxz
    mfghjkqrvwxz nqz oq pbcfjnqvz qabcefghijklmopqstvwxyz rjqxz sgjrxz tjkqxz uhjkqvwxz vbdfghjklmpqrtvwxz
    wcfgjkmpquvwxyz xbdfghjklmoqruvwxz ydfghjkquvxyz zbcdfghjkmnpqrstuvwxy
    """.split()
}
_ROWS = "qwertyuiop asdfghjkl zxcvbnm".split()
_NEIGHBOURS = tuple(
    row[start : start + 4] for line in _ROWS for row in (line, line[::-1]) for start in range(len(row) - 3)
)
_ODD = re.compile(r"[^aeiouy]{5}|(.)\1\1")
_VOWEL = re.compile(r"[aeiouy]")
# Terms of the field that look like keys struck at random.
_TERMS = frozenset(
    """
    lstm lstms bilstm convlstm cnns rnns gnns mlps kans llms vlms ssms gpus tpus npus adamw rmsprop xgboost lightgbm
    qlora dora vllm wgan dcgan vqvae vqgan ndcg sqrt rsqrt avgpool maxpool tbptt bptt vram sram dram smoothquant
    awq gptq nvlink nvswitch nccl cudnn cublas bfloat mxfp nvfp cifar svhn coco mnist kmnist sgdm lars rmsnorm
    qknorm gqa mqa mlp relu gelu silu swiglu geglu rlhf dpo grpo hnsw tfidf jpeg json http https numpy sklearn
    dijkstra kullback leibler nyquist rprop hyvarinen schmidhuber hochreiter krizhevsky tsne dbscan pgvector faiss ddpm
""".split()
)
_PLACEHOLDERS = frozenset(
    """
    lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt labore dolore magna aliqua
    enim minim veniam quis nostrud exercitation ullamco laboris nisi aliquip commodo consequat duis aute irure ut et
    do ad ex foo bar baz qux quux blah bla yada etc test testing abc def ghi jkl mno pqr stu vwx xyz todo tbd
    placeholder text sample hello world dummy xxx yyy zzz aaa bbb ccc na nil null
""".split()
)


def gibberish(said: Sequence[str]) -> bool:
    """Whether most of the words, in lower case, are none of any language, or all of them only hold a place."""
    if said and _PLACEHOLDERS.issuperset(said):
        return True
    long = [word for word in said if word.isalpha() and len(word) > 3]
    if not long:
        return all(len(word) == 1 and word.isalpha() for word in said)
    return sum(map(_odd, long)) > len(long) / 2


def _odd(word: str) -> bool:
    return word not in _TERMS and (
        not _VOWEL.search(word)
        or bool(_ODD.search(word))
        or word.startswith(_NEIGHBOURS)
        or any(after in _STRANGE.get(before, ()) for before, after in pairwise(word))
    )
