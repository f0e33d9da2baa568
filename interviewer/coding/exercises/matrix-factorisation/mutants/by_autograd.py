# fails: barred operation
import torch


def loss(users, items, ratings, p, q, b, c, mean, decay):
    predicted = mean + b[users] + c[items] + (p[users] * q[items]).sum(1)
    return ((predicted - ratings) ** 2).mean() + decay * ((p**2).sum() + (q**2).sum())


def gradients(users, items, ratings, p, q, b, c, mean, decay):
    def of(learnt):
        return loss(users, items, ratings, *learnt, mean, decay)

    found = torch.func.grad(of)((p, q, b, c))
    return dict(zip(("user_factors", "item_factors", "user_bias", "item_bias"), found, strict=True))


def recommend(user, seen, count, p, q, c):
    score = q @ p[user] + c
    score[seen] = -torch.inf
    return score.argsort(descending=True)[: min(count, len(score) - len(seen.unique()))]
