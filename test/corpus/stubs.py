"""Stand-ins for what is not installed: whatever is asked of one gives another.

A stub is a text (with a mark in it), so that it can be joined, formatted and looked at by code that
expects one, and the mark shows wherever it went. What no text could carry, a truth or a number, is
answered by the attempt's own choice: a value that hangs on it then differs between two attempts.
"""

import abc
import builtins
import dis
import importlib.abc
import importlib.machinery
import importlib.metadata
import sys
import types

# A valid name, because annotations read a text as one.
MARK = "\ua564stub\ua564"


class Answers:
    """What the stubs of this attempt say to questions of truth and number."""

    truth = True
    comparison = False
    number = 3


def is_marked(text):
    return MARK in str.__str__(text)


# Whoever looks into something that is not installed sees something that is not installed.
_unknown = ("__post_init__", "__dict__", "__version__", "__file__")


class Stub(str):
    def __new__(cls, name="stub"):
        made = str.__new__(cls, MARK)
        object.__setattr__(made, "_stub_name", name)
        return made

    def __getattribute__(self, name):
        if name.startswith("__") and name.endswith("__"):
            if name in ("__name__", "__qualname__"):
                return object.__getattribute__(self, "_stub_name")
            return Stub(name) if name in _unknown else object.__getattribute__(self, name)
        kept = object.__getattribute__(self, "__dict__")
        return kept[name] if name in kept else Stub(name)

    def __dir__(self):
        return [Stub("name")]

    def __setattr__(self, name, value):
        object.__getattribute__(self, "__dict__")[name] = value

    def __delattr__(self, name):
        object.__getattribute__(self, "__dict__").pop(name, None)

    def __call__(self, *args, **kwargs):
        for arg in (*args, *kwargs.values()):
            if hasattr(type(arg), "_mark_open"):
                # add_my_arguments(parser): a parser comes back, with arguments that nobody knows.
                arg._mark_open()
                return arg
        if len(args) == 1 and not kwargs and isinstance(args[0], (types.FunctionType, type)):
            return args[0]  # a decorator
        return Stub("called")

    def __mro_entries__(self, bases):
        return (type(StubBase)("StubBase", (StubBase,), {}),)

    def __getitem__(self, key):
        return Stub("item")

    def __setitem__(self, key, value):
        pass

    def __delitem__(self, key):
        pass

    def __iter__(self):
        return iter([Stub("element") for _ in range(_unpacked_by(sys._getframe(1)))])

    def __contains__(self, item):
        return Answers.comparison

    def __bool__(self):
        return Answers.truth

    def __len__(self):
        return Answers.number

    __int__ = __index__ = __len__

    def __float__(self):
        return Answers.number + 0.25

    def __hash__(self):
        return id(self)

    def __str__(self):
        return MARK

    __repr__ = __str__

    def __format__(self, spec):
        return MARK

    def __add__(self, other):
        return MARK + other if type(other) is str else Stub("sum")

    def __radd__(self, other):
        return other + MARK if type(other) is str else Stub("sum")

    def __enter__(self):
        return Stub("entered")

    def __exit__(self, *error):
        return False

    def __instancecheck__(self, instance):
        return Answers.comparison

    def __subclasscheck__(self, subclass):
        return Answers.comparison


def _give_stub(name):
    return lambda self, *args: Stub(name)


def _compare(self, other):
    return Answers.comparison


for _name in "sub mul truediv floordiv mod divmod pow matmul and or xor lshift rshift".split():
    setattr(Stub, f"__{_name}__", _give_stub(_name))
    setattr(Stub, f"__r{_name}__", _give_stub(_name))
for _name in "neg pos abs invert round trunc floor ceil".split():
    setattr(Stub, f"__{_name}__", _give_stub(_name))
for _name in "lt le gt ge eq".split():
    setattr(Stub, f"__{_name}__", _compare)
Stub.__ne__ = lambda self, other: not Answers.comparison


def _unpacked_by(frame):
    """How many names `a, b = stub` wants; one element for every other use."""
    code, at = frame.f_code.co_code, frame.f_lasti
    if at >= 0 and code[at] == dis.opmap["UNPACK_SEQUENCE"]:
        return code[at + 1]
    return 1


class _StubMeta(abc.ABCMeta):
    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Stub(name)


class StubBase(metaclass=_StubMeta):
    """What a class has above it when its base is not installed."""

    def __init__(self, *args, **kwargs):
        pass

    def __init_subclass__(cls, **kwargs):
        pass

    def __getattr__(self, name):
        if name.startswith("__") and name != "__post_init__":
            raise AttributeError(name)
        return Stub(name)

    def __call__(self, *args, **kwargs):
        return Stub("called")


class _StubModule(types.ModuleType):
    __all__ = ()
    __path__ = ()

    def __getattribute__(self, name):
        return Stub(name) if name == "__dict__" else super().__getattribute__(name)

    def __dir__(self):
        return [Stub("name")]

    def __getattr__(self, name):
        if name.startswith("__") and name not in _unknown:
            raise AttributeError(name)
        return Stub(name)


class StubFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Comes last, so that it is asked only for what is not there."""

    def install(self):
        sys.meta_path.append(self)
        importlib.metadata.version = lambda name: Stub("version")

    def find_spec(self, fullname, path=None, target=None):
        if fullname.partition(".")[0] in sys.stdlib_module_names:
            return None  # of another platform: code asks for it to learn where it is
        parent = sys.modules.get(fullname.rpartition(".")[0])
        if parent is not None and not isinstance(parent, _StubModule):
            return None  # a part that a real package does not have
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec):
        return _StubModule(spec.name)

    def exec_module(self, module):
        pass


class StarredNames(dict):
    """The names of a file that says `from x import *` of a stub: any name may have come from it."""

    def __missing__(self, name):
        if hasattr(builtins, name) or name.startswith("__"):
            raise KeyError(name)
        return Stub(name)
