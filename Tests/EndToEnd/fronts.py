"""Real proxies from Debian in front of a server, each in a directory of its own."""

import contextlib
import http.client
import shutil
import socket
import subprocess

START_SECONDS = 30
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(port, path="/health", source="127.0.0.1", headers=None):
    """A request from an address of loopback's many; returns the answer's status."""
    client = http.client.HTTPConnection(
        "127.0.0.1", port, timeout=30, source_address=(source, 0))
    with contextlib.closing(client):
        client.request("GET", path, headers=headers or {})
        return client.getresponse().status


def access(server, path, status=200):
    """The access log's line of the next answer for the path."""
    return server.wait_for(lambda line: line.get("path") == path and line["status"] == status)


@contextlib.contextmanager
def running(program, directory, configuration, *arguments):
    """The program in the foreground until the block ends; it must have begun to listen before."""
    port = free_port()
    file = directory / f"{program}.conf"
    text = configuration.replace("PORT", str(port)).replace("DIRECTORY", str(directory))
    file.write_text(text.rstrip(" "))
    executable = shutil.which(program, path=PATH)
    assert executable, f"{program} is missing: make test-deps"
    process = subprocess.Popen([executable, *arguments, file], cwd=directory)
    try:
        wait_until_listening(process, port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)


def wait_until_listening(process, port):
    for _ in range(START_SECONDS * 100):
        assert process.poll() is None, f"{process.args} ended"
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=START_SECONDS).close()
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.01)
    raise AssertionError(f"{process.args} does not listen")


def haproxy(directory, server, options):
    """HAProxy passing on bytes; `options` belong to its server line."""
    return running("haproxy", directory, f"""
        defaults
            mode tcp
            timeout connect 5s
            timeout client 30s
            timeout server 30s
        listen front
            bind 127.0.0.1:PORT
            server gatehouse 127.0.0.1:{server.port(server.api)} {options}
        """, "-db", "-f")


def nginx(directory, server, set_header, set_header_outside=None):
    """nginx in front; with `set_header_outside`, a second one in front of it."""
    inner = free_port()
    upstream = f"http://127.0.0.1:{server.port(server.api)}"
    blocks = [(inner if set_header_outside else "PORT", set_header, upstream)]
    if set_header_outside:
        blocks.append(("PORT", set_header_outside, f"http://127.0.0.1:{inner}"))
    text = "\n".join(f"""
        server {{
            listen 127.0.0.1:{port};
            location / {{ proxy_pass {target}; proxy_set_header {header}; }}
        }}""" for port, header, target in blocks)
    paths = "\n".join(f"{name}_temp_path DIRECTORY/{name};" for name in (
        "client_body", "proxy", "fastcgi", "scgi", "uwsgi"))
    return running("nginx", directory, f"""
        daemon off;
        pid DIRECTORY/nginx.pid;
        error_log stderr;
        worker_processes 1;
        events {{ worker_connections 64; }}
        http {{ access_log off; {paths} {text} }}
        """, "-p", directory, "-c")
