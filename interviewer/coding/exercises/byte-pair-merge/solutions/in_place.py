class Word:
    def __init__(self, text, count=1):
        self.tokens, self.count = list(text), count

    def pairs(self):
        return [(self.tokens[i], self.tokens[i + 1]) for i in range(len(self.tokens) - 1)]

    def merge(self, pair):
        i = 0
        while i < len(self.tokens) - 1:
            if (self.tokens[i], self.tokens[i + 1]) == pair:
                self.tokens[i : i + 2] = [self.tokens[i] + self.tokens[i + 1]]
            i += 1


def train(words, merges):
    corpus = [Word(text, count) for text, count in words.items()]
    learnt = []
    while len(learnt) < merges:
        weights = {}
        for word in corpus:
            for pair in word.pairs():
                weights[pair] = weights.get(pair, 0) + word.count
        if not weights:
            break
        top = max(weights.values())
        pair = min(pair for pair, weight in weights.items() if weight == top)
        for word in corpus:
            word.merge(pair)
        learnt.append(pair)
    return learnt


def encode(word, merges):
    held = Word(word)
    while True:
        found = [merges.index(pair) for pair in held.pairs() if pair in merges]
        if not found:
            return held.tokens
        held.merge(merges[min(found)])
