"""
The texts of the attacks on a box. Each calls ``out(what)`` where it got at what it must not; ``given`` names the bait.

What an attack raises, or the end of its process, means that the box held. One that gets out changes nothing but the
bait: it asks for what it has already, or for what does not exist, where the refusal alone tells whether it could.
"""

PRELUDE = '''
import ctypes, errno, fcntl, mmap, os, platform, resource, signal, socket, subprocess, sys, threading
libc = ctypes.CDLL(None, use_errno=True)
X86 = platform.machine() == "x86_64"
def out(what):
    tell("OUT " + str(what)[:200])
    os._exit(0)
def attempt(act, *arguments):
    """The result, or None where it was refused."""
    try:
        return act(*arguments)
    except OSError:
        return None
def call(on_x86_64, on_aarch64, *arguments):
    return libc.syscall(on_x86_64 if X86 else on_aarch64, *arguments)
'''

# Within namespaces these reach what is the box's own, and nothing of the machine's.
CONTAINED_BY_NAMESPACES = frozenset(
    {
        *("read the list of users", "list the processes", "follow a link", "open the terminal"),
        *("read another process's environment", "read another process's command"),
        "read its own environment's file",
    }
)

ATTACKS = {
    "read a file of the user's": 'out(open(given["secret"]).read())',
    "read the project": 'out(open(given["project"]).read())',
    "import the project": "import interviewer.coding.box as found\nout(found.__file__)",
    "list the user's folder": 'out(os.listdir(given["folder"]))',
    "read the list of users": 'out(open("/etc/passwd").read())',
    "read another process's environment": """
for process in (given["checker"], os.getppid(), 1):
    held = attempt(lambda: open(f"/proc/{process}/environ", "rb").read())
    if held:
        out(held)
""",
    "read another process's command": """
for process in (given["checker"], os.getppid(), 1):
    held = attempt(lambda: open(f"/proc/{process}/cmdline", "rb").read())
    if held:
        out(held)
""",
    "read its own environment's file": 'out(open("/proc/self/environ", "rb").read())',
    "read its parent's memory": """
attempt(lambda: out(open(f"/proc/{os.getppid()}/mem", "rb")))
held = ctypes.create_string_buffer(8)
local = (ctypes.c_size_t * 2)(ctypes.addressof(held), 8)
remote = (ctypes.c_size_t * 2)(id(None), 8)
if libc.process_vm_readv(os.getppid(), local, 1, remote, 1, 0) == 8:
    out(held.raw)
""",
    "trace its parent": """
if libc.ptrace(16, os.getppid(), 0, 0) == 0:
    out("attached")
""",
    "write a file": """
library = os.path.dirname(os.__file__)
for folder in (given["folder"], "/tmp", "/dev/shm", "/var/tmp", "/run", "/", os.getcwd(), library):
    path = os.path.join(folder, given["name"])
    if attempt(lambda: open(path, "w").write("x")):
        os.remove(path)
        out(path)
""",
    "change a file": """
path, other = given["secret"], given["secret"] + ".other"
for act in (
    *(lambda: os.chmod(path, 0o600), lambda: os.utime(path), lambda: os.chown(path, os.getuid(), -1)),
    *(lambda: os.link(path, other), lambda: os.truncate(path, 3), lambda: os.rename(path, other)),
):
    try:
        act()
    except OSError:
        continue
    out(path)
""",
    "make a folder": 'os.mkdir(os.path.join(given["folder"], given["name"]))\nout("made")',
    "watch the user's files": """
watch = libc.inotify_init1(0)
if watch >= 0 and libc.inotify_add_watch(watch, given["folder"].encode(), 0xFFF) >= 0:
    out("watched")
""",
    "connect to a server": 'out(socket.create_connection(("127.0.0.1", given["port"]), timeout=2))',
    "listen": 'held = socket.socket()\nheld.bind(("127.0.0.1", 0))\nout(held)',
    "make a local socket": "out(socket.socketpair())",
    "send a datagram": """
held = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
out(held.sendto(b"x", ("127.0.0.1", 9)))
""",
    "start a process": """
process = os.fork()
if process == 0:
    os._exit(0)
out(process)
""",
    "start a process by its bare system calls": """
for number in (call(56, 220, 17, 0, 0, 0, 0), call(58, -1) if X86 else -1):
    if number == 0:
        os._exit(0)
    if number > 0:
        out(number)
arguments = (ctypes.c_uint64 * 11)(0, 0, 0, 0, 17)
number = libc.syscall(435, arguments, 88)
if number == 0:
    os._exit(0)
if number > 0:
    out(number)
""",
    "run a program": 'out(subprocess.run(["/bin/true"]))',
    "become a program": """
held = os.dup(replies)
os.set_inheritable(held, True)
program = "import os,sys; os.write(int(sys.argv[1]), b'OUT became a program')"
os.execv(given["python"], [given["python"], "-I", "-S", "-c", program, str(held)])
""",
    "signal other processes": """
for process in (given["checker"], os.getppid(), -1):
    if attempt(os.kill, process, 0) is None and libc.kill(process, 0) == 0:
        out(process)
""",
    "signal through a handle": """
handle = call(434, 434, os.getppid(), 0)
if handle >= 0:
    out(handle)
""",
    "signal through a pipe's owner": """
held, other = os.pipe()
fcntl.fcntl(held, fcntl.F_SETOWN, os.getppid())
out("owned by the parent")
""",
    "slow its parent down": 'os.setpriority(0, os.getppid(), os.getpriority(0, os.getppid()))\nout("could")',
    "bind its parent to a processor": """
os.sched_setaffinity(os.getppid(), os.sched_getaffinity(os.getppid()))
out("could")
""",
    "find descriptors of others": """
for number in range(5, 4096):
    if attempt(os.fstat, number):
        out(number)
""",
    "share memory by name": """
number = libc.shmget(0, 4096, 0o1600)
if number >= 0:
    libc.shmctl(number, 0, None)
    out("shmget")
""",
    "share memory without a name": 'out(os.memfd_create("x"))',
    "take more memory than allowed": 'bytearray(given["memory"] * 3 // 2)\nout("taken")',
    "share more memory than allowed": 'mmap.mmap(-1, given["memory"] * 3 // 2)\nout("taken")',
    "map more memory, piece by piece": """
held = [mmap.mmap(-1, 1 << 24) for _ in range((given["memory"] * 3 // 2) >> 24)]
out(len(held))
""",
    "raise a limit": """
for limit in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE, resource.RLIMIT_CPU):
    soft, hard = resource.getrlimit(limit)
    if hard == resource.RLIM_INFINITY:
        out(limit)
    try:
        resource.setrlimit(limit, (hard + 1, hard + 1))
    except (OSError, ValueError):
        continue
    out(limit)
""",
    "change a limit of its parent's": "out(resource.prlimit(os.getppid(), resource.RLIMIT_CORE))",
    "start threads without end": """
threading.stack_size(1 << 16)
for number in range(4000):
    threading.Thread(target=threading.Event().wait, args=(20,), daemon=True).start()
threading.Event().wait(1)
out(number)
""",
    "make a namespace": 'libc.unshare(0x10000000) == 0 and out("user namespace")',
    "change its root": 'libc.chroot(b"/proc") == 0 and out("chroot")',
    "mount": """
libc.mount(b"none", b"/", b"no such kind", 0, 0)
if ctypes.get_errno() == errno.ENODEV:
    out("could")
""",
    "outlive its parent": 'libc.prctl(1, 0, 0, 0, 0) == 0 and out("would outlive")',
    "show its memory to others": 'libc.prctl(4, 1, 0, 0, 0) == 0 and out("dumpable")',
    "use rings of system calls": """
held = ctypes.create_string_buffer(120)
call(425, 425, 4, held) >= 0 and out("io_uring")
""",
    "watch the machine": """
held = ctypes.create_string_buffer((1).to_bytes(4, "little") + (112).to_bytes(4, "little"), 112)
call(298, 241, held, 0, -1, -1, 0) >= 0 and out("perf_event_open")
""",
    "keep keys": 'call(250, 219, 0, -3, 1) >= 0 and out("keyctl")',
    "handle page faults": 'call(323, 282, 1) >= 0 and out("userfaultfd")',
    "use the older numbers of system calls": 'X86 and call(0x40000000 + 39, 0) > 0 and out("x32")',
    "use the system calls of another architecture": """
if X86:
    code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(bytes.fromhex("b814000000cd80c3"))  # mov eax, getpid of i386; int 0x80; ret
    number = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()
    number > 0 and out(number)
""",
    "lock a file of the library's": 'fcntl.flock(os.open(os.__file__, os.O_RDONLY), fcntl.LOCK_EX)\nout("locked")',
    "open the terminal": 'out(os.open("/dev/tty", os.O_RDWR))',
    "list the processes": 'out(os.listdir("/proc"))',
    "follow a link": 'out(os.readlink(f"/proc/{os.getppid()}/cwd"))',
}
