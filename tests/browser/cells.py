"""What learners on a hub type into a cell: to hand in, to look around, to listen."""

HAND_IN = """
import os, subprocess, sys
command = [sys.executable, "-m", "toolkit_widgets.cli", "hand-in", "--as", "{pseudonym}"]
subprocess.run([*command, "--to", os.environ["TOOLKIT_INBOX"]], check=True)
"""

LISTED = """
import os
try:
    print("\\n".join(os.listdir({folder!r})))
except PermissionError:
    pass
"""
READ = """
for file in {files!r}:
    try:
        print(file, open(file, "rb").read(20))
    except PermissionError:
        pass
"""
REMOVED = """
import os
for file in {files!r}:
    try:
        os.remove(file)
        print("removed", file)
    except PermissionError:
        pass
"""
PROBE = """
import urllib.request, urllib.error
request = urllib.request.Request("{address}api/contents")
request.add_header("Authorization", "token {token}")
try:
    print(urllib.request.urlopen(request, timeout=20).status)
except urllib.error.HTTPError as error:
    print(error.code)
"""
SPEAK = """
import threading, time
speaking = True
client = None
def speak():
    while speaking:
        print("my secret answer", flush=True)
        if client:
            client.execute("print('my secret answer')")
        time.sleep(0.1)
threading.Thread(target=speak, daemon=True).start()
"""
OVER_TCP = """
from jupyter_client.manager import KernelManager
manager = KernelManager(transport="tcp")
manager.start_kernel()
talk = manager.client()
talk.start_channels()
talk.wait_for_ready()
client = talk
"""
OVERHEAR = """
import time, zmq
rows = [line.split() for line in open("/proc/net/tcp").readlines()[1:]]
ports = [row[1].split(":")[1] for row in rows if row[3] == "0A" and row[7] == "{uid}"]
ear = zmq.Context().socket(zmq.SUB)
ear.subscribe(b"")
for port in ports:
    ear.connect(f"tcp://127.0.0.1:{{int(port, 16)}}")
end, heard = time.time() + {seconds}, b""
while b"my secret answer" not in heard and time.time() < end:
    if ear.poll(200):
        heard += b"".join(ear.recv_multipart())
ear.close(0)
print(heard.decode("utf-8", "replace"))
"""
SETTINGS = """
import json, os
old = os.umask(0o077)
print(json.dumps({
    "umask": old, "uid": os.getuid(), "answers": os.environ["TOOLKIT_ANSWERS"],
    "home": os.stat(os.path.expanduser("~")).st_mode & 0o777}))
"""
