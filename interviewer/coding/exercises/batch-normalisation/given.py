import torch


def loaded(layer, state):
    """The layer's parameters and buffers set to ``state``, on its device and in its dtype."""
    missing = set(state) - set(layer.state_dict())
    if missing:
        raise AttributeError(f"the module has no parameter or buffer named {', '.join(sorted(missing))}")
    layer.to(state["weight"])
    layer.load_state_dict(state, strict=False)


def parameter_gradients(layer, x, above):
    """The gradients of weight and bias where ``above`` is that of the result."""
    return torch.autograd.grad(layer(x), (layer.weight, layer.bias), above)
