"""Completes one job, then starts one that counts for a minute; ends once it has counted to 20."""

import time

from sandbox_client import Follower, answer, follow_to_end, start_job

COUNTING = """
import time
for number in range(600):
    print(f"line {number}")
    time.sleep(0.1)
"""
SAVING = """
import os, pathlib
pathlib.Path(os.environ["SM_MODEL_DIR"], "model.txt").write_text("kept")
print("done")
"""

start_job("contract-survivor", {"train.py": SAVING})
follow_to_end("contract-survivor")
start_job("contract-killed", {"train.py": COUNTING})
follower = Follower("contract-killed")
end = time.monotonic() + 60
while len([line for line in follower.lines if line.startswith("line ")]) < 20:
    if time.monotonic() > end:
        raise AssertionError(f"The job does not count: {follower.lines}")
    follower.poll()
    time.sleep(0.1)
answer({"lines": follower.lines})
