# fails: raises, kernel not square
import torch
import torch.nn.functional as F


def conv2d(x, weight, bias, stride, padding, activation):
    x = F.pad(x, (padding,) * 4)
    _, _, kw, kh = weight.shape
    oh = (x.shape[2] - kh) // stride + 1
    ow = (x.shape[3] - kw) // stride + 1
    out = 0
    for i in range(kh):
        for j in range(kw):
            window = x[:, :, i : i + stride * (oh - 1) + 1 : stride, j : j + stride * (ow - 1) + 1 : stride]
            out = out + torch.einsum("nchw,fc->nfhw", window, weight[:, :, i, j])
    if bias is not None:
        out = out + bias[None, :, None, None]
    return torch.relu(out) if activation == "relu" else out
