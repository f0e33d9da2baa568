import io

import torch


class EarlyStopping:
    def __init__(self, patience, min_delta, mode):
        worse = {"min": float("inf"), "max": float("-inf")}[mode]
        self._improved = {
            "min": lambda value: value < self._mark - min_delta,
            "max": lambda value: value > self._mark + min_delta,
        }[mode]
        self._mark, self._left, self._patience = worse, patience, patience
        self._epoch, self._file = -1, None
        self.best = self.best_epoch = None

    def update(self, value, model):
        self._epoch += 1
        is_number = value == value
        if is_number and (self.best is None or self._improved(value)):
            self._mark = self.best = value
            self.best_epoch = self._epoch
            self._file = io.BytesIO()
            torch.save(model.state_dict(), self._file)
            self._left = self._patience
        else:
            self._left -= 1
        return self._left <= 0

    def restore(self, model):
        if self._file:
            self._file.seek(0)
            model.load_state_dict(torch.load(self._file))
