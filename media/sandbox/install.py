"""Makes a virtual environment with what a requirements file names: install.py FOLDER FILE

It is layered upon the packages of the interpreter that runs this, so that what that has need not be
installed again; the interpreter itself is not changed. Of several processes that want the same folder
one makes it. The mark `complete` comes last: a folder without it is thrown away by whoever is next.
"""

import os
import shutil
import site
import subprocess
import sys
import time
import venv


def lock(file):
    """Waits until this process has the lock; it ends with the process, however that ends."""
    stream = open(file, "a+")
    if os.name == "nt":
        import msvcrt

        while True:
            try:
                stream.seek(0)
                msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
                return stream
            except OSError:
                time.sleep(0.5)
    import fcntl

    fcntl.flock(stream, fcntl.LOCK_EX)
    return stream


def own_settings():
    """What pyvenv.cfg says when this interpreter is a virtual environment, else None."""
    if sys.prefix == sys.base_prefix:
        return None
    with open(os.path.join(sys.prefix, "pyvenv.cfg"), encoding="utf-8") as file:
        pairs = (line.partition("=") for line in file)
        return {name.strip().lower(): value.strip().lower() for name, _, value in pairs}


def make(folder):
    own = own_settings()
    sees_system = own is None or own.get("include-system-site-packages") == "true"
    venv.create(folder, system_site_packages=sees_system, symlinks=os.name != "nt", clear=True)
    python = os.path.join(folder, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
    if own is not None:
        # A virtual environment upon another sees the packages of what both stand on only.
        ask = [python, "-c", "import site; print(site.getsitepackages()[0])"]
        packages = subprocess.run(ask, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
        # In ASCII: before Python 3.13 such a file is read in the locale's encoding.
        with open(os.path.join(packages, "sandbox-layer.pth"), "w", encoding="ascii") as file:
            for place in site.getsitepackages():
                file.write(f"import site; site.addsitedir({place!a})\n")
    return python


def install(folder, file):
    python = make(folder)
    has_pip = [python, "-c", "import importlib.util as u, sys; sys.exit(u.find_spec('pip') is None)"]
    if subprocess.run(has_pip).returncode != 0:
        subprocess.run([python, "-m", "ensurepip"], check=True)
    options = ["--no-input", "--disable-pip-version-check", "--no-warn-script-location"]
    return subprocess.run([python, "-m", "pip", "install", *options, "-r", file]).returncode


def main(folder, file):
    os.makedirs(os.path.dirname(folder), exist_ok=True)
    held = lock(folder + ".lock")
    mark = os.path.join(folder, "complete")
    code = 0
    if not os.path.exists(mark):
        print(f"Installing what {os.path.basename(file)} names into {folder}", flush=True)
        code = install(folder, file)
        if code == 0:
            open(mark, "w").close()
        else:
            shutil.rmtree(folder, ignore_errors=True)
    held.close()
    return code


sys.exit(main(sys.argv[1], sys.argv[2]))
