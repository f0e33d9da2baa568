# fails: backward wrong
import torch


def forward(x, w1, b1, w2, b2):
    hidden = torch.tanh(x @ w1 + b1)
    return hidden, hidden @ w2 + b2


def loss(x, y, w1, b1, w2, b2):
    _, prediction = forward(x, w1, b1, w2, b2)
    return ((prediction - y) ** 2).mean()


def gradients(x, y, w1, b1, w2, b2):
    hidden, prediction = forward(x, w1, b1, w2, b2)
    error = 2 * (prediction - y) / y.numel()
    delta = error @ w2.T * (1 - (x @ w1 + b1) ** 2)
    return {"w1": x.T @ delta, "b1": delta.sum(0), "w2": hidden.T @ error, "b2": error.sum(0)}


def update(x, y, w1, b1, w2, b2, rate):
    g = gradients(x, y, w1, b1, w2, b2)
    w1 = w1 - rate * g["w1"]
    b1 = b1 - rate * g["b1"]
    w2 = w2 - rate * g["w2"]
    b2 = b2 - rate * g["b2"]
    return w1, b1, w2, b2
