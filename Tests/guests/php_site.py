"""php-fpm and nginx from the system's packages on loopback, with a configuration and a folder of their own."""

from __future__ import annotations

import http.client
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
import urllib.parse
from pathlib import Path
from typing import Any, Optional

from host import BUILD, HERE, ROOT, plain_environment, reserved_port

PHP = ROOT / "bindings/php"


def php_fpm() -> str:
    """The program php-fpm, whose name has PHP's version in Debian."""
    return shutil.which("php-fpm") or str(sorted(Path("/usr/sbin").glob("php-fpm*"))[-1])


class PhpSite:
    """A site that sends a message for each request, from the start of a `with` block to its end."""

    def __init__(self, folder: Path, sky_url: str, authority: Optional[Path], ini: dict[str, str],
                 pool: dict[str, str]) -> None:
        self.folder = folder
        self._ini, self._pool = ini, pool
        self._variables = {"SKY_URL": sky_url, "SKY_AUTHORITY": str(authority or ""),
                           "LIBSKY_AUTOLOAD": str(PHP / "autoload.php")}
        self.fpm: Optional[subprocess.Popen[bytes]] = None
        self.nginx: Optional[subprocess.Popen[bytes]] = None
        self._reserved = reserved_port()
        self.port: int = self._reserved.getsockname()[1]

    def __enter__(self) -> "PhpSite":
        self._write_configuration()
        # php-fpm gives its workers no environment; the preload script runs in the master and reads this one.
        environment = plain_environment(**self._variables, LIBSKY_PRELOAD=str(PHP / "preload.php"), PHP_INI_SCAN_DIR="")
        with open(self.folder / "output", "wb") as output:
            self.fpm = subprocess.Popen([php_fpm(), "-F", "-R", "-c", str(self.folder / "php.ini"), "-y",
                                         str(self.folder / "fpm.conf")], env=environment, stdout=output, stderr=output)
            self.nginx = subprocess.Popen(["nginx", "-p", str(self.folder), "-c", str(self.folder / "nginx.conf"), "-e",
                                           str(self.folder / "nginx.log")], stdout=output, stderr=output)
        deadline = time.monotonic() + 60
        while not (self.folder / "fpm.socket").exists() or not self._is_listening():
            if time.monotonic() > deadline or self.fpm.poll() is not None or self.nginx.poll() is not None:
                self.__exit__()
                raise AssertionError("the site did not start:\n" + self.logs())
            time.sleep(0.02)
        return self

    def __exit__(self, *_: object) -> None:
        for process in (self.nginx, self.fpm):
            if process is not None and process.poll() is None:
                # Gracefully: what is under way is ended first.
                process.send_signal(signal.SIGQUIT)
        for process in (self.nginx, self.fpm):
            if process is not None:
                try:
                    process.wait(60)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        self._reserved.close()

    def logs(self) -> str:
        """All that both have written."""
        return "".join(f"--- {file.name}\n{file.read_text(errors='replace')}" for file in
                       (self.folder / name for name in ("output", "fpm.log", "nginx.log")) if file.exists())

    @property
    def master(self) -> int:
        """The process that makes php-fpm's workers."""
        assert self.fpm is not None
        return self.fpm.pid

    def workers(self) -> list[int]:
        """The processes that php-fpm has now."""
        children = Path(f"/proc/{self.master}/task/{self.master}/children").read_text()
        return [int(child) for child in children.split()]

    def reload(self) -> None:
        """Have both take their configuration anew while they serve."""
        assert self.fpm is not None and self.nginx is not None
        self.fpm.send_signal(signal.SIGUSR2)
        self.nginx.send_signal(signal.SIGHUP)

    def connect(self) -> http.client.HTTPConnection:
        """A connection for `ask`."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    @staticmethod
    def ask(connection: http.client.HTTPConnection, text: str) -> Optional[dict[str, Any]]:
        """Have the site send a text; gives its answer, None if it could not be reached."""
        try:
            connection.request("GET", "/send.php?text=" + urllib.parse.quote(text))
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            return None
        if answer.status in (502, 503, 504):
            return None
        assert answer.status == 200, body
        given: dict[str, Any] = json.loads(body)
        return given

    def _is_listening(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _write_configuration(self) -> None:
        user = pwd.getpwuid(os.geteuid()).pw_name
        ini = {"extension": "ffi", "zend_extension": "opcache", "error_reporting": "E_ALL", "display_errors": "1",
               "opcache.preload_user": user, **self._ini}
        (self.folder / "php.ini").write_text("".join(f"{name} = {value}\n" for name, value in ini.items()))
        # ffi.preload takes the library by its installed name; this one lies elsewhere.
        scope = (PHP / "src/sky_scope.h").read_text().replace('"libsky.so.0"', f'"{BUILD / "libsky.so.0"}"')
        (self.folder / "sky_scope.h").write_text(scope)
        pool = {"user": user, "listen": self.folder / "fpm.socket", "listen.mode": "0666", "pm": "static",
                "pm.max_children": "4", "catch_workers_output": "yes",
                "env[LIBSKY_LIBRARY]": BUILD / "libsky.so.0", **self._pool}
        (self.folder / "fpm.conf").write_text(
            f"[global]\npid = {self.folder}/fpm.pid\nerror_log = {self.folder}/fpm.log\n"
            "process_control_timeout = 10s\n[sky]\n" + "".join(f"{name} = {value}\n" for name, value in pool.items()))
        parameters = "".join(f"fastcgi_param {name} \"{value}\";\n" for name, value in {
            **self._variables, "SCRIPT_FILENAME": HERE / "php/send.php", "QUERY_STRING": "$query_string",
            "REQUEST_METHOD": "$request_method"}.items())
        temporary = "".join(f"{kind}_temp_path {self.folder}/{kind};\n" for kind in (
            "client_body", "fastcgi", "proxy", "scgi", "uwsgi"))
        (self.folder / "nginx.conf").write_text(
            f"daemon off;\nuser {user};\nworker_processes 2;\npid {self.folder}/nginx.pid;\n"
            f"error_log {self.folder}/nginx.log warn;\nevents {{ worker_connections 256; }}\n"
            f"http {{\naccess_log off;\n{temporary}keepalive_requests 100000;\n"
            f"server {{\nlisten 127.0.0.1:{self.port};\nlocation / {{\n{parameters}"
            f"fastcgi_pass unix:{self.folder}/fpm.socket;\n}}\n}}\n}}\n")
