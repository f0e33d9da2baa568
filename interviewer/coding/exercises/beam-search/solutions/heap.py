import heapq
import math

import torch


class Hypothesis:
    def __init__(self, tokens, score):
        self.tokens, self.score = tokens, score

    def extensions(self, model):
        row = model(torch.tensor(self.tokens).view(1, -1))[0]
        return [Hypothesis((*self.tokens, t), self.score + float(p)) for t, p in enumerate(row) if not torch.isinf(p)]

    def final(self, alpha):
        return self.score / math.pow(len(self.tokens) - 1, alpha)


def beam_search(model, start, end, width, max_length, alpha):
    live, done = [Hypothesis((start,), 0.0)], []
    while live and max_length:
        max_length -= 1
        everything = [extension for hypothesis in live for extension in hypothesis.extensions(model)]
        best = heapq.nlargest(width, everything, key=lambda h: h.score)
        done.extend(h for h in best if h.tokens[-1] == end)
        live = [h for h in best if h.tokens[-1] != end]
    best = heapq.nlargest(width, done + live, key=lambda h: h.final(alpha))
    return [(list(h.tokens), h.final(alpha)) for h in best]
