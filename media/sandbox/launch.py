"""Starts a training script: launch.py INTERPRETER ARGUMENT...

Joins standard error to standard output first, so that lines of both keep the order in which they
were printed. On POSIX the script then takes this process's place. Windows cannot do that; there this
process waits, is told to end over standard input, and ends the script when the sandbox is gone.
"""

import os
import sys


def run_in_place(command):
    import signal

    # Python ignores SIGPIPE, and an ignored signal stays so in the program that follows.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    os.execv(command[0], command)


def run_beneath(command):
    import signal
    import subprocess
    import threading

    script = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=1,
        stderr=1,
        creationflags=subprocess.CREATE_NEW_PROCESS_GROUP,
    )

    def obey():
        if sys.stdin.buffer.readline().strip() == b"stop":
            script.send_signal(signal.CTRL_BREAK_EVENT)
            sys.stdin.buffer.read()
        subprocess.call(["taskkill", "/PID", str(script.pid), "/T", "/F"])

    threading.Thread(target=obey, daemon=True).start()
    os._exit(script.wait())


def main():
    os.dup2(1, 2)
    command = sys.argv[1:]
    if os.name == "nt":
        run_beneath(command)
    else:
        run_in_place(command)


main()
