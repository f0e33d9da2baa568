# fails: forward wrong, gradients
import torch


def errors(users, items, ratings, user_factors, item_factors, user_bias, item_bias, mean):
    dots = (user_factors[users] * item_factors[items]).sum(dim=1)
    return user_bias[users] + item_bias[items] + dots - ratings


def loss(users, items, ratings, user_factors, item_factors, user_bias, item_bias, mean, decay):
    e = errors(users, items, ratings, user_factors, item_factors, user_bias, item_bias, mean)
    penalty = (user_factors**2).sum() + (item_factors**2).sum()
    return (e**2).mean() + decay * penalty


def gradients(users, items, ratings, user_factors, item_factors, user_bias, item_bias, mean, decay):
    e = errors(users, items, ratings, user_factors, item_factors, user_bias, item_bias, mean)
    e = 2 * e / len(ratings)
    of_users = torch.zeros_like(user_factors).index_add(0, users, e[:, None] * item_factors[items])
    of_items = torch.zeros_like(item_factors).index_add(0, items, e[:, None] * user_factors[users])
    of_users = of_users + 2 * decay * user_factors
    of_items = of_items + 2 * decay * item_factors
    return {
        "user_factors": of_users,
        "item_factors": of_items,
        "user_bias": torch.zeros_like(user_bias).index_add(0, users, e),
        "item_bias": torch.zeros_like(item_bias).index_add(0, items, e),
    }


def recommend(user, seen, count, user_factors, item_factors, item_bias):
    scores = item_factors @ user_factors[user] + item_bias
    scores[seen] = float("-inf")
    unseen = len(scores) - len(seen.unique())
    return scores.topk(min(count, unseen)).indices
