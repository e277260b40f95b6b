"""Files written whole or not at all.

Everything is first written to temporary files in the folders where it will stand, and only then put in place, so a full
disk, a file open in Word or an interruption leaves what was there before and no leftovers.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Callable, Mapping

from sendadvice_docs.errors import InputError

_REASONS = {
    errno.EACCES: "you are not allowed to write there, or the file is open in another program such as Word",
    errno.EPERM: "you are not allowed to write there, or the file is open in another program such as Word",
    errno.EROFS: "that place is read-only",
    errno.ENOSPC: "there is no space left there",
    errno.EDQUOT: "your storage allowance there is used up",
    errno.ENOTDIR: "part of that path is a file, not a folder",
    errno.EEXIST: "a file stands where a folder is needed",
    errno.EISDIR: "a folder of that name is in the way",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ENOENT: "that place does not exist",
}


def cannot_write(path: str, error: OSError) -> InputError:
    """Return the InputError that tells a person why `path` could not be written and what to do."""
    reason = _REASONS.get(error.errno or 0) or error.strerror or "the system refused it"
    return InputError(
        f"{path}: this cannot be written: {reason}. "
        "Close it if it is open, or choose another place. Nothing was changed."
    )


def _make_folder(folder: str, undo: contextlib.ExitStack) -> None:
    """Create a folder and its missing parents, and have `undo` remove what was created."""
    if not folder or os.path.isdir(folder):
        return
    _make_folder(os.path.dirname(folder), undo)
    os.mkdir(folder)
    undo.callback(_quietly, os.rmdir, folder)


def _is_device(path: str) -> bool:
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


def _quietly(do: Callable[[str], object], path: str) -> None:
    with contextlib.suppress(OSError):
        do(path)


def _spare_name(target: str) -> str:
    # In the target's folder, because only within one file system does a file change its name in one step.
    return os.path.join(os.path.dirname(target), f".sendadvice-{secrets.token_hex(8)}.tmp")


def _stage(target: str, data: bytes, undo: contextlib.ExitStack) -> str:
    """Write the content to a new file beside its target and return its path."""
    if os.path.isdir(target):
        raise IsADirectoryError(errno.EISDIR, "", target)
    if os.path.isfile(target) and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "", target)  # replacing it would be possible, but somebody protected it
    _make_folder(os.path.dirname(target), undo)
    spare = _spare_name(target)
    # The mode is the one `open` uses, so that the user's umask holds; tempfile would make the file private.
    descriptor = os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    undo.callback(_quietly, os.remove, spare)
    with open(descriptor, "wb") as file:
        file.write(data)
    if os.path.isfile(target):
        os.chmod(spare, os.stat(target).st_mode & 0o777)
    return spare


def _keep_copy(target: str, undo: contextlib.ExitStack, done: contextlib.ExitStack) -> None:
    """Keep what stands at the target under a spare name, for `undo` to put back and `done` to remove."""
    if not os.path.isfile(target):
        undo.callback(_quietly, os.remove, target)
        return
    kept = _spare_name(target)
    done.callback(_quietly, os.remove, kept)
    try:
        os.link(target, kept)
    except OSError:  # a file system without hard links
        shutil.copy2(target, kept)
    undo.callback(os.replace, kept, target)


def write_all(files: Mapping[str, bytes]) -> None:
    """Write every file (path to content), or none of them: missing folders are made, files that stand are replaced.

    Raises InputError, naming the first path that cannot be written and why; then nothing has changed. What is no
    ordinary file, such as `/dev/null`, is written to as it stands.
    """
    path = next(iter(files), "")
    try:
        targets = {path: os.path.realpath(path) for path in files}
        devices = [path for path, target in targets.items() if _is_device(target)]
        ordinary = [path for path in targets if path not in devices]
        with contextlib.ExitStack() as done, contextlib.ExitStack() as undo:
            spares = {}
            for path in ordinary:
                spares[path] = _stage(targets[path], files[path], undo)
            for path, spare in spares.items():
                if len(files) > 1:  # one file alone changes in one step and needs no way back
                    _keep_copy(targets[path], undo, done)
                os.replace(spare, targets[path])
            for path in devices:
                with open(path, "wb") as device:
                    device.write(files[path])
            undo.pop_all()
    except ValueError:  # a null character in the path
        raise cannot_write(repr(path), OSError(errno.ENOENT, "")) from None
    except OSError as error:
        raise cannot_write(path, error) from None


def write_whole(path: str, data: bytes) -> None:
    """Write one file whole or not at all; as `write_all`."""
    write_all({path: data})
