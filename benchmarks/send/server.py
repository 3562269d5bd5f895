"""The server that all ways send to: nginx on loopback, plain and over TLS 1.3, with a certificate of an authority of
its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, NamedTuple, Optional

#: The certificates that Debian trusts. A program that trusts them reads them all before its first connection.
USUAL_BUNDLE = Path("/etc/ssl/certs/ca-certificates.crt")

ANSWER = "<RESPONSE><STATUS>Success</STATUS><TRACKINGID>SMS_1</TRACKINGID><TO>15550100031</TO></RESPONSE>"
CONFIGURATION = """\
master_process off; daemon off; pid {work}/nginx.pid; error_log {work}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off; keepalive_requests 100000000;
    client_body_temp_path {work}/a; proxy_temp_path {work}/b; fastcgi_temp_path {work}/c;
    uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;
    server {{
        listen 127.0.0.1:{plain};
        listen 127.0.0.1:{tls} ssl;
        ssl_certificate {work}/server.pem; ssl_certificate_key {work}/server.key; ssl_protocols TLSv1.3;
        location / {{ default_type text/xml; return 200 "{answer}"; }}
    }}
}}
"""
AUTHORITY = """\
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[server]
subjectAltName = IP:127.0.0.1
authorityKeyIdentifier = keyid
"""


class Target(NamedTuple):
    """Where messages go, and the file of certificates that are trusted; None without TLS."""

    url: str
    authorities: Optional[Path]

    @property
    def arguments(self) -> list[str]:
        """As the programs take them."""
        return [self.url, *([str(self.authorities)] if self.authorities else [])]


class Targets(NamedTuple):
    """The server's addresses."""

    plain: Target
    #: TLS; only the test's own authority is trusted.
    tls: Target
    #: TLS; the test's authority is one more in the file that Debian's programs use.
    bundle: Target
    #: nginx's process.
    server: int


@contextmanager
def nginx(folder: Path) -> Iterator[Targets]:
    """Run nginx on the second processor, with everything it writes in a folder."""
    make_certificates(folder)
    plain, tls = free_ports()
    configuration = folder / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(work=folder, plain=plain, tls=tls, answer=ANSWER), "ascii")
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    # Each side has a processor of its own; left to itself the kernel moves them together for some runs and not for
    # others.
    server = subprocess.Popen(["taskset", "-c", "1", program, "-p", str(folder), "-c", str(configuration)])
    try:
        wait_for(plain)
        url = f"https://127.0.0.1:{tls}/"
        yield Targets(Target(f"http://127.0.0.1:{plain}/", None), Target(url, folder / "authority.pem"),
                      Target(url, folder / "bundle.pem"), server.pid)
    finally:
        server.terminate()
        server.wait()


def make_certificates(folder: Path) -> None:
    """An authority, a certificate for 127.0.0.1 signed by it, and the usual bundle with the authority at its end."""
    (folder / "openssl.cnf").write_text(AUTHORITY, "ascii")

    def openssl(*words: str) -> None:
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", "openssl.cnf")
    openssl("req", "-x509", *key, "-keyout", "authority.key", "-out", "authority.pem", "-days", "2",
            "-subj", "/CN=libsky benchmarks", "-extensions", "authority")
    openssl("req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=127.0.0.1")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "authority.pem", "-CAkey", "authority.key", "-days", "2",
            "-out", "server.pem", "-extfile", "openssl.cnf", "-extensions", "server")
    (folder / "bundle.pem").write_bytes(USUAL_BUNDLE.read_bytes() + (folder / "authority.pem").read_bytes())


def free_ports() -> tuple[int, int]:
    """Two ports that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        return one.getsockname()[1], other.getsockname()[1]


def wait_for(port: int) -> None:
    """Return when something listens."""
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("nginx does not start")
