"""nginx in the server's place: what the same clients do to it says what the machine itself adds."""

import subprocess
import time
from pathlib import Path

from server import Server, free_port

# The deadlines are ours; bodies go to an upstream, as nginx waits for none otherwise.
CONFIGURATION = """
daemon off; worker_processes 1; worker_rlimit_nofile 60000; error_log /dev/null; pid {0}/pid;
events {{ worker_connections 20000; }}
http {{
  access_log off; keepalive_requests 1000000000;
  client_header_timeout 10s; client_body_timeout 30s; send_timeout 30s; keepalive_timeout 75s;
  client_body_temp_path {0}/body; proxy_temp_path {0}/proxy; fastcgi_temp_path {0}/fastcgi;
  uwsgi_temp_path {0}/uwsgi; scgi_temp_path {0}/scgi;
  server {{
    listen 127.0.0.1:{1} backlog=4096;
    location / {{ return 200 '{{"status":"ok"}}'; }}
    location /login {{ proxy_pass http://127.0.0.1:9; }}
  }}
}}
"""


class Nginx(Server):
    """One worker on core 0."""

    def __init__(self, directory: Path):
        self.port, self.log = free_port(), directory / "log"
        self.log.touch()
        file = directory / "nginx.conf"
        file.write_text(CONFIGURATION.format(directory, self.port))
        self.process = subprocess.Popen(
            ["taskset", "-c", "0", "nginx", "-c", file, "-p", directory])
        while not self.answers(): time.sleep(0.01)
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        self.pid = int(children.read_text().split()[0])
