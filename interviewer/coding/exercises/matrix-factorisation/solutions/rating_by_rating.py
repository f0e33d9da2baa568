import torch


def error(m, users, items, ratings, P, Q, b, c, mean):
    u, i = users[m], items[m]
    return mean + b[u] + c[i] + torch.dot(P[u], Q[i]) - ratings[m]


def loss(users, items, ratings, P, Q, b, c, mean, decay):
    total = 0.0
    for m in range(len(ratings)):
        total = total + error(m, users, items, ratings, P, Q, b, c, mean) ** 2
    return total / len(ratings) + decay * P.pow(2).sum() + decay * Q.pow(2).sum()


def gradients(users, items, ratings, P, Q, b, c, mean, decay):
    dP, dQ, db, dc = 2 * decay * P, 2 * decay * Q, b * 0, c * 0
    for m in range(len(ratings)):
        u, i = int(users[m]), int(items[m])
        e = 2 / len(ratings) * error(m, users, items, ratings, P, Q, b, c, mean)
        dP[u] += e * Q[i]
        dQ[i] += e * P[u]
        db[u] += e
        dc[i] += e
    return {"user_factors": dP, "item_factors": dQ, "user_bias": db, "item_bias": dc}


def recommend(user, seen, count, P, Q, c):
    hidden = torch.zeros(len(Q), dtype=torch.bool, device=Q.device)
    hidden[seen] = True
    left = torch.nonzero(~hidden)[:, 0]
    order = torch.argsort((Q[left] * P[user]).sum(-1) + c[left], descending=True)
    return left[order][:count]
