# fails: state, max
import math


class EarlyStopping:
    def __init__(self, patience, min_delta, mode):
        self.patience = patience
        self.min_delta = min_delta
        self.mode = mode
        self.best = None
        self.best_epoch = None
        self.state = None
        self.epoch = 0
        self.count = 0

    def better(self, value):
        if math.isnan(value):
            return False
        if self.best is None:
            return True
        if self.mode == "min":
            return value < self.best - self.min_delta
        return value < self.best - self.min_delta

    def update(self, value, model):
        if self.better(value):
            self.best = value
            self.best_epoch = self.epoch
            self.state = {name: tensor.clone() for name, tensor in model.state_dict().items()}
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        return self.count >= self.patience

    def restore(self, model):
        if self.state is not None:
            model.load_state_dict(self.state)
