import pytest

from interviewer.grading.code import formulaic, only_code

NET = """\
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(10, 2)

    def forward(self, x):
        return self.fc(x)
"""


@pytest.mark.parametrize(
    "answer",
    [
        "loss = -log p(y)",
        "x = relu(conv(x))",
        "W -= lr * grad",
        "w <- w - eta * dL/dw\nv = beta*v + g",
        "y = gamma * (x - mu) / sqrt(var + eps) + beta",
        "TP/(TP+FP)",
        "softmax(QK^T/sqrt(d_k))V",
        "h_t = tanh(W_h h_{t-1} + W_x x_t + b)",
        "$$\\frac{1}{n}\\sum_i (y_i - \\hat y_i)^2$$",
        "\\begin{equation}\nL = -\\sum_i y_i \\log p_i\n\\end{equation}",
        "def f(x):\n    return max(0, x)",
        "```python\nimport torch\nx = torch.relu(x)\n```",
        "optimizer.zero_grad()\nloss.backward()\noptimizer.step()",
        "for (int i = 0; i < n; i++) {\n  sum += x[i] * w[i];\n}",
        "#include <stdio.h>\nint main() {\n  return 0;\n}",
        "let y = x.map(v => Math.max(0, v));",
        "Code:\n```\nfor x, y in loader:\n    loss = crit(model(x), y)\n    loss.backward()\n    opt.step()\n```",
        NET,
    ],
)
def test_code_and_formulas_alone_are_seen(answer: str) -> None:
    assert only_code(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "ReLU",
        "max pool -> smaller map",
        "input -> conv -> relu -> fc",
        "encoder+decoder",
        "batch size = 32",
        "O(n^2)",
        "8*(4096+4096)=65k instead of 16 million",
        "The weight(s) decay",
        "GPU memory (80 GB)",
        "torch.nn.MaxPool2d(2) halves h and w",
        "It uses x = relu(conv(x)).",
        "the loss is L = -log p(y), so confident mistakes cost much",
        "cross entropy = -sum y log p",
        "W -= lr * grad, i.e. the weights move against the gradient",
        "gradient = derivative of the loss with respect to the weights",
        "$\\mathrm{Pooling}$ keeps the largest value of each window",
        "if the loss rises, lower the learning rate",
        "return to the best checkpoint",
        "https://arxiv.org/abs/1706.03762",
    ],
)
def test_words_with_formulas_in_them_are_no_code(answer: str) -> None:
    assert not only_code(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "# the weights move against the gradient of the loss\nW -= lr * grad",
        "W -= lr * grad  // a small step against the gradient",
        "/* the weights take a step against the gradient */\nw = w - lr * g;",
        'def step(w):\n    """Moves the weights a small step against the gradient."""\n    return w - lr * grad(w)',
        "repeat until convergence:\n  compute the gradient\n  update the weights",
        f"It is a linear layer from ten inputs to two outputs.\n```\n{NET}```",
    ],
)
def test_comments_pseudo_code_and_prose_around_code_are_words(answer: str) -> None:
    assert not only_code(answer)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The cost is O(n^2).", True),
        ("y = max(0, x)", True),
        ("The largest value is kept.", False),
        ("a (small) map", False),
    ],
)
def test_a_formula_in_a_text(text: str, found: bool) -> None:
    assert formulaic(text) is found
