"""The generated site behind nginx on loopback, under its real host names.

Each host has its own address (127.0.0.2, 127.0.0.3 …) for tools that map names (``auditor --map``). All hosts also
answer on 127.0.0.1, where nginx accepts absolute-form requests: tools without a map use it as their HTTP proxy and
reach the same server blocks with the same number of requests.
"""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.site import Site

_CONFIG = """\
worker_processes 1;
daemon off;
pid {work}/nginx.pid;
error_log {work}/error.log crit;
{user}
events {{ worker_connections 8192; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_timeout 60;
  keepalive_requests 1000000;
  open_file_cache max=8000;
  server_names_hash_bucket_size 128;
  client_body_temp_path {work}/body;
  proxy_temp_path {work}/proxy;
  fastcgi_temp_path {work}/fastcgi;
  uwsgi_temp_path {work}/uwsgi;
  scgi_temp_path {work}/scgi;
  types {{
    text/html html; text/css css; text/plain txt;
    application/javascript js; application/pdf pdf; image/png png;
  }}
  {servers}
}}
"""
_SERVER = """\
  server {{
    listen 127.0.0.1:{port}; listen {address}:{port};
    server_name {host}; root {root}/{host}; index index.html;
  }}
"""


@dataclass(frozen=True, slots=True)
class Served:
    """Where the site answers: ``proxy`` for every host, ``addresses`` host by host (``address:port``)."""

    proxy: str
    addresses: Mapping[str, str]


def nginx() -> str | None:
    """The nginx binary, or None when it is not installed."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@contextmanager
def serve(site: Site) -> Iterator[Served]:
    """Serve ``site`` until the block ends. Raises RuntimeError when nginx is missing or does not start."""
    binary = nginx()
    if binary is None:
        raise RuntimeError("nginx is not installed (Debian: apt-get install nginx-light)")
    with TemporaryDirectory(prefix="bench-nginx-") as work:
        port = _free_port()
        addresses = {host: f"127.0.0.{n}" for n, host in enumerate(site.hosts, start=2)}
        servers = "".join(
            _SERVER.format(port=port, address=at, host=host, root=site.root) for host, at in addresses.items()
        )
        user = "user root;" if os.geteuid() == 0 else ""
        config = Path(work, "nginx.conf")
        config.write_text(_CONFIG.format(work=work, user=user, servers=servers), encoding="utf-8")
        process = subprocess.Popen([binary, "-p", work, "-e", f"{work}/error.log", "-c", str(config)])
        try:
            _wait_until_open(process, port)
            yield Served(f"http://127.0.0.1:{port}", {host: f"{at}:{port}" for host, at in addresses.items()})
        finally:
            process.terminate()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_open(process: "subprocess.Popen[bytes]", port: int) -> None:
    for _ in range(200):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    process.terminate()
    raise RuntimeError(f"nginx did not start (exit code {process.poll()})")
