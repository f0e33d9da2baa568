from torch.nn import Module


class EarlyStopping:
    best: float | None
    best_epoch: int | None

    def __init__(self, patience: int, min_delta: float, mode: str) -> None:
        raise NotImplementedError

    def update(self, value: float, model: Module) -> bool:
        raise NotImplementedError

    def restore(self, model: Module) -> None:
        raise NotImplementedError
