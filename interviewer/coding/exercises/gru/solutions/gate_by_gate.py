import torch


class GRUStep:
    def __init__(self, w_x, w_h, b_x, b_h):
        self.inputs = list(zip(torch.chunk(w_x, 3), torch.chunk(b_x, 3)))
        self.states = list(zip(torch.chunk(w_h, 3), torch.chunk(b_h, 3)))

    def terms(self, k, x, h):
        (w, b), (u, c) = self.inputs[k], self.states[k]
        return torch.einsum("nd,hd->nh", x, w) + b, torch.einsum("nk,hk->nh", h, u) + c

    def __call__(self, x, h):
        reset, update = (torch.sigmoid(sum(self.terms(k, x, h))) for k in (0, 1))
        from_input, from_state = self.terms(2, x, h)
        candidate = torch.tanh(from_input + reset * from_state)
        return candidate + update * (h - candidate)


def gru_cell(x, h, w_x, w_h, b_x, b_h):
    return GRUStep(w_x, w_h, b_x, b_h)(x, h)


def gru(x, h, w_x, w_h, b_x, b_h):
    step = GRUStep(w_x, w_h, b_x, b_h)
    states = [h]
    for frame in x.permute(1, 0, 2):
        states.append(step(frame, states[-1]))
    return torch.stack(states[1:]).permute(1, 0, 2), states[-1]
