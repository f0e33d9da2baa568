# fails: type
import torch
import torch.nn.functional as F


def train_step(model, optimiser, x, y, size, max_norm):
    optimiser.zero_grad()
    total = 0.0
    for start in range(0, len(x), size):
        xs, ys = x[start : start + size], y[start : start + size]
        loss = F.mse_loss(model(xs), ys) * len(xs) / len(x)
        loss.backward()
        total += loss.item()
    if max_norm is not None:
        torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm)
    optimiser.step()
