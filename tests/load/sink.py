#!/usr/bin/env python3
"""A central endpoint that takes everything and keeps nothing: sink.py PORT. POST /hold: it answers nobody until POST /go;
both tell how many statements came. When it ends it prints that, and how many of them were different ones."""
import json
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MARK = b'"timestamp":'  # once in each statement of ours; what they say is looked at when all is over: it costs time
bodies = []
taken = 0
lock = threading.Lock()
open_door = threading.Event()
open_door.set()


class Sink(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # the whole reply in one piece

    def answer(self, body):
        self.send_response(200)
        self.send_header("X-Experience-API-Version", "1.0.3")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer(b'{"version":["1.0.3"]}')

    def do_POST(self):
        global taken
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path in ("/hold", "/go"):
            open_door.clear() if self.path == "/hold" else open_door.set()
            self.answer(b'{"statements":%d}' % taken)
            return
        open_door.wait()
        with lock:
            bodies.append(body)
            taken += body.count(MARK)
        self.answer(b"[]")

    def log_message(self, *_):
        pass


def leave(*_):
    ids = [statement["id"] for body in bodies for statement in json.loads(body)]
    print("statements", len(ids), "different", len(set(ids)), flush=True)
    sys.stdout.flush()
    sys.exit(0)


signal.signal(signal.SIGTERM, leave)
ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Sink).serve_forever()
