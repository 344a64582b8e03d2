"""Runs debugpy's adapter for one script and one client: adapter.py

The first line of standard input is JSON with two secrets: the one that the script shows to the adapter,
and the one that the adapter shows to the script. The first line of standard output is JSON, too: the port
for the script, and the folder that debugpy lies in. After that both carry the Debug Adapter Protocol.

debugpy's own start of the adapter also listens for clients, on a port that asks for no secret. Whoever
reaches it can run code, so it is left out here; the one client comes over standard input.
"""

import json
import os
import sys


def main():
    secrets = json.loads(sys.stdin.buffer.readline())
    import debugpy
    from debugpy import adapter
    from debugpy.adapter import clients, servers, sessions

    adapter.access_token = secrets["script"]
    servers.access_token = secrets["adapter"]
    _, port = servers.serve("127.0.0.1")
    packages = os.path.dirname(os.path.dirname(os.path.abspath(debugpy.__file__)))
    answer = json.dumps({"port": port, "packages": packages})
    sys.stdout.buffer.write(answer.encode() + b"\n")
    sys.stdout.buffer.flush()

    # As `clients.serve` would set it.
    clients.listener = None
    clients.Client("stdio")
    servers.wait_until_disconnected()
    servers.stop_serving()
    sessions.wait_until_ended()


main()
