"""Starts a program under debugpy: debug.py SETTINGS FILE ARGUMENT... or debug.py SETTINGS -m MODULE ARGUMENT...

SETTINGS is a JSON file that this removes: the adapter's port, the two secrets by which script and adapter
know each other, the folder that debugpy lies in, and how many seconds to wait for a debugger.
"""

import json
import os
import sys


def read_settings():
    file = sys.argv[1]
    with open(file, encoding="utf-8") as stream:
        settings = json.load(stream)
    os.remove(file)
    return settings


def give_up(seconds):
    print(f"No debugger has joined this job within {seconds} seconds; it ends without having begun.", flush=True)
    os._exit(1)


def let_go():
    """A forked process has the breakpoints of its parent, but no connection by which to go on from one."""
    from _pydevd_bundle.pydevd_constants import set_global_debugger
    import pydevd

    set_global_debugger(None)
    pydevd.stoptrace()


def main():
    settings = read_settings()
    here = os.path.dirname(os.path.abspath(__file__))
    if sys.path[0] == here:
        del sys.path[0]
    # Only to find debugpy: what else lies beside it must not stand in for what the script has.
    sys.path.insert(0, settings["packages"])
    import debugpy
    from debugpy.server import cli
    import pydevd

    del sys.path[0]

    def connect(address, **_):
        """As debugpy's own, which has the script shown no secret."""
        import threading

        waiting = threading.Timer(settings["seconds"], give_up, [settings["seconds"]])
        waiting.is_pydev_daemon_thread = True
        waiting.daemon = True
        waiting.start()
        pydevd.settrace(
            host="127.0.0.1",
            port=settings["port"],
            suspend=False,
            notify_stdin=False,
            # A process of its own would need a client of its own.
            patch_multiprocessing=False,
            access_token=settings["adapter"],
            client_access_token=settings["script"],
            dont_trace_start_patterns=(os.path.dirname(os.path.abspath(debugpy.__file__)), here),
        )
        debugpy.wait_for_client()
        waiting.cancel()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=let_go)

    debugpy.connect = connect
    sys.argv = ["debugpy", "--connect", "127.0.0.1:0", *sys.argv[2:]]
    cli.main()


main()
