"""Wall-clock seconds, processor seconds and peak memory of commands, each run in a process of its own.

python3 start_up.py RUNS COMMAND [--- COMMAND ...]

The commands take turns, so that what else the machine does meets them alike; medians are printed, and the fastest run.
"""

import os
import statistics
import subprocess
import sys
import time


def commands(words):
    found = [[]]
    for word in words:
        if word == "---":
            found.append([])
        else:
            found[-1].append(word)
    return found


def measure(command):
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit("failed: " + " ".join(command))
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


def main():
    runs = int(sys.argv[1])
    measured = [(command, []) for command in commands(sys.argv[2:])]
    for _ in range(runs):
        for command, figures in measured:
            figures.append(measure(command))
    for command, figures in measured:
        wall, processor, memory = zip(*figures)
        print(f"{statistics.median(wall):.3f} s (fastest {min(wall):.3f}), processors {statistics.median(processor):.2f} s, "
              f"peak memory {statistics.median(memory):.0f} MB: {' '.join(command)}")


main()
