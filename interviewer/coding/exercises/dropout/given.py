import torch


def with_gradient(function, x, p, above):
    """The result in training, and the gradient of x where ``above`` is that of the result; None where there is none."""
    x = x.detach().requires_grad_()
    result = function(x, p, True)
    if not result.requires_grad:
        return result, None
    (gradient,) = torch.autograd.grad(result, x, above, allow_unused=True)
    return result.detach(), gradient
