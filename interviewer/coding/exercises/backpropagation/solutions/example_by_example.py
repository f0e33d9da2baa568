import torch


def forward(x, w1, b1, w2, b2):
    z = torch.einsum("nd,dh->nh", x, w1) + b1
    a = 2 * torch.sigmoid(2 * z) - 1
    return a, torch.einsum("nh,ho->no", a, w2) + b2


def loss(x, y, w1, b1, w2, b2):
    p = forward(x, w1, b1, w2, b2)[1]
    return torch.sum(torch.square(y - p)) / p.numel()


def gradients(x, y, w1, b1, w2, b2):
    out = {
        "w1": torch.zeros_like(w1),
        "b1": torch.zeros_like(b1),
        "w2": torch.zeros_like(w2),
        "b2": torch.zeros_like(b2),
    }
    hidden, prediction = forward(x, w1, b1, w2, b2)
    for n in range(x.size(0)):
        e = -2 * (y[n] - prediction[n]) / (y.size(0) * y.size(1))
        d = w2.mv(e) * (1 - hidden[n]) * (1 + hidden[n])
        out["w2"] += torch.outer(hidden[n], e)
        out["b2"] += e
        out["w1"] += torch.outer(x[n], d)
        out["b1"] += d
    return out


def update(x, y, w1, b1, w2, b2, rate):
    g = gradients(x, y, w1, b1, w2, b2)
    return [w - rate * g[k] for k, w in {"w1": w1, "b1": b1, "w2": w2, "b2": b2}.items()]
