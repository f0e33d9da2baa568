# fails: barred operation
import torch


def forward(x, w1, b1, w2, b2):
    hidden = torch.tanh(x @ w1 + b1)
    return hidden, hidden @ w2 + b2


def loss(x, y, w1, b1, w2, b2):
    _, prediction = forward(x, w1, b1, w2, b2)
    return ((prediction - y) ** 2).mean()


def gradients(x, y, w1, b1, w2, b2):
    weights = [w.clone().requires_grad_() for w in (w1, b1, w2, b2)]
    loss(x, y, *weights).backward()
    return dict(zip(("w1", "b1", "w2", "b2"), (w.grad for w in weights)))


def update(x, y, w1, b1, w2, b2, rate):
    g = gradients(x, y, w1, b1, w2, b2)
    w1 = w1 - rate * g["w1"]
    b1 = b1 - rate * g["b1"]
    w2 = w2 - rate * g["w2"]
    b2 = b2 - rate * g["b2"]
    return w1, b1, w2, b2
