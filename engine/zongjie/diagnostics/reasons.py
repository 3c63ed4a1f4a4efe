"""What the operating system says went wrong, in words for office staff."""

from __future__ import annotations

import errno
from typing import Final

_WORDS: Final = {
    errno.EACCES: "没有权限，或者正被别的程序打开",
    errno.EPERM: "没有权限，或者正被别的程序打开",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EEXIST: "已经有同名的文件",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EIO: "磁盘读写出错",
    errno.ENOMEM: "内存不够",
    errno.EAGAIN: "进程太多",
    errno.EMFILE: "打开的文件太多",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "名字太长",
    errno.EINVAL: "名字里有不能用的字符",
    errno.ELOOP: "链接绕了圈",
}


def reason(error: OSError) -> str:
    """Return why a file could not be read or written."""
    return _WORDS.get(error.errno or 0, error.strerror or type(error).__name__)
