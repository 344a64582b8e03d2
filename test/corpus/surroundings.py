"""The world that a script sees: two attempts differ in all that a machine or a day may differ in.

No network, no programs, no writes outside the temporary folder: refused by an audit hook, which is
meant for honest scripts and is no prison.
"""

import collections.abc
import datetime
import getpass
import os
import platform
import socket
import sys
import time

VARIABLE_MARK = "\u27e6%s\u27e7"

_lists = {"SM_HOSTS": '["algo-1"]', "SM_CHANNELS": '["training"]', "SM_FRAMEWORK_PARAMS": "{}"}
_objects = ("SM_HPS", "SM_TRAINING_ENV", "SM_RESOURCE_CONFIG", "SM_INPUT_DATA_CONFIG")


class VariableText(str):
    """The value of an SM_ variable; what is made of it as a text still shows where it came from."""

    variable = ""
    number = 3

    def __int__(self):
        return self.number

    def __float__(self):
        return self.number + 0.25


def _container_value(name, number):
    text = _lists.get(name) or ("{}" if name in _objects else VARIABLE_MARK % name)
    value = VariableText(text)
    value.variable = name
    value.number = number
    return value


class Environment(collections.abc.MutableMapping):
    """SM_ variables are always there; of the others a second attempt finds each one set."""

    def __init__(self, real, all_set, number):
        self._real = dict(real)
        self._all_set = all_set
        self._number = number
        self.read = set()

    def __getitem__(self, name):
        if isinstance(name, str) and name.startswith("SM_"):
            self.read.add(name)
            return _container_value(name, self._number)
        if name not in self._real and self._all_set and not str(name).startswith("PYTHON"):
            return "7"
        return self._real[name]

    def __contains__(self, name):
        try:
            self[name]
        except KeyError:
            return False
        return True

    def __setitem__(self, name, value):
        self._real[name] = value

    def __delitem__(self, name):
        del self._real[name]

    def __iter__(self):
        return iter(self._real)

    def __len__(self):
        return len(self._real)

    def copy(self):
        return dict(self._real)


def pretend(variant, all_set, number):
    """Makes this process the machine number `variant` on a day of its own; returns its variables."""
    environment = Environment(os.environ, all_set, number)
    os.environ = environment
    count = 4 + 3 * variant
    os.cpu_count = lambda: count
    os.sched_getaffinity = lambda pid: set(range(count))
    platform.node = socket.gethostname = lambda: f"host-{variant}"
    getpass.getuser = os.getlogin = lambda: f"user{variant}"
    _shift_clock(variant * (400 * 86400 + 3723))
    return environment


def _shift_clock(seconds):
    real_time, real_local, real_utc, real_format = (
        time.time,
        time.localtime,
        time.gmtime,
        time.strftime,
    )
    now = lambda given: real_time() + seconds if given is None else given
    time.time = lambda: real_time() + seconds
    time.time_ns = lambda: int((real_time() + seconds) * 1e9)
    time.localtime = lambda given=None: real_local(now(given))
    time.gmtime = lambda given=None: real_utc(now(given))
    time.strftime = lambda form, moment=None: real_format(form, moment or time.localtime())

    class ShiftedDate(datetime.date):
        @classmethod
        def today(cls):
            return cls.fromtimestamp(time.time())

    class ShiftedDateTime(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls.fromtimestamp(time.time(), tz)

        @classmethod
        def utcnow(cls):
            return cls.utcfromtimestamp(time.time())

        @classmethod
        def today(cls):
            return cls.now()

    datetime.date, datetime.datetime = ShiftedDate, ShiftedDateTime


_programs = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork")
_others = ("os.forkpty", "pty.spawn", "os.kill", "os.killpg", "ctypes.dlopen")
_network = ("connect", "bind", "getaddrinfo", "gethostbyname", "gethostbyaddr", "sendto", "sendmsg")
_changes = "remove rename rmdir mkdir chmod chown link symlink truncate utime".split()


def refuse_effects(folder):
    """From here on nothing but `folder` can be written to, nothing started, nobody called."""
    refused = {*_programs, *_others, *(f"socket.{name}" for name in _network)}
    changes = {f"os.{name}" for name in _changes}
    root = os.path.realpath(folder) + os.sep
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

    def is_inside(path):
        return isinstance(path, (str, bytes)) and (
            os.path.realpath(os.fsdecode(path)) + os.sep
        ).startswith(root)

    def check(event, args):
        if event in refused and args[:1] != (None,):
            raise FileNotFoundError(f"not here: {event}")
        if event in changes and not all(is_inside(arg) for arg in args if type(arg) in (str, bytes)):
            raise PermissionError(f"not here: {event}")
        if event == "open" and not isinstance(args[0], int):
            path, mode, flags = args
            writes = set(mode or "") & set("wax+") or (mode is None and (flags or 0) & writing)
            if writes and path not in ("/dev/null", os.devnull) and not is_inside(path):
                raise PermissionError(f"not here: {path}")

    sys.addaudithook(check)
