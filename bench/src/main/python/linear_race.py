"""Races Madaline's linear models against scikit-learn and PyTorch's L-BFGS to one penalized mean loss, in one run.

usage: OPENBLAS_NUM_THREADS=1 python3 linear_race.py MNIST_FOLDER CLASS_PATH [problem ...]

MNIST_FOLDER holds the four IDX files (only the two of the training set are read); CLASS_PATH the classes of kernels,
kernels-vector, core, formats, pipeline, linear and bench. Problems: synthetic (100,000 x 100), binary (digits 0-4
against 5-9) and softmax (ten classes), all with l2 = 1, data in single precision. Peers get more iterations until
their loss is within 1e-6 of Madaline's (relative), at most 3200.
"""
import os
import subprocess
import sys
import tempfile
import time

import numpy as np
from sklearn.linear_model import LogisticRegression

MOST_ITERATIONS = int(os.environ.get("MOST_ITERATIONS", "3200"))


def mnist(folder):
    read = lambda name, skip: np.fromfile(os.path.join(folder, name), np.uint8)[skip:]
    x = (read("train-images-idx3-ubyte", 16).reshape(-1, 784) / 255).astype(np.float32)
    return x, read("train-labels-idx1-ubyte", 8)


def problem(name, folder):
    if name == "synthetic":
        random = np.random.default_rng(0)
        x = random.standard_normal((100000, 100)).astype(np.float32)
        p = 1 / (1 + np.exp(-x @ random.standard_normal(100)))
        return x, (random.random(100000) < p).astype(np.uint8), 1e-7
    x, y = mnist(folder)
    return (x, (y >= 5).astype(np.uint8), 1e-6) if name == "binary" else (x, y, 1e-5)


def loss(x, y, w, b):
    """The penalized mean loss in double precision, l2 = 1; w is K x d (K = 1 for two classes)."""
    z = x.astype(np.float64) @ w.T.astype(np.float64) + b
    if z.shape[1] == 1:
        z = np.hstack([np.zeros_like(z), z])
    top = z.max(axis=1, keepdims=True)
    each = np.log(np.exp(z - top).sum(axis=1)) + top[:, 0] - z[np.arange(len(y)), y]
    return each.mean() + 0.5 * (w.astype(np.float64) ** 2).sum() / len(y)


def show(who, seconds, evaluations, value):
    print(f"  {who:28s} {seconds:9.3f} s {evaluations:6d} evaluations or iterations   loss {value:.9f}", flush=True)


def madaline(x, y, tolerance, class_path):
    with tempfile.TemporaryDirectory() as folder:
        features, labels = os.path.join(folder, "x"), os.path.join(folder, "y")
        x.tofile(features)
        y.tofile(labels)
        command = ["java", "-Xmx1g", "--add-modules", "jdk.incubator.vector", "-cp", class_path,
                   "org.madaline.bench.LinearRace", str(len(x)), str(x.shape[1]), features, labels, "1",
                   str(tolerance), "5"]
        out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    fits = [line.split() for line in out.splitlines()]
    show("Madaline, first fit", float(fits[0][0]), int(fits[0][1]), float(fits[0][2]))
    warm = sorted(float(fit[0]) for fit in fits[1:])
    show("Madaline, median of 4 more", (warm[1] + warm[2]) / 2, int(fits[1][1]), float(fits[1][2]))
    print(f"  heap in use {max(int(fit[4]) for fit in fits)} MiB, data {x.nbytes >> 20} MiB")
    return float(fits[0][2])


def sklearn(x, y, target):
    iterations = 100
    while iterations <= MOST_ITERATIONS:
        start = time.time()
        kind = "multinomial" if y.max() > 1 else "auto"
        model = LogisticRegression(C=1.0, max_iter=iterations, tol=1e-10, multi_class=kind).fit(x, y)
        value = loss(x, y, model.coef_, model.intercept_)
        show("scikit-learn", time.time() - start, int(model.n_iter_[0]), value)
        if value <= target * (1 + 1e-6) or model.n_iter_[0] < iterations:
            return
        iterations *= 2


def pytorch(x, y, target):
    import torch
    torch.set_num_threads(os.cpu_count())
    outputs = int(y.max()) + 1 if y.max() > 1 else 1
    inputs, labels = torch.from_numpy(x), torch.from_numpy(y.astype(np.int64))
    w = torch.zeros(outputs, x.shape[1], requires_grad=True)
    b = torch.zeros(outputs, requires_grad=True)
    optimizer = torch.optim.LBFGS([w, b], max_iter=5, history_size=20, line_search_fn="strong_wolfe",
                                  tolerance_grad=0, tolerance_change=0)

    def closure():
        optimizer.zero_grad()
        z = inputs @ w.T + b
        if outputs > 1:
            mean = torch.nn.functional.cross_entropy(z, labels)
        else:
            mean = torch.nn.functional.binary_cross_entropy_with_logits(z[:, 0], labels.float())
        value = mean + 0.5 * (w ** 2).sum() / len(y)
        value.backward()
        return value

    start = time.time()
    spent = 0.0
    best = np.inf
    for iterations in range(5, MOST_ITERATIONS + 1, 5):
        optimizer.step(closure)
        spent += time.time() - start
        value = loss(x, y, w.detach().numpy(), b.detach().numpy())
        stuck = iterations > 10 and value >= best
        best = min(best, value)
        if iterations in (100, 200, 400) or value <= target * (1 + 1e-6) or stuck:
            show("PyTorch L-BFGS", spent, iterations, value)
        if value <= target * (1 + 1e-6) or stuck:
            return
        start = time.time()


def main():
    folder, class_path = sys.argv[1], sys.argv[2]
    for name in sys.argv[3:] or ["synthetic", "binary", "softmax"]:
        x, y, tolerance = problem(name, folder)
        print(f"{name}: {x.shape[0]} x {x.shape[1]}", flush=True)
        target = madaline(x, y, tolerance, class_path)
        sklearn(x, y, target)
        pytorch(x, y, target)


main()
