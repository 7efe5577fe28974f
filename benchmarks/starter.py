"""Start one program, and write down what it took; starter.py WHERE PROGRAM [ARGUMENT ..].

A JSON array: its exit status, as os.wait4 has it; seconds from start to end; seconds of the
processor; peak memory, in the unit of the system.
"""

import os
import sys
import time

measured, program, *arguments = sys.argv[1:]
start = time.perf_counter()
pid = os.posix_spawnp(program, [program, *arguments], os.environ)
_, status, usage = os.wait4(pid, 0)
seconds = time.perf_counter() - start
with open(measured, "w", encoding="ascii") as file:
    file.write(f"[{status}, {seconds}, {usage.ru_utime + usage.ru_stime}, {usage.ru_maxrss}]")
