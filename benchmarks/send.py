"""Sending one after the other to nginx on loopback, and loading the library into a process."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import measuring
from measuring import BUILD

PORT = 18479
NGINX = """\
worker_processes 1; daemon off; pid {work}/nginx.pid; error_log {work}/error.log;
events {{ worker_connections 512; }}
http {{
    access_log off; keepalive_requests 100000000;
    client_body_temp_path {work}/a; proxy_temp_path {work}/b; fastcgi_temp_path {work}/c;
    uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            default_type text/xml;
            return 200 "<RESPONSE><STATUS>Success</STATUS><TRACKINGID>SMS_1</TRACKINGID><TO>15550100031</TO></RESPONSE>";
        }}
    }}
}}
"""


def send(folder: Path) -> None:
    """Sending."""
    program = measuring.compile_program("send.c", folder, "libxml-2.0", "libcurl")
    (folder / "nginx.conf").write_text(NGINX.format(work=folder, port=PORT), "ascii")
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    # Each side has a processor of its own; left to itself the kernel moves them together for some runs and not for others.
    server = subprocess.Popen(["taskset", "-c", "1", nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        time.sleep(1)
        url = f"http://127.0.0.1:{PORT}/"
        names = {"sky": "libsky, form field", "curl": "libcurl, one easy handle reused", "curl-fresh": "libcurl, a handle each"}
        figures = measuring.medians(
            {title: ["taskset", "-c", "0", str(program), way, "20000", url] for way, title in names.items()})
        measuring.table("Send, one after the other, plain HTTP", "CPU us", figures, names["curl"])
    finally:
        server.terminate()
        server.wait()


def load(folder: Path) -> None:
    """Loading."""
    program = measuring.compile_program("load.c", folder)
    figures = measuring.medians({"libcurl and libxml2": [str(program), "libcurl.so.4", "libxml2.so.2"],
                                 "libsky": [str(program), str(BUILD / "libsky.so.0")]})
    measuring.table("Load", "ms", figures, "libcurl and libxml2")
    print(f"\nSize: {(BUILD / 'libsky.so.0').stat().st_size:,} bytes, stripped.", flush=True)
